import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { succeeded } from '../support/cache-fixture.ts';
import { OUTCOME_COLUMNS, withForeignDrop } from '../support/foreign-drop.ts';

const drop = withForeignDrop();

/** Lines of `outcomes_daily` below its header. */
const withHeader = (rows: readonly (readonly string[])[], delimiter = ',', end = '\n') =>
  [OUTCOME_COLUMNS, ...rows].map((row) => row.join(delimiter) + end).join('');

describe('text in other forms', () => {
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
  const good = lines(['2026-11-19', '2026-11-20'], ['10', '20']);
  const utf16be = (value: string) => Buffer.from(value, 'utf16le').swap16();

  const load = async (content: string | Uint8Array, name = 'part-0.csv') => {
    await drop.put(name, content);
    await drop.put('_SUCCESS');
    return drop.importIt();
  };
  const stored = () => drop.fixture.rows('SELECT day, segment, sessions FROM outcomes_daily ORDER BY day');
  const expected = [
    { day: '2026-11-19', segment: 'Müßiggänger', sessions: 10 },
    { day: '2026-11-20', segment: 'Müßiggänger', sessions: 20 },
  ];

  it.each([
    ['UTF-8', withHeader(good), 'Spark folder'],
    ['UTF-8 with a mark', `\uFEFF${withHeader(good)}`, 'Spark folder'],
    ['UTF-16 LE', Buffer.from(`\uFEFF${withHeader(good)}`, 'utf16le'), 'Spark folder; CSV, UTF-16 LE, comma'],
    ['UTF-16 LE without a mark', Buffer.from(withHeader(good), 'utf16le'), 'Spark folder; CSV, UTF-16 LE, comma'],
    ['UTF-16 BE', utf16be(`\uFEFF${withHeader(good)}`), 'Spark folder; CSV, UTF-16 BE, comma'],
    ['Latin-1', Buffer.from(withHeader(good), 'latin1'), 'Spark folder; CSV, Windows-1252, comma'],
    ['semicolons', withHeader(good, ';'), 'Spark folder; CSV, UTF-8, semicolon'],
    ['tabs', withHeader(good, '\t'), 'Spark folder; CSV, UTF-8, tab'],
    ['pipes and CRLF', withHeader(good, '|', '\r\n'), 'Spark folder; CSV, UTF-8, pipe'],
    ['carriage returns', withHeader(good, ',', '\r'), 'Spark folder; CSV, UTF-8, comma, carriage returns'],
    [
      'single quotes',
      withHeader(
        good.map((row) => row.map((value) => `'${value}'`)),
        ';',
      ),
      'Spark folder; CSV, UTF-8, semicolon',
    ],
    ['blanks in the header', withHeader(good).replace('channel,', ' channel ,'), 'Spark folder; CSV, UTF-8, comma'],
  ])('[IN7] %s', async (_, content, source) => {
    const { load: made } = succeeded(await load(content));
    expect(made).toMatchObject({ rows: 2, quarantined: 0 });
    expect(made.source?.replace(', single quotes', '')).toBe(source);
    expect(await stored()).toEqual(expected);
  });

  it('[IN7] gzip whatever the name says, in another encoding', async () => {
    const { load: made } = succeeded(await load(gzipSync(Buffer.from(withHeader(good, ';'), 'latin1'))));
    expect(made.source).toBe('Spark folder; CSV, Windows-1252, semicolon, gzip');
    expect(await stored()).toEqual(expected);
    expect(await readdir(`${drop.fixture.settings.path}.incoming`)).toEqual([]);
  });

  it('[IN7] a text that is neither UTF-8 nor Windows-1252 is refused', async () => {
    const mixed = Buffer.concat([Buffer.from(withHeader(good), 'utf8'), Buffer.from(withHeader(good), 'latin1')]);
    expect(await load(mixed)).toMatchObject({ ok: false, error: { code: 'CSV_ENCODING' } });
  });

  it.each([
    ['21.11.2026', ['19.11.2026', '20.11.2026'], ';'],
    ['21/11/2026', ['19/11/2026', '20/11/2026'], ','],
    ['11/21/2026', ['11/19/2026', '11/20/2026'], ','],
    ['20261121', ['20261119', '20261120'], ','],
    ['2026/11/21', ['2026/11/19', '2026/11/20'], ','],
  ])('[IN8] days as %s', async (_, days, delimiter) => {
    succeeded(await load(withHeader(lines(days, ['10', '20']), delimiter)));
    expect(await stored()).toEqual(expected);
  });

  it('[IN8] days that can be read both ways, and days in both ways, are refused', async () => {
    const before = await drop.fixture.state();
    for (const days of [
      ['10/11/2026', '11/11/2026'],
      ['11/19/2026', '19/11/2026'],
    ]) {
      expect(await load(withHeader(lines(days, ['1', '1'])))).toMatchObject({
        ok: false,
        error: { code: 'CSV_AMBIGUOUS', detail: { column: 'day' } },
      });
    }
    expect(await drop.fixture.state()).toBe(before);
  });

  it('[IN9] numbers in groups of three, and a value that does not fit is kept out', async () => {
    const days = ['17.11.2026', '18.11.2026', '19.11.2026', '20.11.2026'];
    const { load: made } = succeeded(await load(withHeader(lines(days, ['1.234', '12.345.678', '7', '1.2.3']), ';')));
    expect(made).toMatchObject({ rows: 3, quarantined: 1 });
    expect(await stored()).toMatchObject([{ sessions: 1234 }, { sessions: 12_345_678 }, { sessions: 7 }]);
    expect(made.source).toContain('decimal comma; digits in groups of three');
  });
});

describe('whole numbers', () => {
  const lines = (sessions: readonly string[]) =>
    sessions.map((value, index) => {
      const day = '2026-11-20';
      return [day, 'meta', `c${index}`, 'all', 'us', value, '5', '2', '1999', 'EUR'];
    });

  it.each([
    [',', ['7', '1234567890123456', '1.5', '2.0', '99999999999999999999', 'many', '1234567890123.25']],
    [';', ['7', '1.234.567.890.123.456', '1,5', '2,0', '99.999.999.999.999.999.999', 'many', '1234567890123,25']],
  ])('[IN9] of up to eighteen digits are exact, and no fraction is rounded: between "%s"', async (mark, sessions) => {
    await drop.put('part-0.csv', withHeader(lines(sessions), mark));
    await drop.put('_SUCCESS');
    expect(succeeded(await drop.importIt()).load).toMatchObject({ rows: 3, quarantined: 4 });
    expect(await drop.fixture.rows('SELECT sessions::VARCHAR AS s FROM outcomes_daily ORDER BY campaign_id')).toEqual([
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
    drop.path = join(drop.fixture.dir, 'exports', 'fx_rates');
    await drop.put('part-0.csv', content);
    await drop.put('_SUCCESS');
    return drop.importIt();
  };
  const stored = () => drop.fixture.rows('SELECT rate FROM fx_rates ORDER BY day');

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
