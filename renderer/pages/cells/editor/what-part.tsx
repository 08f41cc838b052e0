import { Autocomplete, Textarea } from '@mantine/core';
import type { CellVocabulary } from '../../../../engine/contract/index.ts';
import { EditorPart, FieldRow } from '../../../components/editor/editor-part.tsx';
import { TextField } from '../../../components/editor/fields.tsx';
import { slugOf } from '../../../components/slug.ts';
import { useCellForm } from './form-context.ts';

/** Its name, who looks after it, and what is believed. The key follows the name until somebody writes one. */
export function WhatPart({ isNew, vocabulary }: { readonly isNew: boolean; readonly vocabulary: CellVocabulary }) {
  const form = useCellForm();
  const { name, key } = form.values;
  const followsName = isNew && (key === '' || key === slugOf(name));
  return (
    <EditorPart
      title="What"
      line="What is tried, and what you believe will happen: a sentence that can turn out wrong."
    >
      <FieldRow columns={3}>
        <TextField
          path="name"
          label="Name"
          onChange={(event) => {
            const next = event.currentTarget.value;
            form.setFieldValue('name', next);
            if (followsName) form.setFieldValue('key', slugOf(next));
          }}
        />
        <TextField path="key" label="Key" disabled={!isNew} />
        <Autocomplete
          label="Owner"
          data={[...vocabulary.owners]}
          size="xs"
          comboboxProps={{ shadow: 'none', keepMounted: false }}
          {...form.getInputProps('owner')}
          data-path="owner"
        />
      </FieldRow>
      <Textarea
        label="Hypothesis"
        placeholder="One of … has a … above …"
        autosize
        minRows={2}
        maxRows={6}
        {...form.getInputProps('hypothesis')}
        data-path="hypothesis"
      />
    </EditorPart>
  );
}
