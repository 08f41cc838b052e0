import { Button, PasswordInput, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Connections } from '../../../engine/contract/index.ts';
import { mayCarryTokens } from '../../../engine/core/address.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailureNote } from '../../components/failed.tsx';
import classes from './settings.module.css';

/** What is known of a secret here: whether it is set, and whether it outlives the session. Never the secret. */
const secretNote = ({ set, kept }: { readonly set: boolean; readonly kept: boolean }): string => {
  if (!set) return 'Not set.';
  return kept
    ? 'Set, and kept by the system keyring. Enter a new one to replace it.'
    : 'Set until you quit: this computer has no protected place to keep it. Enter a new one to replace it.';
};

/** Where approved actions go. Secrets go to the engine and never come back. */
export function ConnectionsForm({ connections }: { readonly connections: Connections }) {
  const queryClient = useQueryClient();
  const [remoteUrl, setRemoteUrl] = useState('');
  const [metaToken, setMetaToken] = useState('');
  const [meta, setMeta] = useState(connections.meta);
  const [tried, setTried] = useState(false);
  const save = useMutation(
    api.workspace.setConnections.mutationOptions({
      onSuccess: (now) => {
        setRemoteUrl('');
        setMetaToken('');
        setMeta(now.meta);
        notifications.show({ message: 'The connections are changed. Sync uses them from now on.' });
        void queryClient.invalidateQueries();
      },
    }),
  );
  const errors = {
    remoteUrl: remoteUrl === '' || /^postgres(ql)?:\/\//.test(remoteUrl) ? null : 'It starts with postgres://',
    accountId: /^\d*$/.test(meta.accountId) ? null : 'Digits only, without act_',
    pageId: /^\d*$/.test(meta.pageId) ? null : 'Digits only',
    baseUrl: mayCarryTokens(meta.baseUrl) ? null : 'Enter an https address',
    apiVersion: /^v\d+\.\d+$/.test(meta.apiVersion) ? null : 'Such as v23.0',
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (Object.values(errors).some((error) => error !== null)) return;
    save.mutate({
      ...(remoteUrl === '' ? {} : { remoteUrl }),
      ...(metaToken === '' ? {} : { metaToken }),
      meta,
    });
  };
  const field = (name: 'accountId' | 'pageId' | 'baseUrl' | 'apiVersion', label: string) => (
    <TextInput
      label={label}
      value={meta[name]}
      onChange={(event) => setMeta({ ...meta, [name]: event.currentTarget.value.trim() })}
      error={tried ? errors[name] : null}
    />
  );
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Connections">
      <PasswordInput
        className={classes.wide ?? ''}
        label="Production database"
        description={secretNote(connections.remoteUrl)}
        placeholder="postgres://…"
        value={remoteUrl}
        onChange={(event) => setRemoteUrl(event.currentTarget.value.trim())}
        error={tried ? errors.remoteUrl : null}
        autoComplete="off"
      />
      <PasswordInput
        className={classes.wide ?? ''}
        label="Meta access token"
        description={secretNote(connections.metaToken)}
        value={metaToken}
        onChange={(event) => setMetaToken(event.currentTarget.value.trim())}
        autoComplete="off"
      />
      {field('accountId', 'Meta ad account')}
      {field('pageId', 'Meta page')}
      {field('baseUrl', 'Meta address')}
      {field('apiVersion', 'Meta API version')}
      {save.isError && <FailureNote failure={toFailure(save.error)} />}
      <div className={classes.buttons}>
        <Button type="submit" loading={save.isPending}>
          Change the connections
        </Button>
      </div>
    </form>
  );
}
