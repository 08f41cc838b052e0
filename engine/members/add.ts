import type { Member, Role } from '../contract/index.ts';
import { appError, type Clock, err, newId, ok, type Random, type Result, type Uuid } from '../core/index.ts';
import { cleanText } from '../serializer/index.ts';
import type { Spine, SpineState } from '../store/journal/index.ts';
import type { Keyring } from './keyring.ts';

const NAME_LENGTH = 80;

export interface AddMemberPorts {
  readonly spine: Spine;
  readonly keyring: Keyring;
  readonly clock: Clock;
  readonly random: Random;
  /** Whether this member may add members. */
  readonly may: (by: Uuid) => Result<void>;
}

export interface NewMember {
  readonly name: string;
  readonly role: Role;
  readonly passphrase: string;
}

/**
 * Adds a member with a key of their own. The first one has to be an admin and is added by nobody; `by` adds the others.
 * Fails with INPUT_INVALID, FIRST_MEMBER_ADMIN, SIGN_IN_REQUIRED, MEMBER_EXISTS, what `may` says, and what keyring and
 * journal say. The key is written first and taken back when the journal refuses: a member without a key could not sign.
 */
export async function addMember(ports: AddMemberPorts, input: NewMember, by: Uuid | null): Promise<Result<Member>> {
  const { spine, keyring, clock, random, may } = ports;
  const name = cleanText(input.name).normalize('NFC');
  const allowed = (state: SpineState): Result<void> => mayBeAdded(state, { name, role: input.role, by, may });

  const checked = allowed(spine.state);
  if (!checked.ok) return checked;
  const id = newId(clock, random);
  const key = await keyring.create(id, input.passphrase);
  if (!key.ok) return key;

  const member: Member = { id, name, role: input.role, publicKey: key.value.publicKey, addedAt: clock.now() };
  let kept = false;
  try {
    const written = await spine.transact((state) => {
      const still = allowed(state);
      return still.ok ? ok([{ actor: by ?? 'system', event: { type: 'member.added', member } }]) : still;
    });
    kept = written.ok;
    return written.ok ? ok(member) : written;
  } finally {
    if (!kept) await keyring.remove(id);
  }
}

function mayBeAdded(
  state: SpineState,
  request: {
    readonly name: string;
    readonly role: Role;
    readonly by: Uuid | null;
    readonly may: (by: Uuid) => Result<void>;
  },
): Result<void> {
  const { name, role, by, may } = request;
  if (name === '' || name.length > NAME_LENGTH)
    return err(appError('INPUT_INVALID', { reason: `a name has 1 to ${NAME_LENGTH} characters` }));
  if (state.members.size === 0) return role === 'admin' ? ok(undefined) : err(appError('FIRST_MEMBER_ADMIN'));
  if (by === null) return err(appError('SIGN_IN_REQUIRED'));
  const permitted = may(by);
  if (!permitted.ok) return permitted;
  const taken = [...state.members.values()].find((member) => sameName(member.name, name));
  return taken === undefined ? ok(undefined) : err(appError('MEMBER_EXISTS', { member: taken.name }));
}

/** By what people see: not case, and not which of Unicode's ways a letter was typed. */
const sameName = (a: string, b: string): boolean => folded(a) === folded(b);
const folded = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ');
