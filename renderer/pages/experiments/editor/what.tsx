import { Select, Switch, Textarea } from '@mantine/core';
import { FieldRow } from '../../../components/editor/editor-part.tsx';
import { TextField } from '../../../components/editor/fields.tsx';
import { slugOf } from '../../../components/slug.ts';
import classes from './editor.module.css';
import { useDesignForm } from './form-context.ts';
import { DesignSection } from './section.tsx';

/** Its name and what is believed. The key follows the name until somebody writes one. */
export function What({ isNew }: { readonly isNew: boolean }) {
  const form = useDesignForm();
  const { name, key } = form.values;
  const followsName = isNew && (key === '' || key === slugOf(name));
  return (
    <DesignSection id="what" line="What is tried, and what you believe will happen.">
      <FieldRow columns={2}>
        <TextField
          path="name"
          label="Name"
          onChange={(event) => {
            const next = event.currentTarget.value;
            form.setFieldValue('name', next);
            if (followsName) form.setFieldValue('key', slugOf(next));
          }}
        />
        <TextField
          path="key"
          label="Key"
          description={undefined}
          disabled={!isNew}
          title={isNew ? 'Names it in addresses and exports' : 'The key stays: it names the experiment in the audit'}
        />
      </FieldRow>
      <Textarea
        label="Hypothesis"
        placeholder="Because … we believe that … ; if it is true, we will see …"
        autosize
        minRows={3}
        maxRows={10}
        {...form.getInputProps('hypothesis')}
        data-path="hypothesis"
      />
      <details>
        <summary className={classes.small}>Flag and assignment</summary>
        <FieldRow columns={3} style={{ marginTop: 8 }}>
          <TextField path="flag" label="Flag" placeholder={key === '' ? 'as the key' : key} />
          <TextField path="seed" label="Seed" placeholder={key === '' ? 'as the key' : key} />
          <Select
            label="Hash version"
            data={[
              { value: '2', label: '2: 10,000 steps, no bias between experiments' },
              { value: '1', label: '1: for experiments begun with it' },
            ]}
            allowDeselect={false}
            {...form.getInputProps('hashVersion')}
          />
        </FieldRow>
        <Switch
          mt={10}
          label="Units keep their variation"
          description="Also when weights, coverage or the condition change"
          {...form.getInputProps('sticky', { type: 'checkbox' })}
        />
      </details>
    </DesignSection>
  );
}
