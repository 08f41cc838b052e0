import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Cache } from './cache.ts';
import { analyticsEngine } from './engine.ts';
import type { AnalyticsEngine } from './types.ts';

let dir: string;
let cache: Cache;
let engine: AnalyticsEngine;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gw-engine-'));
  const settings = {
    path: join(dir, 'cache.duckdb'),
    tempDir: join(dir, 'overflow'),
    memoryLimit: '200MB',
    threads: 1,
  };
  const opened = await Cache.open({
    ...settings,
    tables: [{ name: 'visits', columns: [{ name: 'day', type: 'DATE' }] }],
  });
  if (!opened.ok) throw new Error(opened.error.message);
  cache = opened.value;
  engine = analyticsEngine(
    cache,
    () => 'fresh',
    () => 0,
  );
});
afterEach(async () => {
  await cache.close();
  await rm(dir, { recursive: true, force: true });
});

const hash = (load: number): string => String(load).repeat(64);

/** Brings one row in, in place of the row before. */
const bring = (load: number) => async (connection: DuckDBConnection) => {
  await connection.run(`
    BEGIN;
    DELETE FROM visits; DELETE FROM workbench.partitions;
    INSERT INTO visits VALUES (DATE '2026-11-20', ${load});
    INSERT INTO workbench.partitions VALUES ('visits', DATE '2026-11-20', ${load}, 1);
    INSERT INTO workbench.loads (number, id, dataset, contract_version, snapshot_id, snapshot_hash, generated_at,
      data_through, loaded_at, rows, quarantined, days, files, drop_path)
    VALUES (${load}, '01900000-0000-7000-8000-00000000000${load}', 'visits', '1.0.0', 's', '${hash(load)}',
      '2026-11-21T06:00:00.000Z', '2026-11-20', '2026-11-21T07:00:00.000Z', 1, 0, 1, [], '');
    COMMIT`);
};

/** The load a row came with, and the hash of the snapshot its proof names. */
async function asked(): Promise<readonly [number | undefined, string | null | undefined]> {
  const definition = {
    id: 'test.load',
    sql: 'SELECT _load AS load FROM visits',
    datasets: ['visits'],
    row: z.object({ load: z.int() }),
  };
  const found = await engine.query(definition, {});
  if (!found.ok) throw new Error(found.error.message);
  return [found.value.rows[0]?.load, found.value.sources[0]?.snapshotHash];
}

describe('where rows came from', () => {
  it('[DP7] is that of the data asked, after each load', async () => {
    expect(await asked()).toEqual([undefined, null]);
    for (const load of [1, 2, 3]) {
      await cache.load([], bring(load));
      expect(await asked()).toEqual([load, hash(load)]);
      expect(await asked()).toEqual([load, hash(load)]);
    }
  });

  it('[DP7] changes with the rows while a load goes on', async () => {
    await cache.load([], bring(1));
    const seen: unknown[] = [await asked()];
    await cache.load([], async (connection) => {
      seen.push(await asked());
      await bring(2)(connection);
      seen.push(await asked());
    });
    seen.push(await asked());
    expect(seen).toEqual([
      [1, hash(1)],
      [1, hash(1)],
      [2, hash(2)],
      [2, hash(2)],
    ]);
  });

  it('[DP7] is that of the file which took the place of another', async () => {
    await cache.load([], bring(1));
    await asked();
    expect(await cache.replace(async () => {})).toEqual({ ok: true, value: undefined });
    await cache.load([], bring(2));
    expect(await asked()).toEqual([2, hash(2)]);
  });
});

describe('an engine that keeps its answers', () => {
  const drawn = {
    id: 'test.random',
    sql: 'SELECT random() AS x, $n AS n',
    datasets: [],
    row: z.object({ x: z.number() }),
  };
  const draw = async (from: AnalyticsEngine, n: number): Promise<number | undefined> => {
    const found = await from.query(drawn, { n });
    if (!found.ok) throw new Error(found.error.message);
    return found.value.rows[0]?.x;
  };
  const keeping = () =>
    analyticsEngine(
      cache,
      () => 'fresh',
      () => 0,
      { keepAnswers: true },
    );

  it('[DP11] is asked the same once, also at the same time, and something else anew', async () => {
    const kept = keeping();
    const [a, b] = await Promise.all([draw(kept, 1), draw(kept, 1)]);
    expect(a).toBe(b);
    expect(await draw(kept, 1)).toBe(a);
    expect(await draw(kept, 2)).not.toBe(a);
    expect(await draw(engine, 1)).not.toBe(await draw(engine, 1));
  });

  it('[DP11] knows nothing of before a load', async () => {
    const kept = keeping();
    const before = await draw(kept, 1);
    await cache.load([], bring(1));
    expect(await draw(kept, 1)).not.toBe(before);
  });

  it('[DP11] who waits for another is not cancelled with it', async () => {
    const kept = keeping();
    const slow = {
      id: 'test.slow',
      sql: 'SELECT count(*)::BIGINT AS n FROM range(40000) a, range(6000) b WHERE (a.range * b.range) % 7 = 3',
      datasets: [],
      row: z.object({ n: z.int() }),
    };
    const stop = new AbortController();
    const first = kept.query(slow, {}, stop.signal);
    const second = kept.query(slow, {});
    stop.abort();
    expect(await first).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(await second).toMatchObject({ ok: true });
  }, 60_000);

  it('[DP11] does not keep a failure', async () => {
    const kept = keeping();
    const broken = { id: 'test.gone', sql: 'SELECT day FROM later', datasets: [], row: z.object({ day: z.string() }) };
    expect(await kept.query(broken, {})).toMatchObject({ ok: false });
    await cache.load([], async (connection) => {
      await connection.run("CREATE TABLE later AS SELECT DATE '2026-11-20' AS day");
    });
    expect(await kept.query(broken, {})).toMatchObject({ ok: true });
  });
});
