import { Button, Menu } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useDensity } from '../../stores/density.ts';
import { useSignIn } from '../../stores/sign-in.ts';
import { api } from '../client.ts';
import classes from './shell.module.css';

/** Who is signed in, signing in and out, and how dense the rows are. */
export function MemberMenu() {
  const queryClient = useQueryClient();
  const session = useQuery(api.members.session.queryOptions());
  const ask = useSignIn((state) => state.ask);
  const density = useDensity();
  const signOut = useMutation(
    api.members.signOut.mutationOptions({ onSuccess: () => void queryClient.invalidateQueries() }),
  );
  const member = session.data?.member ?? null;
  return (
    <Menu>
      <Menu.Target>
        <Button variant="subtle" className={classes.who}>
          {member === null ? (
            'Not signed in'
          ) : (
            <>
              <span className="visually-hidden">Signed in as&nbsp;</span>
              {member.name}
            </>
          )}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{member === null ? 'Signing needs a member' : `${member.name}, ${member.role}`}</Menu.Label>
        <Menu.Item onClick={ask}>{member === null ? 'Sign in…' : 'Sign in as someone else…'}</Menu.Item>
        {member !== null && <Menu.Item onClick={() => signOut.mutate(undefined)}>Sign out</Menu.Item>}
        <Menu.Divider />
        <Menu.Item onClick={density.toggle}>
          {density.density === 'compact' ? 'Comfortable rows' : 'Compact rows'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
