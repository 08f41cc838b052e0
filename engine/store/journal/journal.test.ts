import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { manualClock } from '../../../tests/support/clock.ts';
import { seededRandom } from '../../../tests/support/random.ts';
import { draft, load, opening } from '../../../tests/support/spine-events.ts';
import { canonicalJson } from '../../core/index.ts';
import { GENESIS } from './chain.ts';
import { nodeJournalFile } from './file.ts';
import { openJournal } from './journal.ts';
import { type MemoryJournalFile, memoryJournalFile, ProcessDied } from './memory-file.ts';
import type { EventDraft, Journal, JournalFile } from './types.ts';

const clock = manualClock();

async function opened(file: JournalFile): Promise<Journal> {
  const journal = await openJournal({ file, clock });
  if (!journal.ok) throw new Error(journal.error.message);
  return journal.value;
}

async function written(...batches: readonly (readonly EventDraft[])[]): Promise<MemoryJournalFile> {
  const file = memoryJournalFile();
  const journal = await opened(file);
  for (const batch of batches) expect((await journal.append(batch)).ok).toBe(true);
  return file;
}

const loadDraft = (n: number): EventDraft => draft({ type: 'load.recorded', load: load(n) });
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string =>
  result.ok ? 'ok' : result.error.code;

describe('writing', () => {
  it('[JN1] chains entries by SHA-256 over domain, previous hash and canonical body', async () => {
    const journal = await opened(await written(opening()));
    const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
    let prev = '0'.repeat(64);
    for (const { seq, at, actor, event, ...chain } of journal.entries()) {
      const hash = sha(`growth-workbench/journal/1\n${prev}\n${canonicalJson({ seq, at, actor, event })}`);
      expect(chain).toEqual({ prev, hash });
      prev = hash;
    }
    expect(journal.head).toEqual({ seq: 5, hash: prev });
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['half of a surrogate pair', 'a\ud800'],
  ])('[JN25] refuses a text that the tables can not hold, and is as it was: %s', async (_, snapshotId) => {
    const file = await written(opening());
    const before = file.bytes.length;
    const journal = await opened(file);
    const bad = draft({ type: 'load.recorded', load: { ...load(30), snapshotId } });
    const refused = await journal.append([loadDraft(30), bad]);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'INPUT_INVALID', message: expect.stringContaining('load.snapshotId') },
    });
    expect([journal.head.seq, file.bytes.length]).toEqual([5, before]);
    const flag = draft({ type: 'flag.set', key: 'menu', enabled: true, note: 'a\u0000' });
    expect(codeOf(await journal.append([flag]))).toBe('INPUT_INVALID');
    expect((await journal.append([loadDraft(30)])).ok).toBe(true);
  });

  it('[JN2] keeps what it acknowledged through a kill and a power loss', async () => {
    for (const kind of ['kill', 'power'] as const) {
      for (let seed = 0; seed < 20; seed += 1) {
        const file = await written(opening(), [loadDraft(30)]);
        file.crash(kind, seededRandom(seed));
        expect((await opened(file.reopen())).head.seq).toBe(6);
        await expect(file.read()).rejects.toThrow(ProcessDied);
      }
    }
  });

  it('[JN3] keeps a batch whole or not at all, wherever its bytes end', async () => {
    const before = (await written(opening())).bytes.length;
    const { bytes } = await written(opening(), [loadDraft(30), loadDraft(31), loadDraft(32)]);
    for (let length = before; length <= bytes.length; length += 1) {
      const journal = await opened(memoryJournalFile(bytes.slice(0, length)));
      expect([length, journal.head.seq]).toEqual([length, length >= bytes.length - 1 ? 8 : 5]);
    }
  });

  it('[JN4] writes batches in the order they were asked for', async () => {
    const journal = await opened(memoryJournalFile());
    await Promise.all([opening(), [loadDraft(30), loadDraft(31)], [loadDraft(32)]].map((b) => journal.append(b)));
    expect(journal.entries().map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const loads = journal.entries(6).map(({ event }) => (event.type === 'load.recorded' ? event.load.snapshotId : ''));
    expect(loads).toEqual(['snapshot-30', 'snapshot-31', 'snapshot-32']);
  });

  it('[JN5] puts the journal back when the disk is full or a sync fails, and goes on', async () => {
    for (const [op, code, expected] of [
      ['append', 'ENOSPC', 'DISK_FULL'],
      ['sync', 'ENOSPC', 'DISK_FULL'],
      ['sync', 'EIO', 'JOURNAL_WRITE_FAILED'],
    ] as const) {
      const file = await written(opening());
      const before = file.bytes;
      const journal = await opened(file);
      file.failNext(op, code, 0.5);
      expect(codeOf(await journal.append([loadDraft(30)]))).toBe(expected);
      expect(file.bytes).toEqual(before);
      expect(journal.head.seq).toBe(5);
      expect(codeOf(await journal.append([loadDraft(30)]))).toBe('ok');
      expect((await opened(file.reopen())).head.seq).toBe(6);
    }
  });

  it('[JN6] refuses every write after a failure it could not put back', async () => {
    const file = await written(opening());
    const broken: JournalFile = {
      ...file,
      append: async () => {
        throw Object.assign(new Error('no space'), { code: 'ENOSPC' });
      },
      truncate: async () => {
        throw Object.assign(new Error('bad disk'), { code: 'EIO' });
      },
    };
    const journal = await opened(broken);
    expect(codeOf(await journal.append([loadDraft(30)]))).toBe('JOURNAL_STOPPED');
    expect(codeOf(await journal.append([loadDraft(31)]))).toBe('JOURNAL_STOPPED');
    expect(file.bytes).toEqual((await written(opening())).bytes);
  });

  it('[JN7] never writes an event its schema could not read back', async () => {
    const file = await written(opening());
    const before = file.bytes;
    const journal = await opened(file);
    const bad = draft({ type: 'load.recorded', load: { ...load(), rows: -1 } });
    await expect(journal.append([bad])).rejects.toThrow('not an event of the spine');
    expect(file.bytes).toEqual(before);
    expect(codeOf(await journal.append([loadDraft(30)]))).toBe('ok');
  });

  it('writes nothing for an empty batch', async () => {
    const journal = await opened(memoryJournalFile());
    expect(await journal.append([])).toEqual({ ok: true, value: [] });
    expect(journal.head).toEqual({ seq: 0, hash: GENESIS });
  });
});

describe('opening', () => {
  it('[JN8] sets a torn tail aside, cuts it off and says how long it was', async () => {
    const file = await written(opening(), [loadDraft(30)]);
    const cut = memoryJournalFile(file.bytes.slice(0, -20));
    const aside: Uint8Array[] = [];
    const journal = await opened({ ...cut, setAside: async (tail) => void aside.push(tail) });
    expect(journal.head.seq).toBe(5);
    expect(journal.cutBytes).toBe(aside[0]?.length);
    expect(cut.bytes).toEqual((await written(opening())).bytes);
    expect(codeOf(await journal.append([loadDraft(31)]))).toBe('ok');
    expect((await opened(cut.reopen())).head.seq).toBe(6);
  });

  it('[JN9] restores a lost newline after a whole batch', async () => {
    const file = await written(opening(), [loadDraft(30)]);
    const cut = memoryJournalFile(file.bytes.slice(0, -1));
    const journal = await opened(cut);
    expect([journal.head.seq, journal.cutBytes]).toEqual([6, 0]);
    expect(cut.bytes).toEqual(file.bytes);
  });

  it('[JN10] refuses a complete line that is not exactly what was written', async () => {
    const { bytes } = await written(opening(), [loadDraft(30)]);
    const text = new TextDecoder().decode(bytes);
    const lines = text.split('\n');
    const damaged = {
      'not JSON': text.replace('"rows":120', '"rows":1.2.0'),
      'not canonical': text.replace('"rows":120', '"rows": 120'),
      'an unknown field': text.replace('"rows":120,', '"rows":120,"rowz":1,'),
      'another content': text.replaceAll('"rows":120', '"rows":121'),
      'a missing line': `${lines[1]}\n`,
      'a repeated line': `${text}${lines[1]}\n`,
      'a changed end of line': `${text.slice(0, -1)}\v`,
    };
    for (const [what, content] of Object.entries(damaged)) {
      const file = memoryJournalFile(new TextEncoder().encode(content));
      expect([what, codeOf(await openJournal({ file, clock }))]).toEqual([what, 'JOURNAL_CORRUPT']);
      expect(new TextDecoder().decode(file.bytes)).toBe(content);
    }
  });
});

describe('on disk', () => {
  const folders: string[] = [];
  afterEach(async () => {
    for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
  });

  it('makes its folder, appends, reads back and keeps a torn tail beside the journal', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'journal-'));
    folders.push(folder);
    const path = join(folder, 'journal', 'journal.ndjson');
    const first = await opened(await nodeJournalFile(path));
    await first.append(opening());
    await first.append([loadDraft(30)]);
    await first.close();
    expect(codeOf(await first.append([loadDraft(31)]))).toBe('JOURNAL_STOPPED');

    const whole = await readFile(path);
    await writeFile(path, whole.subarray(0, -10));
    const again = await opened(await nodeJournalFile(path));
    expect(again.head.seq).toBe(5);
    await again.append([loadDraft(30)]);
    await again.close();
    expect(await readFile(path)).toEqual(whole);
    expect((await readFile(`${path}.torn`)).length).toBe(again.cutBytes);
  });
});
