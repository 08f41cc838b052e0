import { Button, Modal, TextInput } from '@mantine/core';
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

interface SaveViewDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly page: TilePage;
  readonly scope: Scope;
  /** Names of the views this page has. */
  readonly taken: readonly string[];
}

/** Keeps the page's scope under a name. */
export function SaveViewDialog({ opened, onClose, ...form }: SaveViewDialogProps) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Save this view"
      size="sm"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <SaveViewForm {...form} onClose={onClose} />
    </Modal>
  );
}

function SaveViewForm({ onClose, page, scope, taken }: Omit<SaveViewDialogProps, 'opened'>) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const save = useMutation(
    api.dashboards.saveView.mutationOptions({
      onSuccess: (views) => {
        queryClient.setQueryData(viewsQuery.queryKey, views);
        notifications.show({ message: `The view “${name.trim()}” is saved.` });
        onClose();
      },
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (name.trim() !== '') save.mutate({ name: name.trim(), page, scope });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Name"
        description={
          taken.includes(name.trim())
            ? 'A view has this name; it will be replaced.'
            : 'Keeps period, comparison, filters and choices. It is found by Ctrl or ⌘ K.'
        }
        value={name}
        maxLength={LONGEST}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      {save.isError && <FailureNote failure={toFailure(save.error)} />}
      <div className={classes.buttons}>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="filled" loading={save.isPending} disabled={name.trim() === ''}>
          Save view
        </Button>
      </div>
    </form>
  );
}
