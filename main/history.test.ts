import { mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../engine/core/index.ts';
import type { Spine } from '../engine/store/journal/index.ts';
import { createWorkspace, layoutOf, type Settings } from '../engine/workspace/index.ts';
import { manualClock } from '../tests/support/clock.ts';
import { testId } from '../tests/support/spine-events.ts';
import { openHistory } from './history.ts';
import { stderrLog } from './log.ts';

const host = { clock: manualClock(), log: stderrLog(() => {}) };
const codeOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
let dir: string;
let settings: Settings;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'history-'));
  const made = await createWorkspace(dir, { id: testId(1), name: 'A', sample: false, zone: 'UTC', currency: 'USD' });
  if (!made.ok) throw new Error(made.error.message);
  settings = made.value;
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const open = (of: Settings = settings): Promise<Result<Spine>> => openHistory(layoutOf(dir), of, host);
const must = async (opening: Promise<Result<Spine>>): Promise<Spine> => {
  const opened = await opening;
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value;
};

/** Files below the folder that this process has open; only Linux tells. */
async function openFiles(): Promise<readonly string[]> {
  if (process.platform !== 'linux') return [];
  const handles = await readdir('/proc/self/fd');
  const paths = await Promise.all(handles.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return paths.filter((path) => path.startsWith(dir));
}

describe('the history of a workspace', () => {
  it('begins once, with the workspace and its caps', async () => {
    const first = await must(open());
    expect(first.entries().map(({ event }) => event.type)).toEqual(['workspace.created', 'caps.set']);
    await first.close();
    const again = await must(open());
    expect(again.head.seq).toBe(2);
    await again.close();
  });

  it("of another workspace is refused: its audit would ask the other's witnesses", async () => {
    await (await must(open())).close();
    const before = await readFile(layoutOf(dir).journal, 'utf8');
    expect(codeOf(await open({ ...settings, id: testId(2) }))).toBe('WORKSPACE_INVALID');
    expect(await readFile(layoutOf(dir).journal, 'utf8')).toBe(before);
    expect(await openFiles()).toEqual([]);
  });

  it('that is damaged leaves nothing open, so it can be tried again', async () => {
    await (await must(open())).close();
    await writeFile(layoutOf(dir).journal, '[]\n');
    expect(codeOf(await open())).toBe('JOURNAL_CORRUPT');
    expect(await openFiles()).toEqual([]);
  });

  it('in a folder that can not be used is a failure, not a crash', async () => {
    await rm(join(dir, 'journal'), { recursive: true });
    await writeFile(join(dir, 'journal'), '');
    expect(codeOf(await open())).toBe('WORKSPACE_INVALID');
  });
});
