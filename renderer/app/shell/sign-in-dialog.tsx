import { Button, Modal, PasswordInput, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import type { Session } from '../../../engine/contract/index.ts';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failed.tsx';
import { useSignIn } from '../../stores/sign-in.ts';
import { api } from '../client.ts';
import { toFailure } from '../failure.ts';
import classes from './shell.module.css';

/** Choose who you are and unlock your key. The passphrase goes to the engine once and is not kept here. */
export function SignInDialog() {
  const { open, close } = useSignIn();
  const session = useQuery(api.members.session.queryOptions());
  return (
    <Modal opened={open} onClose={close} title="Sign in" size="sm" closeButtonProps={{ 'aria-label': 'Close' }}>
      {session.data === undefined ? null : session.data.members.length === 0 ? (
        <Empty
          title="There are no members yet"
          why="A member has a name, a role and a key that signs approvals."
          action={
            <Link to="/settings" onClick={close}>
              Add the first member in Settings
            </Link>
          }
        />
      ) : (
        <SignInForm session={session.data} onDone={close} />
      )}
    </Modal>
  );
}

function SignInForm({ session, onDone }: { readonly session: Session; readonly onDone: () => void }) {
  const queryClient = useQueryClient();
  const [memberId, setMemberId] = useState<string | null>(session.members[0]?.id ?? null);
  const [passphrase, setPassphrase] = useState('');
  const signIn = useMutation(
    api.members.signIn.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries();
        onDone();
      },
    }),
  );
  const member = session.members.find((candidate) => candidate.id === memberId);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (member !== undefined) signIn.mutate({ memberId: member.id, passphrase });
  };
  return (
    <form className={classes.form} onSubmit={submit}>
      <Select
        label="Member"
        data={session.members.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` }))}
        value={memberId}
        onChange={setMemberId}
        allowDeselect={false}
      />
      <PasswordInput
        label="Passphrase"
        description="Opens your key on this computer. It can not be recovered."
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        autoComplete="current-password"
        data-autofocus
      />
      {signIn.isError && <FailureNote failure={toFailure(signIn.error)} />}
      <div className={classes.formButtons}>
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="filled" loading={signIn.isPending} disabled={member === undefined}>
          Sign in
        </Button>
      </div>
    </form>
  );
}
