import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Session } from '../../../engine/contract/index.ts';
import { cleanText, formatInstant } from '../../../engine/serializer/index.ts';
import { api } from '../../app/client.ts';
import { workspaceStatus } from '../../app/queries.ts';
import { Chip } from '../../components/chip.tsx';
import { DataTable } from '../../components/data-table.tsx';
import { Empty } from '../../components/empty.tsx';
import { useSignIn } from '../../stores/sign-in.ts';
import { AddMember } from './add-member.tsx';
import classes from './settings.module.css';

/** The members, who of them is signed in, and how to add one. */
export function Members({ session }: { readonly session: Session }) {
  const queryClient = useQueryClient();
  const status = useQuery(workspaceStatus);
  const ask = useSignIn((state) => state.ask);
  const [isAdding, setIsAdding] = useState(session.members.length === 0);
  const signOut = useMutation(
    api.members.signOut.mutationOptions({ onSuccess: () => void queryClient.invalidateQueries() }),
  );
  const zone = status.data?.zone ?? 'UTC';
  return (
    <div className={classes.stack}>
      {session.members.length === 0 ? (
        <Empty
          title="There are no members yet"
          why="A member has a name, a role and a key that signs. The first one is an admin, who adds the others."
        />
      ) : (
        <DataTable
          caption="Members of the workspace"
          columns={[{ head: 'Name', grow: true }, { head: 'Role' }, { head: 'Added' }, { head: '' }]}
          rows={session.members.map((member) => ({
            key: member.id,
            cells: [
              cleanText(member.name),
              member.role,
              <span key="added" className="muted">
                {formatInstant(member.addedAt, zone)}
              </span>,
              member.id === session.member?.id ? (
                <Chip key="in" tone="pos">
                  ✓ signed in
                </Chip>
              ) : null,
            ],
          }))}
        />
      )}
      <div className={classes.buttons}>
        {session.members.length > 0 && (
          <Button onClick={ask}>{session.member === null ? 'Sign in…' : 'Sign in as someone else…'}</Button>
        )}
        {session.member !== null && (
          <Button loading={signOut.isPending} onClick={() => signOut.mutate(undefined)}>
            Sign out
          </Button>
        )}
        {!isAdding && <Button onClick={() => setIsAdding(true)}>Add a member…</Button>}
      </div>
      {isAdding && <AddMember isFirst={session.members.length === 0} onDone={() => setIsAdding(false)} />}
    </div>
  );
}
