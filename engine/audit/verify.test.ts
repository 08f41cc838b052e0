import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../tests/support/clock.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import { CARA, draft, load, member, opening, WORKSPACE } from '../../tests/support/spine-events.ts';
import { openJournal, type Spine } from '../store/journal/index.ts';
import { type MemoryJournalFile, memoryJournalFile } from '../store/journal/memory-file.ts';
import { type Checkpoint, makeCheckpoint, readCheckpoints } from './checkpoint.ts';
import { type AuditInput, verifyJournal } from './verify.ts';

const keys = generateKeyPairSync('ed25519');
const publicKey = keys.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
const signer = {
  keyId: CARA,
  sign: (text: string) => sign(null, Buffer.from(text), keys.privateKey).toString('base64'),
};
const loadDraft = (n: number) => draft({ type: 'load.recorded', load: load(n) });

let folder: string;
let file: MemoryJournalFile;
let spine: Spine;
let checkpoint: Checkpoint;
let kept: readonly (Checkpoint | null)[];

/** A journal whose only member can sign, with a checkpoint at entry 3 and four entries after it. */
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'audit-'));
  file = memoryJournalFile();
  spine = await testSpine(file);
  await commit(
    spine,
    [draft({ type: 'workspace.created', workspaceId: WORKSPACE, name: 'Balance' })],
    [draft({ type: 'member.added', member: member(CARA, 'Cara', 'admin', publicKey) })],
    [loadDraft(30)],
  );
  const path = join(folder, 'journal', 'checkpoints.ndjson');
  const made = await makeCheckpoint({ spine, signer, file: path });
  if (!made.ok) throw new Error(made.error.message);
  checkpoint = made.value;
  kept = readCheckpoints(await readFile(path, 'utf8'));
  await commit(spine, [loadDraft(31)], [loadDraft(32)], [loadDraft(33)]);
});
afterEach(() => rm(folder, { recursive: true }));

const audit = (input: Partial<AuditInput> = {}) =>
  verifyJournal({
    journal: file.bytes,
    checkpoints: kept,
    remoteCheckpoints: null,
    witnesses: [],
    keys: new Map(),
    ...input,
  });
const kind = (input: Partial<AuditInput>) => audit(input).problem?.kind;
const lines = () => new TextDecoder().decode(file.bytes).split('\n').slice(0, -1);
const joined = (parts: readonly string[]) => new TextEncoder().encode(parts.map((part) => `${part}\n`).join(''));

/** The same history up to entry `until`, then another one. */
async function forkedAfter(until: number): Promise<Uint8Array> {
  const other = memoryJournalFile(joined(lines().slice(0, until)));
  await commit(await testSpine(other), ...[40, 41, 42, 43, 44].map((n) => [loadDraft(n)]));
  return other.bytes;
}

describe('makeCheckpoint', () => {
  it('signs the head before it, in the journal and beside it', () => {
    expect(checkpoint).toMatchObject({ seq: 3, head: spine.entries(3)[0]?.hash, keyId: CARA });
    expect(kept).toEqual([checkpoint]);
    expect(spine.state.checkpoints).toEqual([checkpoint]);
  });
});

describe('verifyJournal', () => {
  it('passes an untouched journal and says what it compared', () => {
    const witnesses = [{ name: 'the local tables', ...spine.head }];
    expect(audit({ witnesses, remoteCheckpoints: [checkpoint] })).toEqual({
      passed: true,
      entries: 7,
      head: spine.head.hash,
      problem: null,
      checkpoints: { local: 1, remote: 1 },
    });
  });

  it('passes an empty journal, and one with the beginning of a batch that was never acknowledged', () => {
    expect(audit({ journal: new Uint8Array(), checkpoints: [] })).toMatchObject({
      passed: true,
      entries: 0,
      head: null,
    });
    const torn = new Uint8Array([...file.bytes, ...new TextEncoder().encode('[{"actor":"sys')]);
    expect(audit({ journal: torn })).toMatchObject({ passed: true, entries: 7 });
  });

  it('[JN21] finds a deletion, a reorder and a repeat', () => {
    const all = lines();
    expect(kind({ journal: joined(all.filter((_, n) => n !== 2)) })).toBe('deleted');
    expect(kind({ journal: joined([0, 1, 2, 3, 5, 4, 6].map((n) => all[n] ?? '')) })).toBe('reordered');
    expect(kind({ journal: joined([...all, all[6] ?? '']) })).toBe('reordered');
  });

  it('[JN22] finds a truncation by a checkpoint or by a witness', () => {
    expect(kind({ journal: joined(lines().slice(0, 2)) })).toBe('truncated');
    const witnesses = [{ name: 'the production database', seq: 7, hash: null }];
    const result = audit({ journal: joined(lines().slice(0, 5)), witnesses });
    expect(result.problem).toEqual({
      seq: 6,
      kind: 'truncated',
      message: 'The journal ends at entry 5, but entry 7 is known to the production database.',
    });
  });

  it('[JN22] finds a fork by a checkpoint or by a witness', async () => {
    expect(kind({ journal: await forkedAfter(2) })).toBe('forked');
    const late = await forkedAfter(5);
    expect(kind({ journal: late })).toBeUndefined();
    expect(kind({ journal: late, witnesses: [{ name: 'the local tables', ...spine.head }] })).toBe('forked');
  });

  it('finds a line of another history put in the place of an entry', async () => {
    const other = new TextDecoder().decode(await forkedAfter(4)).split('\n');
    const mixed = lines().map((line, n) => (n === 5 ? (other[5] ?? '') : line));
    expect(kind({ journal: joined(mixed) })).toBe('forked');
  });

  it('[JN23] finds a checkpoint that is not signed by a member, or was changed', () => {
    const stranger = generateKeyPairSync('ed25519')
      .publicKey.export({ format: 'der', type: 'spki' })
      .toString('base64');
    expect(kind({ keys: new Map([[CARA, stranger]]) })).toBe('signature');
    expect(kind({ keys: new Map([[CARA, 'bm90IGEga2V5']]) })).toBe('signature');
    expect(kind({ checkpoints: [{ ...checkpoint, keyId: WORKSPACE }] })).toBe('signature');
    expect(kind({ checkpoints: [{ ...checkpoint, seq: 2 }] })).toBe('signature');
    expect(kind({ remoteCheckpoints: [{ ...checkpoint, head: 'a'.repeat(64) }] })).toBe('signature');
    expect(kind({ checkpoints: [null] })).toBe('signature');
  });

  it('finds a history that could never have happened, though its chain is whole', async () => {
    const forged = memoryJournalFile();
    const journal = await openJournal({ file: forged, clock: manualClock() });
    if (!journal.ok) throw new Error(journal.error.message);
    await journal.value.append([...opening(), loadDraft(30), loadDraft(30)]);
    expect(audit({ journal: forged.bytes, checkpoints: [] }).problem).toMatchObject({ seq: 7, kind: 'forked' });
  });
});

describe('readCheckpoints', () => {
  it('[JN22] takes no changed byte of the checkpoint file for a torn line', () => {
    const { head, signature } = checkpoint;
    const bytes = [...`${JSON.stringify({ head, keyId: CARA, seq: 3, signature })}\n`];
    for (const at of bytes.keys()) {
      const changed = bytes.with(at, bytes[at] === '~' ? '!' : '~').join('');
      expect([at, audit({ checkpoints: readCheckpoints(changed) }).passed]).toEqual([at, false]);
    }
  });

  it('leaves out a torn last line and marks a line that is no checkpoint', () => {
    const line = JSON.stringify({ head: checkpoint.head, keyId: CARA, seq: 3, signature: checkpoint.signature });
    expect(readCheckpoints(`${line}\n{"seq`)).toEqual([checkpoint]);
    expect(readCheckpoints(`${line} \nnothing\n`)).toEqual([null, null]);
  });
});
