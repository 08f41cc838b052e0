import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { slugSchema } from '../../../../engine/contract/experiment-design.ts';
import classes from '../editor/editor.module.css';

interface AddFlagProps {
  readonly taken: readonly string[];
  readonly isPending: boolean;
  readonly onCancel: () => void;
  readonly onAdd: (flag: { readonly key: string; readonly enabled: boolean; readonly note: string }) => void;
}

/** A flag of its own, without an experiment. It begins switched off. */
export function AddFlag({ taken, isPending, onCancel, onAdd }: AddFlagProps) {
  const [key, setKey] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const error = taken.includes(key)
    ? 'There is a flag with this key already'
    : slugSchema.safeParse(key).success
      ? null
      : 'Use small letters, digits, - and _';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (error === null) onAdd({ key, enabled: false, note: note.trim() });
  };
  return (
    <form className={classes.inlineForm} onSubmit={submit} aria-label="Add a flag">
      <TextInput
        label="Key"
        value={key}
        onChange={(event) => setKey(event.currentTarget.value.trim())}
        error={tried ? error : null}
        data-autofocus
      />
      <TextInput label="Note" value={note} maxLength={400} onChange={(event) => setNote(event.currentTarget.value)} />
      <Button type="submit" variant="filled" loading={isPending}>
        Add, switched off
      </Button>
      <Button onClick={onCancel}>Cancel</Button>
    </form>
  );
}
