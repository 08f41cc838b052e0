import type { Services } from '../../engine/api/index.ts';
import { appError, type Clock, err, ok, type Random, type Result, type Uuid } from '../../engine/core/index.ts';
import { addMember, type Keyring, type Session } from '../../engine/members/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';

interface Needs {
  readonly spine: Spine;
  readonly session: Session;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether this member may add members; asked of the policies. */
  readonly mayAdd: (by: Uuid) => Promise<Result<void>>;
  readonly onSession: () => void;
}

export function createMembers({
  spine,
  session,
  keyring,
  clock,
  random,
  mayAdd,
  onSession,
}: Needs): Services['members'] {
  const view: Services['members']['session'] = async () => {
    const members = [...spine.state.members.values()].toSorted((a, b) => a.name.localeCompare(b.name));
    const signedIn = session.memberId();
    return ok({ member: members.find(({ id }) => id === signedIn) ?? null, members });
  };

  return {
    session: view,
    signIn: async (memberId, passphrase) => {
      const member = spine.state.members.get(memberId);
      if (member === undefined) return err(appError('MEMBER_UNKNOWN', { member: memberId }));
      const signer = await keyring.unlock(memberId, passphrase, member);
      if (!signer.ok) return signer;
      session.signIn(signer.value);
      onSession();
      return view();
    },
    signOut: async () => {
      session.signOut();
      onSession();
      return view();
    },
    add: async (input) => {
      const by = session.memberId();
      const allowed = by === null ? ok(undefined) : await mayAdd(by);
      return addMember({ spine, keyring, clock, random, may: () => allowed }, input, by);
    },
  };
}
