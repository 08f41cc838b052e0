import { copyFile, mkdir, readdir, rm, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { rebuildCache } from '../../engine/ingest/index.ts';
import { succeeded } from '../support/cache-fixture.ts';
import { OUTCOME_COLUMNS, WRITTEN, withForeignDrop } from '../support/foreign-drop.ts';

const drop = withForeignDrop();

/** Three days, two campaigns: six rows of `outcomes_daily`, 63 sessions. */
const ROWS = `SELECT DATE '2026-11-18' + d::INTEGER AS day, 'meta' AS channel, 'c' || c AS campaign_id, 'students' AS segment,
  'us' AS geo_id, (10 + d - c)::BIGINT AS sessions, 5::BIGINT AS signups, 2::BIGINT AS new_customers,
  1999::BIGINT AS first_revenue_minor, 'USD' AS currency FROM range(3) d(d), range(2) c(c)`;

const loaded = { rows: 6, quarantined: 0, days: 3, dataThrough: '2026-11-20', dataset: 'outcomes_daily' };
const sums = () => drop.fixture.rows('SELECT count(*) AS n, sum(sessions) AS s FROM outcomes_daily');

describe('a Redshift manifest', () => {
  const manifest = (entries: readonly object[], more: object = {}) =>
    drop.put('manifest', JSON.stringify({ entries, ...more }));
  const url = (name: string) => `s3://warehouse/growth/2026/${name}`;

  it('[IN2] finds its files beside it by name and loads them', async () => {
    await drop.copy(`${ROWS} ORDER BY ALL LIMIT 4`, '0000_part_00.parquet');
    await drop.copy(`${ROWS} ORDER BY ALL OFFSET 4`, '0001_part_00.parquet');
    await manifest([
      { url: url('0000_part_00.parquet'), meta: { record_count: 4 } },
      { url: url('0001_part_00.parquet'), meta: { record_count: 2 } },
    ]);
    const { load } = succeeded(await drop.importIt());
    expect(load).toMatchObject({ ...loaded, generatedAt: WRITTEN.toISOString(), source: 'Redshift UNLOAD manifest' });
    expect(load.files.map(({ rows }) => rows)).toEqual([4, 2]);
    expect(await sums()).toEqual([{ n: 6, s: 63 }]);
  });

  it('[IN2] reads pipe-separated files without extension or header by the names in its schema', async () => {
    await drop.copy(ROWS, 'part-0000', "FORMAT csv, HEADER false, DELIMITER '|'");
    await manifest([{ url: url('part-0000'), mandatory: true }], {
      schema: { elements: OUTCOME_COLUMNS.map((name) => ({ name, type: { base: 'varchar' } })) },
    });
    const { load } = succeeded(await drop.importIt());
    expect(load).toMatchObject({ ...loaded, source: 'Redshift UNLOAD manifest; CSV, UTF-8, pipe, no header line' });
    expect(await sums()).toEqual([{ n: 6, s: 63 }]);
  });

  it('[IN2] refuses a missing file, a file of another size and a count that is not so', async () => {
    await manifest([{ url: url('gone.parquet') }]);
    expect(await drop.codeOf()).toBe('FILE_MISSING');
    await drop.copy(ROWS, 'a.parquet');
    await manifest([{ url: url('a.parquet'), meta: { content_length: 12 } }]);
    expect(await drop.codeOf()).toBe('FILE_SIZE_MISMATCH');
    await manifest([{ url: url('a.parquet'), meta: { record_count: 7 } }]);
    expect(await drop.codeOf()).toBe('ROW_COUNT_MISMATCH');
    await manifest([{ url: url('../../etc/passwd') }]);
    expect(await drop.codeOf()).toBe('FILE_MISSING');
    await manifest([{ url: url('a.parquet') }, { url: 's3://other/a.parquet' }]);
    expect(await drop.codeOf()).toBe('MANIFEST_INVALID');
    await manifest([{ url: url('a.parquet') }, { url: url('gone.parquet'), mandatory: false }]);
    expect(await drop.codeOf()).toBe('loaded');
  });
});

describe('a Spark folder', () => {
  it('[IN3] is loaded with its Hive days, without what Spark keeps for itself', async () => {
    for (const day of ['18', '19', '20']) {
      const rows = `SELECT * EXCLUDE (day) FROM (${ROWS}) WHERE day = DATE '2026-11-${day}'`;
      await drop.copy(rows, `day=2026-11-${day}/part-00000-1b2c.c000.snappy.parquet`);
      await drop.put(`day=2026-11-${day}/.part-00000-1b2c.c000.snappy.parquet.crc`, 'crc');
    }
    await drop.put('_committed_123', '{}');
    await drop.put('_started_123');
    expect(await drop.codeOf()).toBe('DROP_INCOMPLETE');
    await drop.put('_SUCCESS');
    expect(succeeded(await drop.importIt()).load).toMatchObject({ ...loaded, source: 'Spark folder' });
    expect(await sums()).toEqual([{ n: 6, s: 63 }]);
  });

  it('[IN3] of gzipped CSV is loaded; empty parts count nothing; a task that still writes is waited for', async () => {
    await drop.copy(ROWS, 'part-00000.csv.gz', 'FORMAT csv, HEADER, COMPRESSION gzip');
    await drop.put('part-00001.csv');
    await drop.put('_SUCCESS');
    await drop.put('_temporary/0/task', 'x');
    expect(await drop.codeOf()).toBe('DROP_INCOMPLETE');
    await rm(join(drop.path, '_temporary'), { recursive: true });
    expect(succeeded(await drop.importIt()).load).toMatchObject(loaded);
  });
});

describe('shards of a BigQuery export', () => {
  it('[IN4] are loaded when none is missing', async () => {
    await drop.copy(
      `${ROWS} ORDER BY ALL LIMIT 4`,
      'outcomes-000000000000.csv.gz',
      'FORMAT csv, HEADER, COMPRESSION gzip',
    );
    await drop.copy(
      `${ROWS} ORDER BY ALL OFFSET 4`,
      'outcomes-000000000002.csv.gz',
      'FORMAT csv, HEADER, COMPRESSION gzip',
    );
    expect(await drop.codeOf()).toBe('DROP_INCOMPLETE');
    await drop.copy(
      `${ROWS} ORDER BY ALL OFFSET 5`,
      'outcomes-000000000002.csv.gz',
      'FORMAT csv, HEADER, COMPRESSION gzip',
    );
    await drop.copy(
      `${ROWS} ORDER BY ALL LIMIT 1 OFFSET 4`,
      'outcomes-000000000001.csv.gz',
      'FORMAT csv, HEADER, COMPRESSION gzip',
    );
    expect(succeeded(await drop.importIt()).load).toMatchObject({ ...loaded, source: 'BigQuery export' });
  });
});

describe('which dataset a foreign drop brings', () => {
  beforeEach(async () => {
    await drop.copy(ROWS, 'part-0.parquet');
    await drop.put('_SUCCESS');
  });

  it('[IN5] is what was named, else what its folders are called, else refused', async () => {
    const elsewhere = join(drop.fixture.dir, 'exports', 'monday');
    await mkdir(elsewhere);
    for (const name of await readdir(drop.path)) await copyFile(join(drop.path, name), join(elsewhere, name));
    drop.path = elsewhere;
    expect(await drop.codeOf()).toBe('DATASET_UNKNOWN');
    expect(await drop.codeOf('no_such_dataset')).toBe('CONTRACT_UNKNOWN');
    expect(await drop.codeOf('outcomes_daily')).toBe('loaded');
  });

  it('[IN6] is loaded once by its hashes, whatever the clock of its files says', async () => {
    const first = succeeded(await drop.importIt());
    const before = await drop.fixture.state();
    await utimes(join(drop.path, '_SUCCESS'), new Date('2026-11-21T08:00:00Z'), new Date('2026-11-21T08:00:00Z'));
    expect(succeeded(await drop.importIt())).toEqual({ load: first.load, alreadyLoaded: true });
    expect(await drop.fixture.state()).toBe(before);
  });

  it('[IN6] counts no day after the day it was written: those rows are bad', async () => {
    await drop.copy(
      `${ROWS} UNION ALL SELECT * REPLACE (DATE '2099-01-01' AS day) FROM (${ROWS}) LIMIT 7`,
      'part-0.parquet',
    );
    const { load } = succeeded(await drop.importIt());
    expect(load).toMatchObject({ rows: 6, quarantined: 1, dataThrough: '2026-11-20' });
  });
});

describe('folders that are no drops', () => {
  it('[IN1] are refused while nothing says that they are complete', async () => {
    expect(await drop.codeOf()).toBe('DROP_INCOMPLETE');
    await drop.copy(ROWS, 'part-0.parquet');
    expect(await drop.codeOf()).toBe('DROP_INCOMPLETE');
    await drop.put('_SUCCESS');
    expect(await drop.codeOf()).toBe('loaded');
  });

  it('[IN1] hold files of one kind', async () => {
    await drop.copy(ROWS, 'part-0.parquet');
    await drop.copy(ROWS, 'part-1.csv', 'FORMAT csv, HEADER');
    await drop.put('_SUCCESS');
    expect(await drop.codeOf()).toBe('DROP_FORM');
    await rm(join(drop.path, 'part-1.csv'));
    await drop.put('part-0.parquet', 'day,channel\n');
    expect(await drop.codeOf()).toBe('DROP_FORM');
    await drop.put('part-0.parquet', '');
    expect(await drop.codeOf()).toBe('DROP_EMPTY');
  });
});

describe('a rebuild', () => {
  it('[IN6] brings foreign drops back, also one whose dataset was named by hand', async () => {
    await drop.copy(ROWS, 'part-0.parquet');
    await drop.put('_SUCCESS');
    succeeded(await drop.importIt());
    drop.path = join(drop.fixture.dir, 'monday');
    await drop.copy(
      `SELECT * REPLACE (day + 1 AS day, 'UK' AS geo_id) FROM (${ROWS})`,
      'part-0.csv',
      'FORMAT csv, HEADER',
    );
    await drop.put('_SUCCESS');
    succeeded(await drop.importIt('outcomes_daily'));
    const before = await sums();
    const exportsDir = join(drop.fixture.dir, 'exports');
    const rebuilt = await rebuildCache({ ...drop.fixture, current: drop.fixture.cache }, { exportsDir });
    expect(succeeded(rebuilt)).toEqual({ loads: 2, rows: 12, passedOver: [] });
    expect(await sums()).toEqual(before);
  });
});

describe('a column that came with a later version of the contract', () => {
  const CREATIVES = `SELECT DATE '2026-11-20' AS day, 't1' AS test_id, 'Headlines' AS test_name, 'v' || v AS variant_id,
    'Save more' AS headline, '' AS body, 'meta' AS channel, 'students' AS segment, 100::BIGINT AS impressions,
    v::BIGINT AS clicks, 0::BIGINT AS conversions, 0::BIGINT AS spend_minor, 'USD' AS currency`;
  const found = () =>
    drop.fixture.rows('SELECT variant_id AS id, declared_winner AS won FROM creative_daily ORDER BY id');

  it.each(['parquet', 'csv'] as const)(
    '[DP4] is missing from %s files of before, and read from those that have it',
    async (format) => {
      const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet';
      await drop.copy(`${CREATIVES} FROM range(2) a(v)`, `old.${format}`, options);
      await drop.put('_SUCCESS');
      expect(await drop.importIt('creative_daily')).toMatchObject({
        ok: true,
        value: { load: { rows: 2, quarantined: 0 } },
      });
      expect(await found()).toEqual([
        { id: 'v0', won: null },
        { id: 'v1', won: null },
      ]);
      await drop.copy(`${CREATIVES}, true AS declared_winner FROM range(5, 6) a(v)`, `new.${format}`, options);
      await drop.put('_SUCCESS');
      expect(await drop.importIt('creative_daily')).toMatchObject({ ok: true, value: { load: { rows: 3 } } });
      expect(await found()).toContainEqual({ id: 'v5', won: true });
    },
  );
});
