import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cellText, guarded, toCsv } from './csv.ts';
import * as serializer from './index.ts';

const FORBIDDEN = /NaN|Infinity|Invalid Date|undefined|null|\[object|function|[{}\0\p{Cc}\p{Surrogate}]/u;

/** Any value of the language, without strings that really say a forbidden word. */
const anything = fc
  .oneof(
    fc.anything({ withBigInt: true, withDate: true, withSparseArray: true }),
    fc.double(),
    fc.bigInt(),
    fc.string(),
  )
  .filter((value) => typeof value !== 'string' || !FORBIDDEN.test(value.replace(/[\p{Cc}\p{Surrogate}]/gu, '')));

const written: Readonly<Record<string, (value: unknown) => string>> = {
  count: serializer.formatCount,
  number: serializer.formatNumber,
  rate: serializer.formatRate,
  points: (value) => serializer.formatPoints(value, { signed: true }),
  probability: serializer.formatProbability,
  pValue: serializer.formatPValue,
  bytes: serializer.formatBytes,
  day: serializer.formatDay,
  dayRange: (value) => serializer.formatDayRange(value, value),
  instant: (value) => serializer.formatInstant(value, 'Europe/Berlin'),
  time: serializer.formatTime,
  duration: serializer.formatDuration,
  ago: (value) => serializer.formatAgo(value, '2026-11-22T00:00:00.000Z'),
  text: serializer.formatText,
  id: serializer.formatId,
};

it.each(Object.entries(written))('%s never lets an unfinished value through', (_, write) => {
  fc.assert(
    fc.property(anything, (value) => {
      const text = write(value);
      expect(text).not.toMatch(FORBIDDEN);
      expect(text.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

it('only certainty reads as certain', () => {
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, max: 1 - 2 ** -53, noNaN: true }), (p) => {
      expect(['0.00', '1.00', '0', '1']).not.toContain(serializer.formatProbability(p));
    }),
  );
});

/** A reader of RFC 4180, written apart from the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  for (const [, row] of text.matchAll(/((?:"(?:[^"]|"")*"|[^"\r\n])*)\r\n/g)) {
    const fields = [...(row ?? '').matchAll(/(?:^|,)("(?:[^"]|"")*"|[^,]*)/g)].map(([, raw = '']) =>
      raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw,
    );
    rows.push(fields);
  }
  return rows;
}

it('CSV reads back as it was written, but for the guard', () => {
  const cell = fc.string({ unit: 'grapheme', minLength: 1 }).filter((text) => !text.includes('\0'));
  const table = fc
    .integer({ min: 2, max: 4 })
    .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }));
  fc.assert(
    fc.property(table, (rows) => {
      const [columns = [], ...body] = rows;
      const back = parseCsv(toCsv({ columns, rows: body }));
      expect(back).toEqual(rows.map((row) => row.map((text) => guarded(cellText(text)))));
    }),
  );
});
