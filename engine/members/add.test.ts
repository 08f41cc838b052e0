import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../tests/support/clock.ts';
import { seededRandom } from '../../tests/support/random.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import { draft, WORKSPACE } from '../../tests/support/spine-events.ts';
import type { Member, Role } from '../contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../core/index.ts';
import type { Spine } from '../store/journal/index.ts';
import { memoryJournalFile } from '../store/journal/memory-file.ts';
import { addMember } from './add.ts';
import { createKeyring } from './keyring.ts';

const passphrase = 'correct horse';
const file = memoryJournalFile;
let dir = '';

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'members-'));
});
afterEach(() => rm(dir, { recursive: true }));

async function workspace(journalFile = file()): Promise<{
  spine: Spine;
  add(name: string, role: Role, by: Uuid | null, secret?: string): Promise<Result<Member>>;
}> {
  const spine = await testSpine(journalFile);
  await commit(spine, [draft({ type: 'workspace.created', workspaceId: WORKSPACE, name: 'Balance' })]);
  const ports = {
    spine,
    keyring: createKeyring({ dir }),
    clock: manualClock(),
    random: seededRandom(7),
    may: (by: Uuid): Result<void> =>
      spine.state.members.get(by)?.role === 'admin'
        ? ok(undefined)
        : err(appError('NOT_PERMITTED', { member: by, action: 'add members' })),
  };
  return {
    spine,
    add: (name, role, by, secret = passphrase) => addMember(ports, { name, role, passphrase: secret }, by),
  };
}

const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
const idOf = (result: Result<Member>): Uuid => {
  if (!result.ok) throw new Error(result.error.message);
  return result.value.id;
};

describe('adding a member', () => {
  it('[AP16] starts with an admin; an admin adds the others', async () => {
    const { spine, add } = await workspace();
    expect(codeOf(await add('Ana', 'analyst', null))).toBe('FIRST_MEMBER_ADMIN');
    const cara = idOf(await add('Cara', 'admin', null));
    expect(codeOf(await add('Ben', 'approver', null))).toBe('SIGN_IN_REQUIRED');
    const ben = idOf(await add('Ben', 'approver', cara));
    expect(codeOf(await add('Ana', 'analyst', ben))).toBe('NOT_PERMITTED');
    expect([...spine.state.members.values()].map(({ name, role }) => [name, role])).toEqual([
      ['Cara', 'admin'],
      ['Ben', 'approver'],
    ]);
    expect(spine.entries(3).map(({ actor }) => actor)).toEqual([cara]);
    expect((await readdir(dir)).sort()).toEqual([`${ben}.key`, `${cara}.key`].sort());
  });

  it('[AP16] refuses a name that differs only in case, spaces or composition', async () => {
    const { add } = await workspace();
    const cara = idOf(await add('  Zoë  ', 'admin', null));
    for (const name of ['zoë', 'ZOE\u0308', '\u200bZoë'])
      expect([name, codeOf(await add(name, 'analyst', cara))]).toEqual([name, 'MEMBER_EXISTS']);
    for (const name of ['', ' \n', 'x'.repeat(81)])
      expect(codeOf(await add(name, 'analyst', cara))).toBe('INPUT_INVALID');
    expect(await readdir(dir)).toEqual([`${cara}.key`]);
  });

  it('[AP16] lets one of two first members in, and takes the other key back', async () => {
    const { spine, add } = await workspace();
    const both = await Promise.all([add('Cara', 'admin', null), add('Dan', 'admin', null)]);
    expect(both.map(codeOf).sort()).toEqual(['SIGN_IN_REQUIRED', 'ok']);
    expect(await readdir(dir)).toEqual([...spine.state.members.keys()].map((id) => `${id}.key`));
  });

  it('leaves no key when the journal can not be written, and no entry when the passphrase is weak', async () => {
    const journalFile = file();
    const { spine, add } = await workspace(journalFile);
    expect(codeOf(await add('Cara', 'admin', null, 'short'))).toBe('PASSPHRASE_WEAK');
    journalFile.failNext('append', 'ENOSPC', 0.5);
    expect(codeOf(await add('Cara', 'admin', null))).toBe('DISK_FULL');
    expect(spine.state.members.size).toBe(0);
    expect(await readdir(dir)).toEqual([]);
  });
});
