import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { importDrop, manifestSchema } from '../../engine/ingest/index.ts';
import { type PullInput, pullDrop } from '../../engine/ingest/warehouse/pull.ts';
import { systemRandom } from '../../main/ports.ts';
import { type CacheFixture, openCacheFixture, succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { createDatabase } from '../support/postgres.ts';

const clock = manualClock('2026-11-21T12:00:00.000Z');
const QUERY = `SELECT day, channel, campaign_id, segment, geo_id, sessions, signups, new_customers, first_revenue_minor, currency
  FROM outcomes -- everything`;

let url = '';
let database: pg.Client;
let fixture: CacheFixture;
let exportsDir = '';

beforeAll(async () => {
  url = await createDatabase(inject('pgPort'), 'warehouse');
  database = new pg.Client({ connectionString: url });
  await database.connect();
  await database.query(`CREATE TABLE outcomes AS SELECT date '2026-11-01' + d AS day, 'meta' AS channel,
    E'c"1,\n' || c AS campaign_id, 'Müßiggänger' AS segment, 'us' AS geo_id, (d + c)::bigint AS sessions, 5::bigint AS signups,
    2::bigint AS new_customers, 1999::bigint AS first_revenue_minor, 'USD' AS currency
    FROM generate_series(0, 19) d, generate_series(0, 49) c`);
  await database.query(`CREATE TABLE visits AS SELECT 'j1' AS journey_id, 1::bigint AS position, date '2026-11-20' AS day,
    timestamptz '2026-11-20 23:30:00-05' - interval '6 hours' AS touch_at`);
});
afterAll(() => database.end());
beforeEach(async () => {
  fixture = await openCacheFixture(clock);
  exportsDir = await mkdtemp(join(tmpdir(), 'pull-'));
});
afterEach(async () => {
  await fixture.close();
  await rm(exportsDir, { recursive: true, force: true });
});

const pull = (input: Partial<PullInput> = {}) => {
  const contract = fixture.contracts.get('outcomes_daily');
  if (contract === undefined) throw new Error('no contract');
  return pullDrop({ url, query: QUERY, contract, exportsDir, ...input }, { clock, random: systemRandom });
};
const left = () => readdir(exportsDir, { recursive: true });

describe('a pull from Postgres', () => {
  it('[IN16] becomes a drop with the query in its manifest, and is imported as any drop', async () => {
    const rows: number[] = [];
    const pulled = succeeded(await pull({ query: `${QUERY};\n`, onRows: (n) => rows.push(n) }));
    expect(pulled.rows).toBe(1000);
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(pulled.path, 'manifest.json'), 'utf8')));
    expect(manifest).toMatchObject({
      contractId: 'outcomes_daily',
      dataThrough: '2026-11-20',
      generatedAt: '2026-11-21T12:00:00.000Z',
      totals: { rows: 1000 },
      source: { kind: 'postgres', query: QUERY },
    });
    expect(JSON.stringify(manifest)).not.toContain('postgres@');
    const { load } = succeeded(await importDrop(fixture, { path: pulled.path }));
    expect(load).toMatchObject({ rows: 1000, quarantined: 0, days: 20, dataThrough: '2026-11-20' });
    expect(load.source).toContain(QUERY);
    // Sums by hand: 50 x (0 + … + 19) + 20 x (0 + … + 49).
    expect(
      await fixture.rows(`SELECT sum(sessions) AS s, count(DISTINCT campaign_id) AS c, min(segment) AS g,
        count(*) FILTER (contains(campaign_id, chr(10))) AS n FROM outcomes_daily`),
    ).toEqual([{ s: 50 * 190 + 20 * 1225, c: 50, g: 'Müßiggänger', n: 1000 }]);
    expect(rows.at(-1)).toBe(1000);
  });

  it('[IN16] reads only: a query that writes, and a second statement, are refused', async () => {
    for (const query of [
      'INSERT INTO visits SELECT * FROM visits RETURNING *',
      `${QUERY}\n; DROP TABLE visits`,
      `SELECT 1) TO STDOUT; DROP TABLE visits; COPY (${QUERY}`,
      'SELECT nothing FROM nowhere',
    ]) {
      expect(await pull({ query })).toMatchObject({ ok: false, error: { code: 'WAREHOUSE_REFUSED' } });
    }
    await database.query(
      `CREATE FUNCTION sneak() RETURNS text LANGUAGE sql AS $$ INSERT INTO visits SELECT * FROM visits; SELECT 'x' $$`,
    );
    const sneaky = QUERY.replace('channel,', 'sneak() AS channel,');
    expect(await pull({ query: sneaky })).toMatchObject({
      ok: false,
      error: { code: 'WAREHOUSE_REFUSED', message: expect.stringContaining('read-only transaction') },
    });
    expect((await database.query('SELECT count(*)::int AS n FROM visits')).rows).toEqual([{ n: 1 }]);
    expect(await left()).toEqual(['outcomes_daily']);
  });

  it('[IN17] says which column is missing before it reads a row', async () => {
    const query = QUERY.replace('geo_id, ', '');
    expect(await pull({ query })).toMatchObject({
      ok: false,
      error: { code: 'COLUMN_MISSING', detail: { column: 'geo_id' } },
    });
    expect(await pull({ query: `${QUERY}\nWHERE false` })).toMatchObject({ ok: false, error: { code: 'DROP_EMPTY' } });
    expect(await left()).not.toContain('manifest.json');
  });

  it('[IN16] ends at its time limit', async () => {
    const slow = QUERY.replace('channel,', 'pg_sleep(1)::text AS channel,');
    expect(await pull({ query: slow, limitSeconds: 0.2 })).toMatchObject({
      ok: false,
      error: { code: 'WAREHOUSE_REFUSED', message: expect.stringContaining('longer than 0.2 s') },
    });
  });

  it('[IN17] cancelled ends on the server too and leaves no drop behind', async () => {
    const stop = new AbortController();
    const slow = QUERY.replace(
      'channel,',
      "CASE WHEN day > '2026-11-02' THEN pg_sleep(30)::text ELSE 'meta' END AS channel,",
    );
    const pulling = pull({ query: slow, signal: stop.signal });
    const busy = `SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'COPY%pg_sleep%' AND state = 'active'`;
    const isBusy = async () => (await database.query<{ n: number }>(busy)).rows[0]?.n === 1;
    await expect.poll(isBusy, { timeout: 10_000 }).toBe(true);
    stop.abort();
    expect(await pulling).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    await expect.poll(isBusy, { timeout: 10_000 }).toBe(false);
    expect((await left()).filter((name) => name.includes('pull-'))).toEqual([]);
  });

  it('says that the warehouse is not there', async () => {
    expect(await pull({ url: 'postgres://reader:secret@127.0.0.1:9/none' })).toMatchObject({
      ok: false,
      error: { code: 'WAREHOUSE_UNREACHABLE', message: expect.not.stringContaining('secret') },
    });
  });
});
