import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { Cache, type CacheSettings } from './cache.ts';
import { analyticsEngine } from './engine.ts';
import type { AnalyticsEngine, QueryDefinition, QueryParams } from './types.ts';
import { plainRows } from './values.ts';

let dir: string;
let settings: CacheSettings;
let cache: Cache;
let engine: AnalyticsEngine;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gw-cache-'));
  settings = {
    path: join(dir, 'cache.duckdb'),
    tempDir: join(dir, 'overflow'),
    memoryLimit: '200MB',
    threads: 1,
    tables: [
      {
        name: 'visits',
        columns: [
          { name: 'day', type: 'DATE' },
          { name: 'hits', type: 'BIGINT' },
        ],
      },
    ],
  };
  const opened = await Cache.open(settings);
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

const run = (sql: string, params: QueryParams = {}, row: z.ZodType = z.record(z.string(), z.unknown())) => {
  const definition: QueryDefinition = { id: 'test.query', sql, datasets: ['visits'], row };
  return engine.query(definition, params);
};
const write = (sql: string) => cache.read((connection) => connection.run(sql));

describe('a query of the cache', () => {
  it('binds parameters by name and gives plain values', async () => {
    await write(
      `INSERT INTO visits VALUES (DATE '2026-11-01', 4, 1), (DATE '2026-11-02', 5, 1), (DATE '2026-11-03', 6, 1)`,
    );
    const found = await run(
      `SELECT day, hits, sum(hits) OVER ()::HUGEINT AS total, 1.5::DECIMAL(4, 2) AS rate, [hits] AS list,
         {a: hits} AS struct, NULL AS nothing, TIMESTAMP '2026-11-01 01:02:03' AS at
       FROM visits WHERE day >= $from AND hits < $below AND $name = 'x' ORDER BY day LIMIT $limit`,
      { from: '2026-11-02', below: 6, name: 'x', limit: 1 },
    );
    expect(found).toMatchObject({
      ok: true,
      value: {
        rows: [
          {
            day: '2026-11-02',
            hits: 5,
            total: 5,
            rate: 1.5,
            list: [5],
            struct: { a: 5 },
            nothing: null,
            at: '2026-11-01T01:02:03.000Z',
          },
        ],
        sources: [{ dataset: 'visits', loadId: null, rowsRead: 1, freshness: 'fresh' }],
      },
    });
  });

  it('[PF6] says how many rows of the data fed the answer, not how many there are', async () => {
    await write(
      `INSERT INTO visits VALUES (DATE '2026-11-01', 4, 1), (DATE '2026-11-02', 4, 1), (DATE '2026-11-03', 6, 1)`,
    );
    const read = async (sql: string) => {
      const found = await run(sql);
      return found.ok ? found.value.sources[0]?.rowsRead : found.error.code;
    };
    const grouped = 'SELECT hits, count(*) AS rows_read FROM visits';
    expect(await read(`${grouped} GROUP BY hits`)).toBe(3);
    expect(await read(`${grouped} WHERE hits = 4 GROUP BY hits`)).toBe(2);
    expect(await read('SELECT day FROM visits WHERE hits = 6')).toBe(1);
    expect(await read(`${grouped} WHERE hits = 9 GROUP BY hits`)).toBe(0);
  });

  it('refuses an integer it could only round', async () => {
    expect(await run('SELECT 9007199254740993 AS n')).toMatchObject({
      ok: false,
      error: { code: 'CACHE_QUERY_FAILED' },
    });
  });

  it('refuses rows of another shape than it promises', async () => {
    const refused = await run('SELECT 1 AS n', {}, z.object({ n: z.string() }));
    expect(refused).toMatchObject({ ok: false, error: { code: 'CACHE_QUERY_FAILED' } });
  });

  it('is interrupted by its signal', async () => {
    const stop = new AbortController();
    const definition = {
      id: 'test.long',
      sql: 'SELECT count(*) AS n FROM range(1000000000) a, range(1000) b WHERE (a.range * b.range) % 7 = 3',
      datasets: [],
      row: z.object({ n: z.int() }),
    };
    const answer = engine.query(definition, {}, stop.signal);
    setImmediate(() => stop.abort());
    expect(await answer).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(await run('SELECT 1 AS n')).toMatchObject({ ok: true });
  });

  it('that needs more memory than there is fails, and the next one works', async () => {
    const small = await Cache.open({ ...settings, path: join(dir, 'small.duckdb'), memoryLimit: '20MB' });
    if (!small.ok) throw new Error(small.error.message);
    const greedy = await small.value.read((connection) =>
      connection.run(`SELECT string_agg(repeat('x', 1000), '') FROM range(1000000)`),
    );
    expect(greedy).toMatchObject({ ok: false, error: { code: 'CACHE_MEMORY' } });
    expect(await small.value.read((connection) => connection.run('SELECT 1'))).toMatchObject({ ok: true });
    await small.value.close();
  });
});

describe('the seal', () => {
  const reach = [
    "SELECT * FROM read_csv('/etc/passwd')",
    "SELECT * FROM read_text('/etc/passwd')",
    "SELECT * FROM glob('/etc/*')",
    `COPY (SELECT 1) TO '${join(tmpdir(), 'gw-sealed.csv')}'`,
    `ATTACH '${join(tmpdir(), 'gw-sealed.duckdb')}' AS other`,
    'SET GLOBAL enable_external_access = true',
    "SET GLOBAL allowed_directories = ['/']",
    "SET GLOBAL allowed_paths = ['/etc/passwd']",
    'INSTALL httpfs',
    'LOAD httpfs',
    "SELECT * FROM read_parquet('https://example.org/x.parquet')",
  ];

  it.each(reach)('keeps a query from: %s', async (sql) => {
    expect(await cache.read((connection) => connection.run(sql))).toMatchObject({
      ok: false,
      error: { code: 'CACHE_QUERY_FAILED' },
    });
  });

  it('opens for a load to just the files it names, and closes after it', async () => {
    const named = join(dir, 'named.csv');
    const beside = join(dir, 'beside.csv');
    for (const path of [named, beside]) await writeFile(path, 'n\n1\n');
    const rows = (path: string) => async (connection: Parameters<Parameters<Cache['read']>[0]>[0]) =>
      plainRows(await connection.runAndReadAll(`SELECT n FROM read_csv('${path}')`));
    expect(await cache.load([named], rows(named))).toEqual({ ok: true, value: [{ n: 1 }] });
    expect(await cache.load([named], rows(beside))).toMatchObject({ ok: false });
    expect(await cache.load([named], rows('/etc/passwd'))).toMatchObject({ ok: false });
    expect(await cache.read(rows(named))).toMatchObject({ ok: false });
  });
});

describe('a cache file', () => {
  it('that is not one is said to be damaged', async () => {
    const path = join(dir, 'noise.duckdb');
    await writeFile(path, 'noise '.repeat(5000));
    expect(await Cache.open({ ...settings, path })).toMatchObject({ ok: false, error: { code: 'CACHE_DAMAGED' } });
  });

  it('whose tables are not those of the contracts wants to be rebuilt', async () => {
    await cache.close();
    const tables = [{ name: 'visits', columns: [{ name: 'day', type: 'VARCHAR' }] }];
    expect(await Cache.open({ ...settings, tables })).toMatchObject({
      ok: false,
      error: { code: 'CACHE_DAMAGED', detail: { reason: 'visits.day is not as its data contract describes it' } },
    });
  });

  it('that can not be made says so', async () => {
    await mkdir(join(dir, 'taken.duckdb'));
    expect(await Cache.open({ ...settings, path: join(dir, 'taken.duckdb') })).toMatchObject({
      ok: false,
      error: { code: 'CACHE_DAMAGED' },
    });
  });
});
