import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ManualClock, manualClock } from '../../../tests/support/clock.ts';
import { appError, type ErrorCode, err, ok, type Result } from '../../core/index.ts';
import { createWatch, type Watch, type WatchEvent, watchFolder } from './watch.ts';

let folder: string;
let clock: ManualClock;
let answers: Map<string, ErrorCode>;
let taken: string[];
let events: WatchEvent<string>[];
let watch: Watch;
const { signal } = new AbortController();

const options = () => ({
  folder,
  clock,
  quietMs: 3_000,
  pollMs: 5_000,
  importDrop: async (path: string): Promise<Result<string>> => {
    taken.push(path.slice(folder.length + 1));
    const code = answers.get(path.slice(folder.length + 1));
    return code === undefined ? ok(path) : err(appError(code));
  },
  onEvent: (event: WatchEvent<string>) => void events.push(event),
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watch-'));
  clock = manualClock();
  answers = new Map();
  taken = [];
  events = [];
  watch = createWatch(options());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function drop(name: string, generatedAt = '2026-11-02T06:00:00.000Z', file = 'x'): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, 'part-0.csv'), file);
  await writeFile(join(folder, name, 'manifest.json'), JSON.stringify({ generatedAt }));
}

/** Looks, waits until what is there has been quiet, and looks again. */
async function quiet(): Promise<void> {
  await watch.pass(signal);
  clock.advance(3_000);
  await watch.pass(signal);
}

describe('a watched folder', () => {
  it('[IN14] takes a drop when it has been quiet, not before, and once', async () => {
    await drop('a');
    await watch.pass(signal);
    clock.advance(2_000);
    await drop('a', undefined, 'still growing');
    await watch.pass(signal);
    clock.advance(2_000);
    await watch.pass(signal);
    expect(taken).toEqual([]);
    clock.advance(1_000);
    await watch.pass(signal);
    await quiet();
    expect(taken).toEqual(['a']);
    expect(events).toEqual([{ kind: 'imported', path: join(folder, 'a'), imported: join(folder, 'a') }]);
  });

  it('[IN14] takes the oldest first, and passes over folders that nothing says are complete', async () => {
    await drop('a', '2026-11-02T08:00:00.000Z');
    await drop('b', '2026-11-02T07:00:00.000Z');
    await mkdir(join(folder, 'c'));
    await writeFile(join(folder, 'c', 'part-0.csv'), 'x');
    await quiet();
    expect(taken).toEqual(['b', 'a']);
  });

  it('[IN15] reports a failure once and tries the drop again when it changes', async () => {
    answers.set('a', 'COLUMN_MISSING');
    await drop('a');
    await quiet();
    await quiet();
    await quiet();
    expect(taken).toEqual(['a']);
    expect(events).toMatchObject([{ kind: 'failed', error: { code: 'COLUMN_MISSING' } }]);
    answers.delete('a');
    await drop('a', undefined, 'mended');
    await quiet();
    expect(taken).toEqual(['a', 'a']);
    expect(events).toMatchObject([{ kind: 'failed' }, { kind: 'imported' }]);
  });

  it('[IN15] tries again after a while what failed for want of room, and reports it once', async () => {
    answers.set('a', 'DISK_FULL');
    await drop('a');
    await quiet();
    await quiet();
    expect(taken).toEqual(['a']);
    clock.advance(60_000);
    await watch.pass(signal);
    answers.delete('a');
    clock.advance(60_000);
    await watch.pass(signal);
    expect(taken).toEqual(['a', 'a', 'a']);
    expect(events.map(({ kind }) => kind)).toEqual(['failed', 'imported']);
  });

  it('[IN15] takes a drop again that was written again, and leaves one alone whose marker is as it was', async () => {
    await drop('a');
    await mkdir(join(folder, 'a', 'day=2026-11-01'));
    await writeFile(join(folder, 'a', 'day=2026-11-01', 'part-0.csv'), 'a day');
    await quiet();
    await writeFile(join(folder, 'a', 'day=2026-11-01', 'part-0.csv'), 'half a day');
    await quiet();
    expect(taken).toEqual(['a']);
    await drop('a', '2026-11-02T08:00:00.000Z');
    await quiet();
    expect(taken).toEqual(['a', 'a']);
  });

  it('can be gone, and come', async () => {
    await rm(folder, { recursive: true });
    await quiet();
    await drop('a');
    await quiet();
    expect(taken).toEqual(['a']);
  });

  it('is watched until it is told to stop', async () => {
    const stop = new AbortController();
    await drop('a');
    await watchFolder({ ...options(), onEvent: () => stop.abort() }, stop.signal);
    expect(taken).toEqual(['a']);
  });
});
