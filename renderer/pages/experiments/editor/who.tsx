import { Autocomplete, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ExperimentRow, ExperimentVocabulary } from '../../../../engine/contract/index.ts';
import { api } from '../../../app/client.ts';
import { FieldRow } from '../../../components/editor/editor-part.tsx';
import { PercentField } from '../../../components/editor/fields.tsx';
import { ConditionBuilder } from './condition-builder.tsx';
import { useDesignForm } from './form-context.ts';
import { NamespacePicture } from './namespace-picture.tsx';
import { DesignSection } from './section.tsx';

interface WhoProps {
  readonly vocabulary: ExperimentVocabulary | undefined;
  readonly others: readonly ExperimentRow[];
}

const distinct = (words: readonly string[]): string[] => [...new Set(words)].toSorted();

/** Which units take part, and how many of them. */
export function Who({ vocabulary, others }: WhoProps) {
  const form = useDesignForm();
  const flags = useQuery(api.experiments.flags.queryOptions());
  const { unit, hasNamespace } = form.values;
  const units = distinct([...(vocabulary?.baselines.map((baseline) => baseline.unit) ?? []), 'user', unit]).filter(
    (word) => word !== '',
  );
  return (
    <DesignSection id="who" line="Which units take part, and what share of them.">
      <FieldRow columns={3}>
        <Select
          label="Unit"
          description="What is assigned"
          data={units}
          allowDeselect={false}
          {...form.getInputProps('unit')}
          data-path="unit"
        />
        <PercentField path="coverage" label="Coverage" description="Share of them that takes part" min={0} max={100} />
        <Autocomplete
          label="Holdout"
          description="Flag whose units stay out"
          placeholder="none"
          data={distinct((flags.data ?? []).map(({ key }) => key))}
          comboboxProps={{ shadow: 'none', keepMounted: false }}
          size="xs"
          {...form.getInputProps('holdout')}
          data-path="holdout"
        />
      </FieldRow>
      <ConditionBuilder />
      <Switch
        label="Never together with others"
        description="Experiments of one namespace with separate parts never share a unit"
        {...form.getInputProps('hasNamespace', { type: 'checkbox' })}
      />
      {hasNamespace && (
        <>
          <FieldRow columns={3}>
            <Autocomplete
              label="Namespace"
              data={distinct(others.flatMap(({ namespace }) => namespace?.name ?? []))}
              comboboxProps={{ shadow: 'none', keepMounted: false }}
              size="xs"
              {...form.getInputProps('namespace.name')}
              data-path="namespace.name"
            />
            <PercentField path="namespace.from" label="From" min={0} max={100} />
            <PercentField path="namespace.to" label="To" min={0} max={100} />
          </FieldRow>
          <NamespacePicture others={others} />
        </>
      )}
    </DesignSection>
  );
}
