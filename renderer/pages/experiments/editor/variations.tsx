import { Button, Select, Textarea } from '@mantine/core';
import { AllowedButton } from '../../../components/allowed-button.tsx';
import { AllowedIcon } from '../../../components/allowed-icon.tsx';
import { FieldRow } from '../../../components/editor/editor-part.tsx';
import { PercentField, TextField } from '../../../components/editor/fields.tsx';
import { slugOf } from '../../../components/slug.ts';
import classes from './editor.module.css';
import { useDesignForm } from './form-context.ts';
import { DesignSection } from './section.tsx';
import { type DesignValues, nextRow } from './values.ts';

const MOST = 12;

const even = (variations: DesignValues['variations']): DesignValues['variations'] =>
  variations.map((variation) => ({ ...variation, weight: Number((100 / variations.length).toFixed(4)) }));

/** Whether a variation can be taken away, and why it can not. */
function mayRemove(index: number, count: number): { readonly allowed: boolean; readonly reason: string } {
  if (index === 0) return { allowed: false, reason: 'The others are compared with the control, so it stays.' };
  return { allowed: count > 2, reason: 'An experiment compares at least two, so this one stays.' };
}

interface ValueFieldProps {
  readonly path: string;
  readonly label: string;
  /** What it is called where the label alone does not tell rows apart. */
  readonly name?: string;
}

/** The value of a variation, in the way of the flag's type. */
function ValueField({ path, label, name = label }: ValueFieldProps) {
  const form = useDesignForm();
  const { valueType } = form.values;
  if (valueType === 'boolean')
    return (
      <Select
        label={label}
        aria-label={name}
        data={['true', 'false']}
        allowDeselect={false}
        {...form.getInputProps(path)}
        data-path={path}
      />
    );
  if (valueType === 'json')
    return (
      <Textarea
        label={label}
        aria-label={name}
        autosize
        minRows={1}
        maxRows={8}
        classNames={{ input: 'mono' }}
        {...form.getInputProps(path)}
        data-path={path}
      />
    );
  return <TextField path={path} label={label} aria-label={name} />;
}

/** What is compared: the control first, each with its share and what its units get. */
export function Variations() {
  const form = useDesignForm();
  const { variations } = form.values;
  const set = (next: DesignValues['variations']): void => form.setFieldValue('variations', next);
  const problem = form.errors.weights ?? form.errors.variations;
  return (
    <DesignSection
      id="variations"
      line="What is compared, the control first. Each gets its share of the units and its value."
    >
      <FieldRow columns={2}>
        <Select
          label="The flag is"
          data={[
            { value: 'boolean', label: 'on or off' },
            { value: 'text', label: 'a text' },
            { value: 'number', label: 'a number' },
            { value: 'json', label: 'JSON' },
          ]}
          allowDeselect={false}
          {...form.getInputProps('valueType')}
        />
        <ValueField path="defaultValue" label="Everybody else gets" />
      </FieldRow>
      <ol className={classes.rows}>
        {variations.map((variation, index) => {
          const at = `variations.${index}`;
          const who = index === 0 ? 'Control' : `Variation ${index}`;
          return (
            <li key={variation.row} className={classes.variation}>
              <TextField
                path={`${at}.name`}
                label={`${who}: name`}
                onChange={(event) => {
                  const next = event.currentTarget.value;
                  if (variation.key === '' || variation.key === slugOf(variation.name))
                    form.setFieldValue(`${at}.key`, slugOf(next));
                  form.setFieldValue(`${at}.name`, next);
                }}
              />
              <TextField path={`${at}.key`} label="Key" aria-label={`${who}: key`} />
              <PercentField path={`${at}.weight`} label="Weight" aria-label={`${who}: weight`} min={0} max={100} />
              <ValueField path={`${at}.value`} label="Value" name={`${who}: value`} />
              <AllowedIcon
                className={classes.remove ?? ''}
                variant="subtle"
                size={30}
                label={`Remove ${who.toLowerCase()}`}
                sign="✕"
                may={mayRemove(index, variations.length)}
                onClick={() => form.removeListItem('variations', index)}
              />
              <TextField
                path={`${at}.description`}
                aria-label={`${who}: what is different`}
                placeholder={index === 0 ? 'What it is today' : 'What is different'}
              />
            </li>
          );
        })}
      </ol>
      {problem !== undefined && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.line}>
        <AllowedButton
          may={{ allowed: variations.length < MOST, reason: `There can be ${MOST} variations at most.` }}
          onClick={() =>
            set(
              even([
                ...variations,
                {
                  row: nextRow(),
                  key: '',
                  name: '',
                  weight: 0,
                  value: variations.at(-1)?.value ?? '',
                  description: '',
                },
              ]),
            )
          }
        >
          Add a variation
        </AllowedButton>
        <Button onClick={() => set(even(variations))}>Even weights</Button>
      </div>
    </DesignSection>
  );
}
