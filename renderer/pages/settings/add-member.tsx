import { Button, PasswordInput, Select, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import type { Role } from '../../../engine/contract/index.ts';
import { api } from '../../app/client.ts';
import { toFailure } from '../../app/failure.ts';
import { FailureNote } from '../../components/failed.tsx';
import classes from './settings.module.css';

const ROLES: readonly { readonly value: Role; readonly label: string }[] = [
  { value: 'analyst', label: 'analyst: reads and proposes' },
  { value: 'approver', label: 'approver: also decides' },
  { value: 'admin', label: 'admin: also members, caps, connections' },
];

const MIN_PASSPHRASE = 8;

interface AddMemberProps {
  /** The first member can only be an admin, for nobody else could add the second. */
  readonly isFirst: boolean;
  readonly onDone: () => void;
}

/** A new member with a new key. The passphrase is entered by the member and kept nowhere. */
export function AddMember({ isFirst, onDone }: AddMemberProps) {
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const [role, setRole] = useState<Role>(isFirst ? 'admin' : 'analyst');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [tried, setTried] = useState(false);
  const add = useMutation(
    api.members.add.mutationOptions({
      onSuccess: (member) => {
        notifications.show({ message: `${member.name} is a member now, as ${member.role}.` });
        void queryClient.invalidateQueries();
        onDone();
      },
    }),
  );
  const errors = {
    name: name.trim() === '' ? 'Enter a name' : null,
    passphrase: passphrase.length < MIN_PASSPHRASE ? `Use at least ${MIN_PASSPHRASE} characters` : null,
    again: again === passphrase ? null : 'The two are not the same',
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (errors.name === null && errors.passphrase === null && errors.again === null)
      add.mutate({ name: name.trim(), role, passphrase });
  };
  return (
    <form className={classes.form} onSubmit={submit} aria-label="Add a member">
      <TextInput
        label="Name"
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={tried ? errors.name : null}
        autoComplete="off"
      />
      <Select
        label="Role"
        data={ROLES}
        value={role}
        onChange={(value) => setRole(ROLES.find((known) => known.value === value)?.value ?? role)}
        allowDeselect={false}
      />
      <PasswordInput
        label="Passphrase"
        description="The member enters it. It can not be recovered."
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
        error={tried ? errors.passphrase : null}
        autoComplete="new-password"
      />
      <PasswordInput
        label="Passphrase again"
        description="So that a slip does not lock the key"
        value={again}
        onChange={(event) => setAgain(event.currentTarget.value)}
        error={tried ? errors.again : null}
        autoComplete="new-password"
      />
      {add.isError && <FailureNote failure={toFailure(add.error)} />}
      <div className={classes.buttons}>
        <Button type="submit" variant="filled" loading={add.isPending}>
          Add member
        </Button>
        <Button onClick={onDone}>Cancel</Button>
      </div>
    </form>
  );
}
