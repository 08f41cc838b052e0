import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, instantOf } from '../../engine/core/index.ts';
import { importDrop } from '../../engine/ingest/index.ts';
import { type CacheFixture, openCacheFixture, succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { type DropOptions, writeDrop } from '../support/drops.ts';

let fixture: CacheFixture;
let made = 0;

beforeEach(async () => {
  fixture = await openCacheFixture(manualClock('2026-11-21T07:00:00.000Z'));
});
afterEach(() => fixture.close());

/** Writes a drop and imports it; each is generated an hour after the one before. */
async function bring(options: Omit<DropOptions, 'dir' | 'dataThrough' | 'generatedAt' | 'snapshotId'>, hour = made) {
  made += 1;
  const dir = join(fixture.dir, `drop-${made}`);
  await writeDrop({
    ...options,
    dir,
    dataThrough: dayOf('2026-11-20'),
    generatedAt: instantOf(Date.parse('2026-11-21T00:00:00.000Z') + hour * 3_600_000),
    snapshotId: `s-${made}`,
  });
  return importDrop(fixture, { path: dir });
}

const spend = (days: string, impressions: number, rows = 1) => `
  SELECT unnest(${days})::DATE AS day, 'meta' AS channel, 'c' || i AS campaign_id, 'all' AS segment, 'DE-BE' AS geo_id,
    ${impressions}::BIGINT AS impressions, 1::BIGINT AS clicks, 100::BIGINT AS spend_minor, 'EUR' AS currency
  FROM range(${rows}) r(i)`;

describe('a day that comes again', () => {
  it('[DP5] is restated by the later snapshot, which is written down with the rows before and after', async () => {
    const contractId = 'spend_daily';
    succeeded(await bring({ contractId, sql: spend(`['2026-11-18', '2026-11-19']`, 10, 3) }));
    succeeded(await bring({ contractId, sql: spend(`['2026-11-19', '2026-11-20']`, 20, 2) }));
    expect(await fixture.rows('SELECT day, sum(impressions) AS n FROM spend_daily GROUP BY day ORDER BY day')).toEqual([
      { day: '2026-11-18', n: 30 },
      { day: '2026-11-19', n: 40 },
      { day: '2026-11-20', n: 40 },
    ]);
    expect(await fixture.rows('SELECT * FROM workbench.restatements')).toEqual([
      { load: 2, previous_load: 1, day: '2026-11-19', rows_before: 3, rows_after: 2 },
    ]);
    expect(await fixture.rows('SELECT day, rows_read FROM spend_daily__ ORDER BY day')).toEqual([
      { day: '2026-11-18', rows_read: 3 },
      { day: '2026-11-19', rows_read: 2 },
      { day: '2026-11-20', rows_read: 2 },
    ]);
  });

  it('[DP5] is not taken back by a snapshot that was made earlier and comes late', async () => {
    const contractId = 'spend_daily';
    succeeded(await bring({ contractId, sql: spend(`['2026-11-19']`, 10) }, 5));
    expect(await bring({ contractId, sql: spend(`['2026-11-19', '2026-11-20']`, 20) }, 4)).toMatchObject({
      ok: false,
      error: { code: 'SNAPSHOT_OLDER' },
    });
    // A late file for a day that nobody has brought is welcome.
    succeeded(await bring({ contractId, sql: spend(`['2026-11-18']`, 30) }, 3));
    expect(await fixture.rows('SELECT day, impressions FROM spend_daily ORDER BY day')).toEqual([
      { day: '2026-11-18', impressions: 30 },
      { day: '2026-11-19', impressions: 10 },
    ]);
    expect(await fixture.rows('SELECT * FROM workbench.restatements')).toEqual([]);
  });
});

describe('a drop that is large enough to be judged in parts', () => {
  it('still has each repeated key found, in the part it is in', async () => {
    const rows = spend(`['2026-11-19', '2026-11-20']`, 10, 300_000);
    const sql = `FROM (${rows}) UNION ALL (FROM (${rows}) WHERE campaign_id = 'c7' AND day = DATE '2026-11-20')`;
    succeeded(await bring({ contractId: 'spend_daily', sql, partitionBy: ['day'] }));
    expect(await fixture.rows('SELECT rule, rows FROM workbench.quarantine')).toEqual([
      { rule: 'unique_key', rows: 2 },
    ]);
    expect(await fixture.rows('SELECT day, rows_read FROM spend_daily__ ORDER BY day')).toEqual([
      { day: '2026-11-19', rows_read: 300_000 },
      { day: '2026-11-20', rows_read: 299_999 },
    ]);
  });
});

describe('a dataset without days', () => {
  const geo = (...ids: readonly string[]) => ({
    contractId: 'dim_geo',
    sql: `SELECT unnest([${ids.map((id) => `'${id}'`).join(', ')}]) AS geo_id, 'Berlin' AS name, 'East' AS region,
      'DE' AS country, 3700000::BIGINT AS population`,
  });

  it('[DP6] is replaced whole by each drop, and stands under the day the drop covers', async () => {
    succeeded(await bring(geo('DE-BE', 'DE-HH', 'DE-HE')));
    succeeded(await bring(geo('DE-BE', 'DE-BY')));
    expect(await fixture.rows('SELECT geo_id, _load FROM dim_geo ORDER BY geo_id')).toEqual([
      { geo_id: 'DE-BE', _load: 2 },
      { geo_id: 'DE-BY', _load: 2 },
    ]);
    expect(await fixture.rows('SELECT * FROM workbench.partitions')).toEqual([
      { dataset: 'dim_geo', day: '2026-11-20', load: 2, rows: 2 },
    ]);
  });

  it('[DP6] is not replaced by an older drop, nor by one that is refused', async () => {
    succeeded(await bring(geo('DE-BE', 'DE-HH'), 9));
    expect(await bring(geo('DE-BY'), 8)).toMatchObject({ ok: false, error: { code: 'SNAPSHOT_OLDER' } });
    const twice = await bring(geo('DE-BY', 'DE-BY'), 10);
    expect(twice).toMatchObject({ ok: false, error: { code: 'QUARANTINE_ALL' } });
    expect(await fixture.rows('SELECT geo_id FROM dim_geo ORDER BY geo_id')).toHaveLength(2);
  });
});

describe('a plan', () => {
  const plan = (months: string, target: number) => ({
    contractId: 'plan_monthly',
    sql: `SELECT unnest(${months})::DATE AS month, 'spend' AS metric, 'all' AS channel, ${target}::DOUBLE AS target, 'EUR' AS currency`,
  });

  it('[DP5] is about months to come, which a later one restates', async () => {
    succeeded(await bring(plan(`['2026-11-01', '2026-12-01', '2027-01-01']`, 100)));
    succeeded(await bring(plan(`['2026-12-01']`, 200)));
    expect(await fixture.rows('SELECT month, target FROM plan_monthly ORDER BY month')).toEqual([
      { month: '2026-11-01', target: 100 },
      { month: '2026-12-01', target: 200 },
      { month: '2027-01-01', target: 100 },
    ]);
    expect(await fixture.rows('SELECT day, rows_before FROM workbench.restatements')).toEqual([
      { day: '2026-12-01', rows_before: 1 },
    ]);
  });

  it('of half a month, or of a far future, is kept out', async () => {
    succeeded(await bring(plan(`['2026-11-01', '2026-11-15', '2036-01-01']`, 100)));
    expect(await fixture.rows('SELECT rule, rows FROM workbench.quarantine ORDER BY rule')).toEqual([
      { rule: 'month_is_a_month', rows: 1 },
      { rule: 'month_not_too_far', rows: 1 },
    ]);
  });
});

describe('instants', () => {
  const exposures = `
    SELECT 'e1' AS experiment_key, 'u' || i AS unit_id, v.moment AS exposed_at, CAST('2026-11-20' AS DATE) AS day, 'visitor' AS unit_type,
      'a' AS variation, 'all' AS segment, 'phone' AS device, 'DE' AS country
    FROM (VALUES (1, '2026-11-20 10:00:00.25'::TIMESTAMPTZ), (2, '2026-11-20T23:30:00Z'::TIMESTAMPTZ),
      (3, '2026-11-21T00:30:00+02'::TIMESTAMPTZ), (4, '2026-11-21T00:00:00Z'::TIMESTAMPTZ)) v(i, moment)`;

  it.each(['parquet', 'csv'] as const)('of %s are those of UTC, whatever zone they were written in', async (format) => {
    succeeded(await bring({ contractId: 'ab_exposures', sql: exposures, format }));
    expect(await fixture.rows('SELECT unit_id, exposed_at FROM ab_exposures ORDER BY unit_id')).toEqual([
      { unit_id: 'u1', exposed_at: '2026-11-20T10:00:00.250Z' },
      { unit_id: 'u2', exposed_at: '2026-11-20T23:30:00.000Z' },
      { unit_id: 'u3', exposed_at: '2026-11-20T22:30:00.000Z' },
    ]);
    // The fourth is already of the next day.
    expect(await fixture.rows('SELECT rule, rows FROM workbench.quarantine')).toEqual([
      { rule: 'exposed_at_on_its_day', rows: 1 },
    ]);
  });
});

describe('a schema that changes', () => {
  const contractId = 'spend_daily';
  const base = spend(`['2026-11-20']`, 10);

  it.each(['parquet', 'csv'] as const)(
    '[DP4] by a new column of %s is loaded, and the column written down',
    async (format) => {
      succeeded(await bring({ contractId, sql: `SELECT *, 1.5::DOUBLE AS share FROM (${base})`, format }));
      expect(await fixture.rows('SELECT * FROM workbench.schema_changes')).toEqual([
        { load: 1, change: 'added', column_name: 'share', type: format === 'parquet' ? 'DOUBLE' : 'VARCHAR' },
      ]);
    },
  );

  it.each(['parquet', 'csv'] as const)(
    '[DP4] by columns of %s that are gone is refused with all of them',
    async (format) => {
      const before = await fixture.state();
      const sql = `SELECT * EXCLUDE (segment, clicks), 'all' AS audience FROM (${base})`;
      expect(await bring({ contractId, sql, format })).toMatchObject({
        ok: false,
        error: {
          code: 'SCHEMA_CHANGED',
          detail: { count: 2, diff: 'segment is missing; clicks is missing; audience is new (VARCHAR)' },
        },
      });
      expect(await fixture.state()).toBe(before);
    },
  );

  it.each([
    ['parquet', 'clicks is VARCHAR, not BIGINT; spend_minor is VARCHAR, not BIGINT'],
    ['csv', 'clicks is text, not BIGINT; spend_minor is text, not BIGINT'],
  ] as const)('[DP4] by columns of %s of another type is refused with all of them', async (format, diff) => {
    const sql = `SELECT * REPLACE ('few' AS clicks, 'much' AS spend_minor) FROM (${base})`;
    expect(await bring({ contractId, sql, format })).toMatchObject({
      ok: false,
      error: { code: 'SCHEMA_CHANGED', detail: { count: 2, diff } },
    });
  });
});
