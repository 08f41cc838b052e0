import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { literal } from '../../store/cache/index.ts';
import { dayOrder, daySql, instantSql } from './days-sql.ts';
import { decimalMark, type MarkCounts, numberSql } from './numbers-sql.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
  await connection.run("SET GLOBAL TimeZone = 'UTC'");
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const read = async (sql: string): Promise<unknown> =>
  (await connection.runAndReadAll(`SELECT (${sql})::VARCHAR`)).getRows()[0]?.[0];

describe('numbers', () => {
  it.each([
    ['1234.5', '.', '1234.5'],
    ['1,234.5', '.', '1234.5'],
    ['1.234,5', ',', '1234.5'],
    ['1.234.567', ',', '1234567.0'],
    ['1 234,5', ',', '1234.5'],
    ['1\u00a0234,5', ',', '1234.5'],
    ['1\u202f234,5', ',', '1234.5'],
    ["1'234.5", '.', '1234.5'],
    ['-0,5', ',', '-0.5'],
    ['1e3', '.', '1000.0'],
    [',5', ',', '0.5'],
    ['1.2.3', ',', null],
    ['12.34', ',', null],
    ['1,5', '.', null],
    ['1.234', ',', '1234.0'],
    ['12 34', '.', null],
    ['', '.', null],
    ['NaN', '.', null],
    ['EUR 5', '.', null],
    ['5 %', ',', null],
  ] as const)('[IN9] %s with %s is %s', async (text, mark, expected) => {
    expect(await read(numberSql(literal(text), mark, 'DOUBLE'))).toBe(expected);
  });

  it('[IN9] read back what was written, in either way', async () => {
    const groups = (digits: string, mark: string) => digits.replace(/\B(?=(\d{3})+$)/g, mark);
    await fc.assert(
      fc.asyncProperty(fc.nat(999_999_999), fc.nat(9999), fc.boolean(), async (whole, fraction, comma) => {
        const [decimal, group] = comma ? ([',', '.'] as const) : (['.', ','] as const);
        const text = `${groups(String(whole), group)}${decimal}${String(fraction).padStart(4, '0')}`;
        const value = await read(numberSql(literal(text), decimal, 'DECIMAL(24, 6)'));
        expect(value).toBe(`${whole}.${String(fraction).padStart(4, '0')}00`);
      }),
      { numRuns: 50 },
    );
  });

  const counts = (some: Partial<MarkCounts>): MarkCounts => ({
    dot: 0,
    comma: 0,
    wholeDot: 0,
    wholeComma: 0,
    singleDot: 0,
    singleComma: 0,
    ...some,
  });
  it.each([
    ['nothing but whole numbers', {}, '.'],
    ['fractions with a point', { dot: 5, singleDot: 9 }, '.'],
    ['fractions with a comma', { comma: 5, singleDot: 9 }, ','],
    ['whole numbers grouped by points', { wholeComma: 3, singleComma: 2 }, ','],
    ['only 1.234', { singleDot: 3 }, null],
    ['only 1,234', { singleComma: 3 }, null],
    ['one in a hundred the other way', { dot: 99, comma: 1 }, '.'],
    ['both ways', { dot: 9, comma: 1 }, null],
  ] as const)('[IN9] %s', (_, some, mark) => {
    expect(decimalMark(counts(some))).toBe(mark);
  });
});

describe('days and instants', () => {
  it.each([
    ['2026-11-20', 'day-month', '2026-11-20'],
    ['2026-1-5', 'day-month', '2026-01-05'],
    ['20261120', 'day-month', '2026-11-20'],
    ['2026/11/20', 'day-month', '2026-11-20'],
    ['20.11.2026', 'month-day', '2026-11-20'],
    ['5/11/2026', 'day-month', '2026-11-05'],
    ['5/11/2026', 'month-day', '2026-05-11'],
    ['20-11-2026', 'day-month', '2026-11-20'],
    ['20.11.2026 00:00:00', 'day-month', '2026-11-20'],
    ['20.11.2026 13:00', 'day-month', null],
    ['31.02.2026', 'day-month', null],
    ['20.11.26', 'day-month', null],
    ['soon', 'day-month', null],
  ] as const)('[IN8] %s by %s is %s', async (text, order, expected) => {
    expect(await read(daySql(literal(text), order))).toBe(expected);
  });

  it.each([
    ['2026-11-20T10:00:00Z', '2026-11-20 10:00:00'],
    ['2026-11-20 10:00', '2026-11-20 10:00:00'],
    ['2026-11-20T10:00:00.25+02:00', '2026-11-20 08:00:00.25'],
    ['20.11.2026 10:00:00', '2026-11-20 10:00:00'],
    ['20/11/2026 10:00', '2026-11-20 10:00:00'],
    ['20.11.2026', '2026-11-20 00:00:00'],
    ['20.11.2026 25:00', null],
    ['ten', null],
  ])('[IN8] the instant %s is %s', async (text, expected) => {
    expect(await read(instantSql(literal(text), 'day-month'))).toBe(expected);
  });

  it.each([
    [{ slashed: 0, dayFirst: 0, monthFirst: 0 }, 'day-month'],
    [{ slashed: 9, dayFirst: 1, monthFirst: 0 }, 'day-month'],
    [{ slashed: 9, dayFirst: 0, monthFirst: 1 }, 'month-day'],
    [{ slashed: 9, dayFirst: 0, monthFirst: 0 }, null],
    [{ slashed: 9, dayFirst: 1, monthFirst: 1 }, null],
  ] as const)('[IN8] %o: %s', (counts, order) => {
    expect(dayOrder(counts)).toBe(order);
  });
});
