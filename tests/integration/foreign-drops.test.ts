import { mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../engine/core/index.ts';
import { importDrop, rebuildCache } from '../../engine/ingest/index.ts';
import { type CacheFixture, openCacheFixture, succeeded } from '../support/cache-fixture.ts';
import { manualClock } from '../support/clock.ts';

const clock = manualClock('2026-11-21T12:00:00.000Z');
const WRITTEN = new Date('2026-11-21T06:00:00.000Z');

/** Three days, two campaigns: six rows of `outcomes_daily`, 63 sessions. */
const ROWS = `SELECT DATE '2026-11-18' + d::INTEGER AS day, 'meta' AS channel, 'c' || c AS campaign_id, 'students' AS segment,
  'us' AS geo_id, (10 + d - c)::BIGINT AS sessions, 5::BIGINT AS signups, 2::BIGINT AS new_customers,
  1999::BIGINT AS first_revenue_minor, 'USD' AS currency FROM range(3) d(d), range(2) c(c)`;

let fixture: CacheFixture;
let drop: string;

/** Writes what a query gives as files in the drop. */
async function copy(sql: string, file: string, options = 'FORMAT parquet, COMPRESSION snappy'): Promise<void> {
  const path = join(drop, file);
  await mkdir(dirname(path), { recursive: true });
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(`COPY (${sql}) TO '${path}' (${options})`);
  connection.closeSync();
  instance.closeSync();
}

async function put(file: string, content: string | Uint8Array = ''): Promise<void> {
  const path = join(drop, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, WRITTEN, WRITTEN);
}

const importIt = (dataset?: string) => importDrop(fixture, { path: drop, dataset });
const codeOf = async (dataset?: string): Promise<ErrorCode | 'loaded'> => {
  const imported = await importIt(dataset);
  return imported.ok ? 'loaded' : imported.error.code;
};

beforeEach(async () => {
  fixture = await openCacheFixture(clock);
  drop = join(fixture.dir, 'exports', 'outcomes_daily');
  await mkdir(drop, { recursive: true });
});
afterEach(() => fixture.close());

const loaded = { rows: 6, quarantined: 0, days: 3, dataThrough: '2026-11-20', dataset: 'outcomes_daily' };
const sums = () => fixture.rows('SELECT count(*) AS n, sum(sessions) AS s FROM outcomes_daily');

describe('a Redshift manifest', () => {
  const manifest = (entries: readonly object[], more: object = {}) =>
    put('manifest', JSON.stringify({ entries, ...more }));
  const url = (name: string) => `s3://warehouse/growth/2026/${name}`;

  it('[IN2] finds its files beside it by name and loads them', async () => {
    await copy(`${ROWS} ORDER BY ALL LIMIT 4`, '0000_part_00.parquet');
    await copy(`${ROWS} ORDER BY ALL OFFSET 4`, '0001_part_00.parquet');
    await manifest([
      { url: url('0000_part_00.parquet'), meta: { record_count: 4 } },
      { url: url('0001_part_00.parquet'), meta: { record_count: 2 } },
    ]);
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ ...loaded, generatedAt: WRITTEN.toISOString(), source: 'Redshift UNLOAD manifest' });
    expect(load.files.map(({ rows }) => rows)).toEqual([4, 2]);
    expect(await sums()).toEqual([{ n: 6, s: 63 }]);
  });

  it('[IN2] reads pipe-separated files without extension or header by the names in its schema', async () => {
    await copy(ROWS, 'part-0000', "FORMAT csv, HEADER false, DELIMITER '|'");
    const names = 'day channel campaign_id segment geo_id sessions signups new_customers first_revenue_minor currency';
    await manifest([{ url: url('part-0000'), mandatory: true }], {
      schema: { elements: names.split(' ').map((name) => ({ name, type: { base: 'varchar' } })) },
    });
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ ...loaded, source: 'Redshift UNLOAD manifest; CSV, UTF-8, pipe, no header line' });
    expect(await sums()).toEqual([{ n: 6, s: 63 }]);
  });

  it('[IN2] refuses a missing file, a file of another size and a count that is not so', async () => {
    await manifest([{ url: url('gone.parquet') }]);
    expect(await codeOf()).toBe('FILE_MISSING');
    await copy(ROWS, 'a.parquet');
    await manifest([{ url: url('a.parquet'), meta: { content_length: 12 } }]);
    expect(await codeOf()).toBe('FILE_SIZE_MISMATCH');
    await manifest([{ url: url('a.parquet'), meta: { record_count: 7 } }]);
    expect(await codeOf()).toBe('ROW_COUNT_MISMATCH');
    await manifest([{ url: url('../../etc/passwd') }]);
    expect(await codeOf()).toBe('FILE_MISSING');
    await manifest([{ url: url('a.parquet') }, { url: 's3://other/a.parquet' }]);
    expect(await codeOf()).toBe('MANIFEST_INVALID');
    await manifest([{ url: url('a.parquet') }, { url: url('gone.parquet'), mandatory: false }]);
    expect(await codeOf()).toBe('loaded');
  });
});

describe('a Spark folder', () => {
  it('[IN3] is loaded with its Hive days, without what Spark keeps for itself', async () => {
    for (const day of ['18', '19', '20']) {
      const rows = `SELECT * EXCLUDE (day) FROM (${ROWS}) WHERE day = DATE '2026-11-${day}'`;
      await copy(rows, `day=2026-11-${day}/part-00000-1b2c.c000.snappy.parquet`);
      await put(`day=2026-11-${day}/.part-00000-1b2c.c000.snappy.parquet.crc`, 'crc');
    }
    await put('_committed_123', '{}');
    await put('_started_123');
    expect(await codeOf()).toBe('DROP_INCOMPLETE');
    await put('_SUCCESS');
    expect(succeeded(await importIt()).load).toMatchObject({ ...loaded, source: 'Spark folder' });
    expect(await sums()).toEqual([{ n: 6, s: 63 }]);
  });

  it('[IN3] of gzipped CSV is loaded; empty parts count nothing; a task that still writes is waited for', async () => {
    await copy(ROWS, 'part-00000.csv.gz', 'FORMAT csv, HEADER, COMPRESSION gzip');
    await put('part-00001.csv');
    await put('_SUCCESS');
    await put('_temporary/0/task', 'x');
    expect(await codeOf()).toBe('DROP_INCOMPLETE');
    await rm(join(drop, '_temporary'), { recursive: true });
    expect(succeeded(await importIt()).load).toMatchObject(loaded);
  });
});

describe('shards of a BigQuery export', () => {
  it('[IN4] are loaded when none is missing', async () => {
    await copy(`${ROWS} ORDER BY ALL LIMIT 4`, 'outcomes-000000000000.csv.gz', 'FORMAT csv, HEADER, COMPRESSION gzip');
    await copy(`${ROWS} ORDER BY ALL OFFSET 4`, 'outcomes-000000000002.csv.gz', 'FORMAT csv, HEADER, COMPRESSION gzip');
    expect(await codeOf()).toBe('DROP_INCOMPLETE');
    await copy(`${ROWS} ORDER BY ALL OFFSET 5`, 'outcomes-000000000002.csv.gz', 'FORMAT csv, HEADER, COMPRESSION gzip');
    await copy(
      `${ROWS} ORDER BY ALL LIMIT 1 OFFSET 4`,
      'outcomes-000000000001.csv.gz',
      'FORMAT csv, HEADER, COMPRESSION gzip',
    );
    expect(succeeded(await importIt()).load).toMatchObject({ ...loaded, source: 'BigQuery export' });
  });
});

describe('which dataset a foreign drop brings', () => {
  beforeEach(async () => {
    await copy(ROWS, 'part-0.parquet');
    await put('_SUCCESS');
  });

  it('[IN5] is what was named, else what its folders are called, else refused', async () => {
    const elsewhere = join(fixture.dir, 'exports', 'monday');
    await mkdir(elsewhere);
    for (const name of await readdir(drop)) await copyInto(name, elsewhere);
    drop = elsewhere;
    expect(await codeOf()).toBe('DATASET_UNKNOWN');
    expect(await codeOf('no_such_dataset')).toBe('CONTRACT_UNKNOWN');
    expect(await codeOf('outcomes_daily')).toBe('loaded');
  });

  it('[IN6] is loaded once by its hashes, whatever the clock of its files says', async () => {
    const first = succeeded(await importIt());
    const before = await fixture.state();
    await utimes(join(drop, '_SUCCESS'), new Date('2026-11-21T08:00:00Z'), new Date('2026-11-21T08:00:00Z'));
    expect(succeeded(await importIt())).toEqual({ load: first.load, alreadyLoaded: true });
    expect(await fixture.state()).toBe(before);
  });

  it('[IN6] counts no day after the day it was written: those rows are bad', async () => {
    await copy(
      `${ROWS} UNION ALL SELECT * REPLACE (DATE '2099-01-01' AS day) FROM (${ROWS}) LIMIT 7`,
      'part-0.parquet',
    );
    const { load } = succeeded(await importIt());
    expect(load).toMatchObject({ rows: 6, quarantined: 1, dataThrough: '2026-11-20' });
  });
});

async function copyInto(name: string, folder: string): Promise<void> {
  const { copyFile } = await import('node:fs/promises');
  await copyFile(join(drop, name), join(folder, name));
}

describe('text in other forms', () => {
  const HEADER = [
    'day',
    'channel',
    'campaign_id',
    'segment',
    'geo_id',
    'sessions',
    'signups',
    'new_customers',
    'first_revenue_minor',
    'currency',
  ];
  const lines = (days: readonly string[], sessions: readonly string[], segment = 'Müßiggänger') =>
    days.map((day, index) => [
      day,
      'meta',
      `c${index}`,
      segment,
      'us',
      sessions[index] ?? '1',
      '5',
      '2',
      '1999',
      'EUR',
    ]);
  const text = (rows: readonly (readonly string[])[], delimiter = ',', end = '\n') =>
    [HEADER, ...rows].map((row) => row.join(delimiter) + end).join('');
  const good = lines(['2026-11-19', '2026-11-20'], ['10', '20']);
  const utf16be = (value: string) => Buffer.from(value, 'utf16le').swap16();

  const load = async (content: string | Uint8Array, name = 'part-0.csv') => {
    await put(name, content);
    await put('_SUCCESS');
    return importIt();
  };
  const stored = () => fixture.rows('SELECT day, segment, sessions FROM outcomes_daily ORDER BY day');
  const expected = [
    { day: '2026-11-19', segment: 'Müßiggänger', sessions: 10 },
    { day: '2026-11-20', segment: 'Müßiggänger', sessions: 20 },
  ];

  it.each([
    ['UTF-8', text(good), 'Spark folder'],
    ['UTF-8 with a mark', `\uFEFF${text(good)}`, 'Spark folder'],
    ['UTF-16 LE', Buffer.from(`\uFEFF${text(good)}`, 'utf16le'), 'Spark folder; CSV, UTF-16 LE, comma'],
    ['UTF-16 LE without a mark', Buffer.from(text(good), 'utf16le'), 'Spark folder; CSV, UTF-16 LE, comma'],
    ['UTF-16 BE', utf16be(`\uFEFF${text(good)}`), 'Spark folder; CSV, UTF-16 BE, comma'],
    ['Latin-1', Buffer.from(text(good), 'latin1'), 'Spark folder; CSV, Windows-1252, comma'],
    ['semicolons', text(good, ';'), 'Spark folder; CSV, UTF-8, semicolon'],
    ['tabs', text(good, '\t'), 'Spark folder; CSV, UTF-8, tab'],
    ['pipes and CRLF', text(good, '|', '\r\n'), 'Spark folder; CSV, UTF-8, pipe'],
    ['carriage returns', text(good, ',', '\r'), 'Spark folder; CSV, UTF-8, comma, carriage returns'],
    [
      'single quotes',
      text(
        good.map((row) => row.map((value) => `'${value}'`)),
        ';',
      ),
      'Spark folder; CSV, UTF-8, semicolon',
    ],
    ['blanks in the header', text(good).replace('channel,', ' channel ,'), 'Spark folder; CSV, UTF-8, comma'],
  ])('[IN7] %s', async (_, content, source) => {
    const { load: made } = succeeded(await load(content));
    expect(made).toMatchObject({ rows: 2, quarantined: 0 });
    expect(made.source?.replace(', single quotes', '')).toBe(source);
    expect(await stored()).toEqual(expected);
  });

  it('[IN7] gzip whatever the name says, in another encoding', async () => {
    const { load: made } = succeeded(await load(gzipSync(Buffer.from(text(good, ';'), 'latin1'))));
    expect(made.source).toBe('Spark folder; CSV, Windows-1252, semicolon, gzip');
    expect(await stored()).toEqual(expected);
    expect(await readdir(`${fixture.settings.path}.incoming`)).toEqual([]);
  });

  it('[IN7] a text that is neither UTF-8 nor Windows-1252 is refused', async () => {
    const mixed = Buffer.concat([Buffer.from(text(good), 'utf8'), Buffer.from(text(good), 'latin1')]);
    expect(await load(mixed)).toMatchObject({ ok: false, error: { code: 'CSV_ENCODING' } });
  });

  it.each([
    ['21.11.2026', ['19.11.2026', '20.11.2026'], ';'],
    ['21/11/2026', ['19/11/2026', '20/11/2026'], ','],
    ['11/21/2026', ['11/19/2026', '11/20/2026'], ','],
    ['20261121', ['20261119', '20261120'], ','],
    ['2026/11/21', ['2026/11/19', '2026/11/20'], ','],
  ])('[IN8] days as %s', async (_, days, delimiter) => {
    succeeded(await load(text(lines(days, ['10', '20']), delimiter)));
    expect(await stored()).toEqual(expected);
  });

  it('[IN8] days that can be read both ways, and days in both ways, are refused', async () => {
    const before = await fixture.state();
    for (const days of [
      ['10/11/2026', '11/11/2026'],
      ['11/19/2026', '19/11/2026'],
    ]) {
      expect(await load(text(lines(days, ['1', '1'])))).toMatchObject({
        ok: false,
        error: { code: 'CSV_AMBIGUOUS', detail: { column: 'day' } },
      });
    }
    expect(await fixture.state()).toBe(before);
  });

  it('[IN9] numbers in groups of three, and a value that does not fit is kept out', async () => {
    const days = ['17.11.2026', '18.11.2026', '19.11.2026', '20.11.2026'];
    const { load: made } = succeeded(await load(text(lines(days, ['1.234', '12.345.678', '7', '1.2.3']), ';')));
    expect(made).toMatchObject({ rows: 3, quarantined: 1 });
    expect(await stored()).toMatchObject([{ sessions: 1234 }, { sessions: 12_345_678 }, { sessions: 7 }]);
    expect(made.source).toContain('decimal comma; digits in groups of three');
  });
});

describe('whole numbers', () => {
  const text = (sessions: readonly string[], mark: string) =>
    [
      [
        'day',
        'channel',
        'campaign_id',
        'segment',
        'geo_id',
        'sessions',
        'signups',
        'new_customers',
        'first_revenue_minor',
        'currency',
      ],
      ...sessions.map((value, index) => [
        '2026-11-20',
        'meta',
        `c${index}`,
        'all',
        'us',
        value,
        '5',
        '2',
        '1999',
        'EUR',
      ]),
    ]
      .map((row) => `${row.join(mark)}\n`)
      .join('');

  it.each([
    [',', ['7', '1234567890123456', '1.5', '2.0', '99999999999999999999', 'many', '1234567890123.25']],
    [';', ['7', '1.234.567.890.123.456', '1,5', '2,0', '99.999.999.999.999.999.999', 'many', '1234567890123,25']],
  ])('[IN9] of up to eighteen digits are exact, and no fraction is rounded: between "%s"', async (mark, sessions) => {
    await put('part-0.csv', text(sessions, mark));
    await put('_SUCCESS');
    expect(succeeded(await importIt()).load).toMatchObject({ rows: 3, quarantined: 4 });
    expect(await fixture.rows('SELECT sessions::VARCHAR AS s FROM outcomes_daily ORDER BY campaign_id')).toEqual([
      { s: '7' },
      { s: '1234567890123456' },
      { s: '2' },
    ]);
  });
});

describe('fractions', () => {
  const rates = (values: readonly string[], delimiter: string) =>
    `${['day', 'base', 'quote', 'rate'].join(delimiter)}\n${values.map((value, index) => [`2026-11-${10 + index}`, 'EUR', 'USD', value].join(delimiter)).join('\n')}\n`;
  const load = async (content: string) => {
    drop = join(fixture.dir, 'exports', 'fx_rates');
    await put('part-0.csv', content);
    await put('_SUCCESS');
    return importIt();
  };
  const stored = () => fixture.rows('SELECT rate FROM fx_rates ORDER BY day');

  it.each([
    ['decimal comma', ['1,0834', '1.234,5'], ';', [1.0834, 1234.5]],
    ['decimal point', ['1.0834', '1,234.5'].map((value) => `"${value}"`), ',', [1.0834, 1234.5]],
    ['blanks between thousands', ['1 234,5', '0,25'], ';', [1234.5, 0.25]],
    ['apostrophes between thousands', ["1'234.5", '0.25'], ';', [1234.5, 0.25]],
  ])('[IN9] %s', async (_, values, delimiter, expected) => {
    succeeded(await load(rates(values, delimiter)));
    expect((await stored()).map(({ rate }) => rate)).toEqual(expected);
  });

  it.each([
    ['1.234 between semicolons', ['1.234', '5.678'], ';'],
    ['"1,234" between commas', ['"1,234"', '"5,678"'], ','],
    ['both ways', ['1,5', '2.5'], ';'],
  ])('[IN9] %s is refused', async (_, values, delimiter) => {
    expect(await load(rates(values, delimiter))).toMatchObject({ ok: false, error: { code: 'CSV_AMBIGUOUS' } });
  });
});

describe('folders that are no drops', () => {
  it('[IN1] are refused while nothing says that they are complete', async () => {
    expect(await codeOf()).toBe('DROP_INCOMPLETE');
    await copy(ROWS, 'part-0.parquet');
    expect(await codeOf()).toBe('DROP_INCOMPLETE');
    await put('_SUCCESS');
    expect(await codeOf()).toBe('loaded');
  });

  it('[IN1] hold files of one kind', async () => {
    await copy(ROWS, 'part-0.parquet');
    await copy(ROWS, 'part-1.csv', 'FORMAT csv, HEADER');
    await put('_SUCCESS');
    expect(await codeOf()).toBe('DROP_FORM');
    await rm(join(drop, 'part-1.csv'));
    await put('part-0.parquet', 'day,channel\n');
    expect(await codeOf()).toBe('DROP_FORM');
    await put('part-0.parquet', '');
    expect(await codeOf()).toBe('DROP_EMPTY');
  });
});

describe('a rebuild', () => {
  it('[IN6] brings foreign drops back, also one whose dataset was named by hand', async () => {
    await copy(ROWS, 'part-0.parquet');
    await put('_SUCCESS');
    succeeded(await importIt());
    drop = join(fixture.dir, 'monday');
    await copy(`SELECT * REPLACE (day + 1 AS day, 'UK' AS geo_id) FROM (${ROWS})`, 'part-0.csv', 'FORMAT csv, HEADER');
    await put('_SUCCESS');
    succeeded(await importIt('outcomes_daily'));
    const before = await sums();
    const exportsDir = join(fixture.dir, 'exports');
    const rebuilt = await rebuildCache({ ...fixture, current: fixture.cache }, { exportsDir });
    expect(succeeded(rebuilt)).toEqual({ loads: 2, rows: 12, passedOver: [] });
    expect(await sums()).toEqual(before);
  });
});

describe('a column that came with a later version of the contract', () => {
  const CREATIVES = `SELECT DATE '2026-11-20' AS day, 't1' AS test_id, 'Headlines' AS test_name, 'v' || v AS variant_id,
    'Save more' AS headline, '' AS body, 'meta' AS channel, 'students' AS segment, 100::BIGINT AS impressions,
    v::BIGINT AS clicks, 0::BIGINT AS conversions, 0::BIGINT AS spend_minor, 'USD' AS currency`;
  const found = () => fixture.rows('SELECT variant_id AS id, declared_winner AS won FROM creative_daily ORDER BY id');

  it.each(['parquet', 'csv'] as const)(
    '[DP4] is missing from %s files of before, and read from those that have it',
    async (format) => {
      const options = format === 'csv' ? 'FORMAT csv, HEADER' : 'FORMAT parquet';
      await copy(`${CREATIVES} FROM range(2) a(v)`, `old.${format}`, options);
      await put('_SUCCESS');
      expect(await importIt('creative_daily')).toMatchObject({
        ok: true,
        value: { load: { rows: 2, quarantined: 0 } },
      });
      expect(await found()).toEqual([
        { id: 'v0', won: null },
        { id: 'v1', won: null },
      ]);
      await copy(`${CREATIVES}, true AS declared_winner FROM range(5, 6) a(v)`, `new.${format}`, options);
      await put('_SUCCESS');
      expect(await importIt('creative_daily')).toMatchObject({ ok: true, value: { load: { rows: 3 } } });
      expect(await found()).toContainEqual({ id: 'v5', won: true });
    },
  );
});
