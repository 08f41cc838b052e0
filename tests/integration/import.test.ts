import { copyFile, mkdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOf, type ErrorCode, instantOf } from '../../engine/core/index.ts';
import { importDrop, type Manifest, manifestSchema, sha256File } from '../../engine/ingest/index.ts';
import { readLoads, readProvenance, readQuarantine } from '../../engine/store/cache/index.ts';
import { type CacheFixture, openCacheFixture, succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';
import { type DropOptions, writeDrop } from '../support/drops.ts';
import { hasUpworthy, writeUpworthyDrop } from '../support/upworthy-drop.ts';

const THROUGH = dayOf('2026-11-20');
const clock = manualClock('2026-11-21T12:00:00.000Z');

/** Three days, two tests of two variants: twelve rows. `change` rewrites columns of the rows it names. */
const rows = (change = 'clicks AS clicks', where = 'true'): string => `
  WITH good AS (
    SELECT DATE '2026-11-18' + d::INTEGER AS day, 't' || t AS test_id, 'Test ' || t AS test_name, 't' || t || v AS variant_id,
      'Headline ' || v AS headline, 'Body' AS body, 'meta' AS channel, 'students' AS segment,
      (1000 + 10 * d + t)::BIGINT AS impressions, (20 + v)::BIGINT AS clicks, 2::BIGINT AS conversions,
      500::BIGINT AS spend_minor, 'EUR' AS currency
    FROM range(3) d(d), range(2) t(t), range(2) v(v))
  SELECT * REPLACE (CASE WHEN ${where} THEN ${change.replace(/ AS (\w+)$/, ' ELSE $1 END AS $1')}) FROM good ORDER BY ALL`;

let fixture: CacheFixture;
let drop: string;

const draft = (options: Partial<DropOptions> = {}): Promise<Manifest> =>
  writeDrop({
    dir: drop,
    contractId: 'creative_daily',
    sql: rows(),
    dataThrough: THROUGH,
    sums: ['impressions', 'clicks'],
    ...options,
  });

const importIt = (signal?: AbortSignal) => importDrop(fixture, { path: drop }, signal === undefined ? {} : { signal });

async function rewriteManifest(change: (manifest: Manifest) => unknown): Promise<void> {
  const path = join(drop, 'manifest.json');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  await writeFile(path, JSON.stringify(change(manifest)));
}

/** Puts one more file into the drop and into its manifest; `inPath` columns go into the path. */
async function addFile(name: string, sql: string, inPath: readonly string[] = []): Promise<void> {
  const first = manifestSchema.parse(JSON.parse(await readFile(join(drop, 'manifest.json'), 'utf8')));
  const aside = join(fixture.dir, 'aside');
  const format = name.endsWith('.csv') ? 'csv' : 'parquet';
  const added = await writeDrop({
    dir: aside,
    contractId: 'creative_daily',
    sql,
    dataThrough: THROUGH,
    format,
    partitionBy: inPath,
  });
  const [file] = added.files;
  if (file === undefined) throw new Error('nothing was written');
  const path = join(file.path, '..', name);
  await mkdir(dirname(join(drop, path)), { recursive: true });
  await copyFile(join(aside, file.path), join(drop, path));
  const files = [...first.files, { ...file, path }];
  const total = first.totals.rows + file.rows;
  await writeFile(join(drop, 'manifest.json'), JSON.stringify({ ...first, files, totals: { rows: total, sums: {} } }));
}

/** Makes the manifest describe the files as they now are: what is wrong is then in the data. */
const describeAgain = (): Promise<void> =>
  rewriteManifest((manifest) => manifest).then(async () => {
    const manifest = manifestSchema.parse(JSON.parse(await readFile(join(drop, 'manifest.json'), 'utf8')));
    const files = await Promise.all(
      manifest.files.map(async (file) => ({
        ...file,
        bytes: (await readFile(join(drop, file.path))).length,
        sha256: await sha256File(join(drop, file.path)),
      })),
    );
    await writeFile(join(drop, 'manifest.json'), JSON.stringify({ ...manifest, files }));
  });

beforeEach(async () => {
  fixture = await openCacheFixture(clock);
  drop = join(fixture.dir, 'drop');
});
afterEach(() => fixture.close());

describe('a good drop', () => {
  it.each(['parquet', 'csv', 'csv.gz'] as const)('loads all rows of %s and records the load', async (format) => {
    const manifest = await draft({ format });
    const { load, alreadyLoaded } = succeeded(await importIt());
    expect(alreadyLoaded).toBe(false);
    expect(load).toMatchObject({ dataset: 'creative_daily', rows: 12, quarantined: 0, days: 3, dataThrough: THROUGH });
    expect(load.files).toEqual(manifest.files);
    expect(
      await fixture.rows('SELECT sum(impressions) AS i, sum(clicks) AS c, count(*) AS n FROM creative_daily'),
    ).toEqual([{ i: manifest.totals.sums.impressions, c: manifest.totals.sums.clicks, n: 12 }]);
    expect(succeeded(await fixture.cache.read(readLoads))).toEqual([load]);
  });

  it.each(['parquet', 'csv'] as const)('takes Hive partitions of %s by day', async (format) => {
    await draft({ format, partitionBy: ['day'] });
    expect(succeeded(await importIt()).load).toMatchObject({ rows: 12, days: 3 });
    expect(await fixture.rows('SELECT DISTINCT day FROM creative_daily ORDER BY day')).toEqual([
      { day: '2026-11-18' },
      { day: '2026-11-19' },
      { day: '2026-11-20' },
    ]);
  });

  it('takes narrower integers, and unites files that write a column in different types', async () => {
    const narrow = rows().replace('20 + v)::BIGINT', '20 + v)::SMALLINT');
    await draft({ sql: `SELECT * FROM (${narrow}) WHERE day < '2026-11-20'`, partitionBy: ['day'] });
    await addFile('wide.parquet', `SELECT * FROM (${rows()}) WHERE day = '2026-11-20'`, ['day']);
    expect(succeeded(await importIt()).load).toMatchObject({ rows: 12, days: 3 });
  });

  it.each(['parquet', 'csv'] as const)(
    'takes %s columns in any order, and passes over those it does not know',
    async (format) => {
      await draft({
        format,
        sql: `SELECT 'x' AS extra, COLUMNS(* EXCLUDE (day)), day FROM (${rows()}) WHERE day < '2026-11-20'`,
        sums: [],
      });
      await addFile(`second.${format}`, `SELECT * FROM (${rows()}) WHERE day = '2026-11-20'`);
      expect(succeeded(await importIt()).load).toMatchObject({ rows: 12, quarantined: 0, days: 3 });
      expect(await fixture.rows('SELECT sum(impressions) AS i, min(currency) AS c FROM creative_daily')).toEqual([
        { i: 12_126, c: 'EUR' },
      ]);
    },
  );

  it('is loaded once: the same snapshot again changes nothing', async () => {
    await draft();
    const first = succeeded(await importIt());
    const before = await fixture.state();
    const again = succeeded(await importIt());
    expect(again).toEqual({ load: first.load, alreadyLoaded: true });
    expect(await fixture.state()).toBe(before);
  });

  it('replaces the days it restates and leaves the others', async () => {
    await draft();
    await importIt();
    await draft({
      sql: `SELECT * REPLACE (clicks + 100 AS clicks) FROM (${rows()}) WHERE day = '2026-11-19'`,
      generatedAt: instantOf(Date.parse('2026-11-21T10:00:00.000Z')),
      snapshotId: 'restated',
    });
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ rows: 4, days: 1 });
    expect(
      await fixture.rows('SELECT day, count(*) AS n, min(clicks) AS c FROM creative_daily GROUP BY day ORDER BY day'),
    ).toEqual([
      { day: '2026-11-18', n: 4, c: 20 },
      { day: '2026-11-19', n: 4, c: 120 },
      { day: '2026-11-20', n: 4, c: 20 },
    ]);
    const provenance = succeeded(await fixture.cache.read(readProvenance)).get('creative_daily');
    expect(provenance).toMatchObject({ rows: 12, loadId: load.id });
  });

  it('shows progress that only goes forward', async () => {
    await draft();
    const fractions: number[] = [];
    await importDrop(fixture, { path: drop }, { onProgress: ({ fraction }) => fractions.push(fraction ?? 0) });
    expect(fractions.length).toBeGreaterThanOrEqual(3);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
  });

  it.skipIf(!hasUpworthy())(
    'holds the Upworthy archive: 2,956 tests, 13,721 variants, 49,035,064 impressions',
    async () => {
      // The counts are those of the archive's own table, read with SQL from its Parquet file.
      await writeUpworthyDrop({ dir: drop });
      const { load } = succeeded(await importIt());
      expect(load).toMatchObject({ rows: 13_721, quarantined: 0, dataThrough: '2015-04-26' });
      expect(
        await fixture.rows(
          'SELECT count(DISTINCT test_id) AS t, count(DISTINCT (test_id, variant_id)) AS v, sum(impressions) AS i FROM creative_daily',
        ),
      ).toEqual([{ t: 2956, v: 13_721, i: 49_035_064 }]);
    },
  );
});

describe('bad rows go to quarantine and the rest loads', () => {
  const one = "day = '2026-11-19' AND variant_id = 't01'";
  const cases: readonly [string, string, string][] = [
    ['negative counts', '-1 AS impressions', 'minimum:impressions'],
    ['more clicks than impressions', 'impressions + 1 AS clicks', 'clicks_within_impressions'],
    ['a future day', "DATE '2026-12-24' AS day", 'day_not_in_the_future'],
    ['a missing value', 'NULL AS headline', 'required:headline'],
    ['an empty id', "'' AS test_id", 'min_length:test_id'],
    ['a currency of another form', "'euro' AS currency", 'pattern:currency'],
  ];

  it.each(cases)('%s', async (_, change, rule) => {
    await draft({ sql: rows(change, one) });
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ rows: 11, quarantined: 1 });
    const reasons = succeeded(await fixture.cache.read((connection) => readQuarantine(connection, load.id)));
    expect(reasons).toMatchObject([{ rule, rows: 1, dataset: 'creative_daily', loadId: load.id }]);
    expect(reasons[0]?.example).toContain('variant_id t01');
    expect(await fixture.rows('SELECT count(*) AS n FROM creative_daily')).toEqual([{ n: 11 }]);
    expect(await fixture.rows('SELECT count(*) AS n FROM workbench.quarantined_rows')).toEqual([{ n: 1 }]);
  });

  it('duplicate keys: every row of the key, as none is known to be right', async () => {
    await draft({ sql: rows("'t00' AS variant_id", "day = '2026-11-19' AND variant_id = 't01'") });
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ rows: 10, quarantined: 2 });
    const reasons = succeeded(await fixture.cache.read((connection) => readQuarantine(connection, load.id)));
    expect(reasons).toMatchObject([{ rule: 'unique_key', rows: 2 }]);
  });

  it('a row that breaks two rules is counted once', async () => {
    await draft({ sql: rows('-5 AS impressions', one) });
    expect(succeeded(await importIt()).load).toMatchObject({ rows: 11, quarantined: 1 });
  });

  it.each([
    ['text', 'two'],
    ['a fraction', '2.5'],
  ])('a CSV line with %s for a whole number', async (_, value) => {
    await draft({ format: 'csv' });
    const path = join(drop, 'part-0.csv');
    const lines = (await readFile(path, 'utf8')).split('\n');
    lines[3] = lines[3]?.replace(/,2,500,EUR$/, `,${value},500,EUR`) ?? '';
    await writeFile(path, lines.join('\n'));
    await describeAgain();
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ rows: 11, quarantined: 1 });
    const reasons = succeeded(await fixture.cache.read((connection) => readQuarantine(connection, load.id)));
    expect(reasons).toMatchObject([{ rule: 'type:conversions', rows: 1 }]);
  });
});

describe('a bad drop is refused and nothing changes', () => {
  const edited = (change: (manifest: Manifest) => unknown) => async () => {
    await draft();
    await rewriteManifest(change);
  };
  const cases: readonly [string, ErrorCode, () => Promise<unknown>][] = [
    ['no folder', 'DROP_MISSING', async () => rm(drop, { recursive: true, force: true })],
    [
      'no manifest yet',
      'DROP_INCOMPLETE',
      async () => {
        await draft();
        await rm(join(drop, 'manifest.json'));
      },
    ],
    ['an empty drop', 'DROP_EMPTY', () => draft({ sql: `SELECT * FROM (${rows()}) WHERE false` })],
    [
      'a manifest that is not JSON',
      'MANIFEST_INVALID',
      async () => {
        await draft();
        await writeFile(join(drop, 'manifest.json'), '{"manifestVersion": 1,');
      },
    ],
    ['a manifest of another shape', 'MANIFEST_INVALID', edited(({ totals, ...rest }) => ({ ...rest, total: totals }))],
    [
      'a path that leads out of the drop',
      'MANIFEST_INVALID',
      edited((manifest) => ({
        ...manifest,
        files: manifest.files.map((file) => ({ ...file, path: `../x/${file.path}` })),
      })),
    ],
    [
      'an absolute path',
      'MANIFEST_INVALID',
      edited((manifest) => ({ ...manifest, files: manifest.files.map((file) => ({ ...file, path: '/etc/x.csv' })) })),
    ],
    [
      'a link that leads out of the drop',
      'MANIFEST_INVALID',
      async () => {
        await draft();
        const outside = join(fixture.dir, 'outside.parquet');
        await copyFile(join(drop, 'part-0.parquet'), outside);
        await rm(join(drop, 'part-0.parquet'));
        await symlink(outside, join(drop, 'part-0.parquet'));
      },
    ],
    [
      'a day after the drop was generated',
      'MANIFEST_INVALID',
      edited((manifest) => ({ ...manifest, dataThrough: '2027-01-01' })),
    ],
    [
      'a file that is not there',
      'FILE_MISSING',
      async () => {
        await draft();
        await rm(join(drop, 'part-0.parquet'));
      },
    ],
    [
      'a file that is still being written',
      'FILE_SIZE_MISMATCH',
      async () => {
        await draft();
        await truncate(join(drop, 'part-0.parquet'), 700);
      },
    ],
    [
      'a wrong hash',
      'FILE_HASH_MISMATCH',
      async () => {
        await draft();
        const path = join(drop, 'part-0.parquet');
        const bytes = await readFile(path);
        // A byte of the data pages, so that the file can still be read.
        bytes[40] = (bytes[40] ?? 0) ^ 1;
        await writeFile(path, bytes);
      },
    ],
    [
      'a truncated Parquet file that the manifest describes as it is',
      'FILE_UNREADABLE',
      async () => {
        await draft();
        await truncate(join(drop, 'part-0.parquet'), 700);
        await describeAgain();
      },
    ],
    ['a missing column', 'COLUMN_MISSING', () => draft({ sql: `SELECT * EXCLUDE (segment) FROM (${rows()})` })],
    [
      'a missing column in CSV',
      'COLUMN_MISSING',
      () => draft({ sql: `SELECT * EXCLUDE (segment) FROM (${rows()})`, format: 'csv' }),
    ],
    [
      'a column of another type',
      'COLUMN_TYPE',
      () => draft({ sql: `SELECT * REPLACE (impressions::VARCHAR AS impressions) FROM (${rows()})`, sums: [] }),
    ],
    [
      'a column of another type in CSV',
      'COLUMN_TYPE',
      () => draft({ sql: `SELECT * REPLACE ('some' AS clicks) FROM (${rows()})`, format: 'csv', sums: [] }),
    ],
    [
      'fewer rows than the manifest says',
      'ROW_COUNT_MISMATCH',
      edited((manifest) => ({
        ...manifest,
        files: manifest.files.map((file) => ({ ...file, rows: file.rows + 1 })),
        totals: { ...manifest.totals, rows: manifest.totals.rows + 1 },
      })),
    ],
    [
      'totals that do not add up',
      'TOTALS_MISMATCH',
      edited((manifest) => ({ ...manifest, totals: { ...manifest.totals, sums: { clicks: 1 } } })),
    ],
    ['an unknown contract', 'CONTRACT_UNKNOWN', edited((manifest) => ({ ...manifest, contractId: 'weather_daily' }))],
    [
      'a newer major version of the contract',
      'CONTRACT_UNKNOWN',
      edited((manifest) => ({ ...manifest, contractVersion: '2.0.0' })),
    ],
    ['only bad rows', 'QUARANTINE_ALL', () => draft({ sql: rows('-1 AS impressions') })],
    [
      'an older snapshot of days that are loaded',
      'SNAPSHOT_OLDER',
      () => draft({ generatedAt: instantOf(Date.parse('2026-11-20T01:00:00.000Z')), snapshotId: 'older' }),
    ],
  ];

  it.each(cases)('%s: %s', async (_, code, prepare) => {
    await draft({ generatedAt: instantOf(Date.parse('2026-11-20T20:00:00.000Z')), snapshotId: 'before' });
    succeeded(await importIt());
    const before = await fixture.state();
    await prepare();
    const refused = await importIt();
    expect(refused).toMatchObject({ ok: false, error: { code } });
    expect(await fixture.state()).toBe(before);
  });
});

describe('stopping an import', () => {
  it('is cancelled before it begins', async () => {
    await draft();
    const before = await fixture.state();
    expect(await importIt(AbortSignal.abort())).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(await fixture.state()).toBe(before);
  });

  it.each(['checking', 'loading', 'saving'])('is cancelled while %s, and works afterwards', async (phase) => {
    await draft();
    const before = await fixture.state();
    const stop = new AbortController();
    const cancelled = await importDrop(
      fixture,
      { path: drop },
      { signal: stop.signal, onProgress: (progress) => progress.phase === phase && stop.abort() },
    );
    expect(cancelled).toMatchObject({ ok: false, error: { code: 'CANCELLED' } });
    expect(await fixture.state()).toBe(before);
    expect(succeeded(await importIt()).load.rows).toBe(12);
  });
});
