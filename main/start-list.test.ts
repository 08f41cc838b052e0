import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CreativeTestList } from '../engine/contract/index.ts';
import { creativeTestListSchema } from '../engine/contract/index.ts';
import { appError, err, ok } from '../engine/core/index.ts';
import { type StartList, startListOf } from './start-list.ts';

const LIST: CreativeTestList = creativeTestListSchema.parse({
  tests: [
    {
      testId: 't1',
      name: 'Autumn </script><b>offer</b>',
      firstDay: '2026-10-01',
      lastDay: '2026-10-30',
      variants: 2,
      impressions: 12_000,
      clicks: 480,
      bestVariantId: 'v1',
      bestLabel: 'A',
      pBest: 0.97,
      expectedLoss: 0.0001,
      verdict: 'winner',
    },
  ],
  summary: { winner: 1, keep_testing: 0, no_difference: 0, unhealthy: 0, no_data: 0 },
  variants: 2,
  dataThrough: '2026-10-30',
  sources: [
    {
      dataset: 'creative_daily',
      loadId: null,
      rowsRead: 60,
      dataThrough: '2026-10-30',
      loadedAt: null,
      snapshotHash: null,
      freshness: 'fresh',
    },
  ],
  method: 'click-through rate',
});

describe('the list kept for the next start', () => {
  let dir: string;
  let files: { cache: string; worker: string; list: string };
  let troubles: unknown[];
  let startList: StartList;
  const again = (): StartList => startListOf({ ...files, onTrouble: (thrown) => troubles.push(thrown) });

  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'start-list-'));
    files = { cache: join(dir, 'cache.duckdb'), worker: join(dir, 'worker.js'), list: join(dir, 'start-list.json') };
    await writeFile(files.cache, 'the data');
    await writeFile(files.worker, 'the program');
    troubles = [];
    startList = again();
  });
  afterEach(() => rm(dir, { recursive: true, force: true }));

  it('has nothing before the first read', async () => {
    expect(await startList.kept()).toBeNull();
    expect(troubles).toEqual([]);
  });

  it('gives back what was read, but not how fresh it was, and nothing that could end the element it is put into', async () => {
    expect(await startList.keeping(async () => ok(LIST))).toEqual(ok(LIST));
    const text = await again().kept();
    expect(text).not.toContain('<');
    const list = creativeTestListSchema.parse(JSON.parse(text ?? ''));
    expect(list.tests).toEqual(LIST.tests);
    expect(list.sources[0]?.freshness).toBe('unknown');
  });

  it('keeps no failure', async () => {
    const failure = err(appError('CACHE_WORKER_DIED'));
    expect(await startList.keeping(async () => failure)).toEqual(failure);
    expect(await startList.kept()).toBeNull();
  });

  it.each([
    ['the data changed', () => writeFile(files.cache, 'the data and more')],
    ['the data was written again, as long as before', () => writeFile(files.cache, 'thy data')],
    ['the file has another time', () => utimes(files.cache, new Date(1_000), new Date(1_000))],
    ['changes wait in the log of the cache', () => writeFile(`${files.cache}.wal`, '')],
    ['the cache is gone', () => rm(files.cache)],
    ['the worker is of another build', () => writeFile(files.worker, 'the program, improved')],
    ['the worker is gone', () => rm(files.worker)],
  ])('serves nothing when %s', async (_what, change) => {
    await startList.keeping(async () => ok(LIST));
    expect(await startList.kept()).not.toBeNull();
    await change();
    expect(await startList.kept()).toBeNull();
    expect(troubles).toEqual([]);
  });

  it('keeps nothing that was read while the data changed', async () => {
    await startList.keeping(async () => {
      await writeFile(files.cache, 'other data');
      return ok(LIST);
    });
    expect(await startList.kept()).toBeNull();
  });

  it.each([
    ['a changed number', (text: string) => text.replace('12000', '13000')],
    ['a lost end', (text: string) => text.slice(0, -20)],
    ['a lost first line', (text: string) => text.slice(text.indexOf('\n') + 1)],
    ['nothing in it', () => ''],
  ])('serves nothing of a file with %s', async (_what, damage) => {
    await startList.keeping(async () => ok(LIST));
    await writeFile(files.list, damage(await readFile(files.list, 'utf8')));
    expect(await startList.kept()).toBeNull();
  });

  it('still answers when the list can not be written, and says so', async () => {
    files.list = join(dir, 'missing', 'start-list.json');
    expect(await again().keeping(async () => ok(LIST))).toEqual(ok(LIST));
    expect(troubles).toHaveLength(1);
  });
});
