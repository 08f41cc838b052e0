import { Button, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Scope, TilePage } from '../../../engine/contract/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailureNote } from '../../components/failed.tsx';
import { viewsQuery } from '../tile-query.ts';
import classes from './views.module.css';

const LONGEST = 80;

interface SaveViewProps {
  readonly page: TilePage;
  readonly scope: Scope;
  /** Names of the views this page has. */
  readonly taken: readonly string[];
  readonly onSaved: () => void;
}

/** Keeps the page's scope under a name. */
export function SaveView({ page, scope, taken, onSaved }: SaveViewProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation(
    api.dashboards.saveView.mutationOptions({
      onSuccess: (views, { name: saved }) => {
        queryClient.setQueryData(viewsQuery.queryKey, views);
        notifications.show({ message: `The view “${saved}” is saved.` });
        onSaved();
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate({ name: name.trim(), page, scope });
  };
  const isTaken = taken.includes(name.trim());
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Save this view as"
        description={isTaken ? 'This name is in use; saving replaces it.' : 'Period, comparison, filters and choices'}
        value={name}
        maxLength={LONGEST}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Button type="submit" variant="filled" loading={save.isPending} disabled={name.trim() === ''}>
        {isTaken ? 'Replace' : 'Save'}
      </Button>
      {save.isError && <FailureNote failure={toFailure(save.error)} />}
    </form>
  );
}
