import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Cache } from './cache.ts';
import type { TableDefinition } from './table-definition.ts';
import { plainRows } from './values.ts';

let dir: string;
let path: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gw-tables-'));
  path = join(dir, 'cache.duckdb');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const VISITS: TableDefinition = {
  name: 'visits',
  columns: [
    { name: 'day', type: 'DATE', required: true },
    { name: 'hits', type: 'BIGINT' },
    { name: 'page', type: 'VARCHAR' },
  ],
};
const SPEND: TableDefinition = {
  name: 'spend_daily',
  columns: [
    { name: 'day', type: 'DATE' },
    ...['channel', 'campaign_id', 'segment', 'geo_id'].map((name) => ({ name, type: 'VARCHAR' })),
    ...['impressions', 'clicks', 'spend_minor'].map((name) => ({ name, type: 'BIGINT' })),
    { name: 'currency', type: 'VARCHAR' },
  ],
};

/** What an older version of the product, or someone with a shell, did to the file. */
async function earlier(...statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

const open = (...tables: readonly TableDefinition[]) =>
  Cache.open({ path, tempDir: join(dir, 'overflow'), memoryLimit: '200MB', threads: 1, tables });

async function rowsOf(tables: readonly TableDefinition[], sql: string) {
  const cache = await open(...tables);
  if (!cache.ok) throw new Error(cache.error.message);
  const rows = await cache.value.read(async (connection) => plainRows(await connection.runAndReadAll(sql)));
  await cache.value.close();
  if (!rows.ok) throw new Error(rows.error.message);
  return rows.value;
}

describe('a cache that an older version made', () => {
  it('[DP9] gets the columns its contracts have since gained; its rows are without them', async () => {
    await earlier(
      'CREATE TABLE visits (day DATE, hits BIGINT, _load INTEGER)',
      "INSERT INTO visits VALUES (DATE '2026-11-20', 4, 1)",
    );
    const sql = 'SELECT day, hits, page, _load FROM visits';
    expect(await rowsOf([VISITS], sql)).toEqual([{ day: '2026-11-20', hits: 4, page: null, _load: 1 }]);
    expect(await rowsOf([VISITS], sql)).toHaveLength(1);
  });

  it('[DP9] gets a column that is required only while it has no rows', async () => {
    await earlier('CREATE TABLE visits (hits BIGINT, page VARCHAR, _load INTEGER)');
    expect(await rowsOf([VISITS], 'SELECT day FROM visits')).toEqual([]);
  });

  it.each([
    [
      'has rows without a required column',
      ['CREATE TABLE visits (hits BIGINT, page VARCHAR, _load INTEGER)', "INSERT INTO visits VALUES (1, 'a', 1)"],
      'visits has rows without day, which its data contract requires',
    ],
    [
      'has a column of another type',
      ['CREATE TABLE visits (day DATE, hits VARCHAR, page VARCHAR, _load INTEGER)'],
      'visits.hits is not as its data contract describes it',
    ],
    [
      'has a column its contract has since lost',
      ['CREATE TABLE visits (day DATE, hits BIGINT, page VARCHAR, bounces BIGINT, _load INTEGER)'],
      'visits.bounces is not in its data contract',
    ],
  ])('[DP9] and %s wants to be rebuilt, and is left as it is', async (_, statements, reason) => {
    await earlier(...statements);
    for (const attempt of [1, 2]) {
      const refused = { ok: false, error: { code: 'CACHE_DAMAGED', detail: { reason } } };
      expect({ attempt, ...(await open(VISITS)) }).toMatchObject({ attempt, ...refused });
    }
  });
});

describe('the catalogue', () => {
  it('knows the minor digits of each currency', async () => {
    // ISO 4217: yen have none, Kuwaiti dinars three.
    expect(
      await rowsOf([], `SELECT * FROM workbench.currencies WHERE code IN ('EUR', 'JPY', 'KWD') ORDER BY code`),
    ).toEqual([
      { code: 'EUR', digits: 2 },
      { code: 'JPY', digits: 0 },
      { code: 'KWD', digits: 3 },
    ]);
    const count = 'SELECT count(*) - count(DISTINCT code) AS twice FROM workbench.currencies';
    expect(await rowsOf([], count)).toEqual([{ twice: 0 }]);
  });
});

describe('rollups when a cache is opened', () => {
  const facts = [
    "INSERT INTO spend_daily VALUES (DATE '2026-11-19', 'meta', 'c1', 'all', 'DE', 10, 1, 100, 'EUR', 1)",
    "INSERT INTO spend_daily VALUES (DATE '2026-11-19', 'meta', 'c2', 'all', 'DE', 20, 2, 200, 'EUR', 1)",
    "INSERT INTO spend_daily VALUES (DATE '2026-11-19', 'meta', 'c2', 'all', 'CH', 40, 4, 400, 'CHF', 1)",
  ];
  const byChannel = 'SELECT * FROM spend_daily__channel ORDER BY currency';
  const day = { day: '2026-11-19', channel: 'meta' };
  const right = [
    { ...day, currency: 'CHF', impressions: 40, clicks: 4, spend_minor: 400, rows_read: 1 },
    { ...day, currency: 'EUR', impressions: 30, clicks: 3, spend_minor: 300, rows_read: 2 },
  ];

  it('[DP9] are filled where there are none', async () => {
    const columns = [...SPEND.columns.map(({ name, type }) => `${name} ${type}`), '_load INTEGER'];
    await earlier(`CREATE TABLE spend_daily (${columns.join(', ')})`, ...facts);
    expect(await rowsOf([SPEND], byChannel)).toEqual(right);
  });

  it.each([
    ['one is gone', ['DROP TABLE spend_daily__channel']],
    [
      'a version that did not keep them has loaded',
      [
        `INSERT INTO workbench.loads (number, id, dataset, contract_version, snapshot_id, snapshot_hash, generated_at,
           data_through, loaded_at, rows, quarantined, days, files, drop_path)
         VALUES (1, '', 'spend_daily', '', '', '', '', '', '', 3, 0, 1, [], '')`,
      ],
    ],
    [
      'one was made with other columns',
      ["UPDATE workbench.rollups SET columns = '' WHERE name = 'spend_daily__channel'"],
    ],
  ])('[DP9] are made again when %s', async (_, change) => {
    await rowsOf([SPEND], 'SELECT 1 AS one');
    await earlier(...facts, ...change);
    expect(await rowsOf([SPEND], byChannel)).toEqual(right);
  });

  it('are left alone when they are right, and removed when they are no longer planned', async () => {
    await rowsOf([SPEND], 'SELECT 1 AS one');
    // Only a rollup that is filled anew would take these rows in.
    await earlier(...facts);
    expect(await rowsOf([SPEND], byChannel)).toEqual([]);
    const names = `SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'spend_daily\\_\\_%' ESCAPE '\\'`;
    expect((await rowsOf([SPEND], names)).length).toBeGreaterThan(5);
    expect(await rowsOf([VISITS], names)).toEqual([]);
  });
});
