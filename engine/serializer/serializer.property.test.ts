import fc from 'fast-check';
import { expect, it } from 'vitest';
import { proofValueSchema, type ValueKind, valueKindSchema } from '../contract/index.ts';
import { cellText, guarded, toCsv } from './csv.ts';
import * as serializer from './index.ts';

/** What no text may have in it, whatever it was made from. */
const FORBIDDEN =
  /NaN|Infinity|Invalid Date|undefined|null|\[object|function|[{[]"|-0|−0(?![.,]\d*[1-9])|[\p{Cc}\p{Surrogate}]/u;

/** Strings as files and programs bring them, without those that really say a forbidden word among others. */
const outside = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.json(),
    fc.constantFrom(
      'NaN',
      'null',
      'undefined',
      '[object Object]',
      'Invalid Date',
      '{"a":1}',
      '["b"]',
      '\ud800',
      '\u202e',
      '',
    ),
    fc.date({ noInvalidDate: false }).map(String),
  )
  // Its own words are a text's own; one that is nothing but such a word is not.
  .filter(
    (text) => !/[-−]0|.(?:NaN|Infinity|null|undefined|function)|(?:NaN|Infinity|null|undefined|function)./.test(text),
  );

const anything = fc.oneof(
  fc.anything({
    key: outside,
    withBigInt: true,
    withDate: true,
    withSparseArray: true,
    values: [outside, fc.double(), fc.bigInt(), fc.constant(null)],
  }),
  fc.double(),
  fc.bigInt(),
  outside,
  fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.MIN_VALUE, Number.MAX_VALUE, Symbol('s'), () => 0),
);

const written: Readonly<Record<string, (value: unknown) => string>> = {
  any: serializer.formatAny,
  count: serializer.formatCount,
  compact: serializer.formatCompact,
  number: serializer.formatNumber,
  rate: serializer.formatRate,
  ratio: serializer.formatRatio,
  points: (value) => serializer.formatPoints(value, { signed: true }),
  probability: serializer.formatProbability,
  pValue: serializer.formatPValue,
  money: (value) => serializer.formatMinor(value, 'EUR'),
  compactMoney: (value) => serializer.formatCompactMoney(value, 'KWD'),
  bytes: serializer.formatBytes,
  day: serializer.formatDay,
  month: serializer.formatMonth,
  dayRange: (value) => serializer.formatDayRange(value, value),
  instant: (value) => serializer.formatInstant(value, 'Europe/Berlin'),
  time: serializer.formatTime,
  duration: serializer.formatDuration,
  span: serializer.formatSpan,
  days: serializer.formatDays,
  ago: (value) => serializer.formatAgo(value, '2026-11-22T00:00:00.000Z'),
  text: serializer.formatText,
  id: serializer.formatId,
};

it.each(Object.entries(written))('[SZ1] [SZ2] %s never lets an unfinished value through', (_, write) => {
  fc.assert(
    fc.property(anything, (value) => {
      const text = write(value);
      expect(text).not.toMatch(FORBIDDEN);
      expect(text.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

it.each(valueKindSchema.options)('[SZ1] kind %s, in any locale and zone', (kind) => {
  fc.assert(
    fc.property(
      fc.oneof(fc.double(), fc.integer(), outside, fc.constant(null)),
      fc.constantFrom('en-GB', 'de-DE', 'fr-FR', 'ja-JP', 'ar-EG'),
      fc.constantFrom('UTC', 'Asia/Kathmandu', 'Nowhere/At-All'),
      fc.option(fc.constantFrom('EUR', 'JPY', 'KWD', 'euro'), { nil: undefined }),
      (value, locale, zone, currency) => {
        const shown = { kind, value, ...(currency === undefined ? {} : { currency }) };
        for (const text of [
          serializer.formatValue(shown, { locale, zone }),
          serializer.formatChange(shown, { locale, zone }),
          serializer.formatValueExact(shown),
        ]) {
          expect(text).not.toMatch(FORBIDDEN);
          expect(text.length).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: 400 },
  );
});

/** Digits of a decimal text, added up by hand: rounds `text` (as JavaScript writes doubles) half away from zero. */
function roundedByHand(x: number, places: number, shift: number): string {
  const [mantissa = '0', power = '0'] = String(Math.abs(x)).split('e');
  const [whole = '', part = ''] = mantissa.split('.');
  const point = whole.length + Number(power) + shift;
  const digits = point > 0 ? whole + part : '0'.repeat(1 - point) + whole + part;
  const at = Math.max(point, 1);
  const padded = digits.padEnd(at + places + 1, '0');
  const kept = [...padded.slice(0, at + places)].map(Number);
  let carry = Number(padded[at + places]) >= 5 ? 1 : 0;
  for (let i = kept.length - 1; i >= 0; i -= 1) {
    const sum = (kept[i] ?? 0) + carry;
    kept[i] = sum % 10;
    carry = sum > 9 ? 1 : 0;
  }
  const all = `${carry === 1 ? '1' : ''}${kept.join('')}`;
  const integer = all.slice(0, all.length - places).replace(/^0+(?=\d)/, '');
  const text = places === 0 ? integer : `${integer}.${all.slice(all.length - places)}`;
  return x < 0 && /[1-9]/.test(text) ? `−${text}` : text;
}

/** Numbers of every size, and many that end in a five. */
const numbers = fc.oneof(
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc
    .tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.integer({ min: 0, max: 9 }))
    .map(([n, k]) => (n * 10 + 5) / 10 ** k),
  fc.double({ min: -2, max: 2, noNaN: true }),
);

it('[SZ5] rounds like a person with pencil and paper', () => {
  const bare = (text: string): string =>
    text
      .replaceAll(',', '')
      .replace(/ (?:%|pp)$|×$/, '')
      .replace('€', '');
  fc.assert(
    fc.property(numbers, (x) => {
      expect(bare(serializer.formatCount(x))).toBe(roundedByHand(x, 0, 0));
      const rate = serializer.formatRate(x);
      if (!/^[<>]/.test(rate)) expect(bare(rate)).toBe(roundedByHand(x, 2, 2));
      const points = serializer.formatPoints(x);
      if (!/^[<>]/.test(points)) expect(bare(points)).toBe(roundedByHand(x, 2, 2));
      const money = serializer.formatValue({ kind: 'money', value: x, currency: 'JPY' }).replace('JP¥', '');
      expect(bare(money)).toBe(roundedByHand(x, 0, 0));
      if (Number.isSafeInteger(x)) expect(bare(serializer.formatMinor(x, 'EUR'))).toBe(roundedByHand(x, 2, -2));
    }),
    { numRuns: 2000 },
  );
});

it('[SZ5] known halves', () => {
  expect(serializer.formatRate(0.00285)).toBe('0.29 %');
  expect(serializer.formatRate(0.01005)).toBe('1.01 %');
  expect(serializer.formatMinor(100.5, 'EUR')).toBe('€1.01');
  expect(serializer.formatMinor(-100.5, 'EUR')).toBe('−€1.01');
  expect(serializer.formatCount(2.5)).toBe('3');
  expect(serializer.formatCount(-2.5)).toBe('−3');
  expect(serializer.formatRatio(3.25)).toBe('3.3×');
});

it('[SZ9] integers keep every digit', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 127n), max: 2n ** 127n - 1n }), (n) => {
      expect(serializer.formatAny(n).replaceAll(',', '').replace('−', '-')).toBe(String(n));
    }),
  );
});

it('[SZ7] only certainty reads as certain', () => {
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, max: 1 - 2 ** -53, noNaN: true }), (p) => {
      expect(['0.00', '1.00', '0', '1']).not.toContain(serializer.formatProbability(p));
    }),
  );
  const kinds: readonly ValueKind[] = ['rate', 'percentage_points', 'probability', 'number', 'ratio', 'days'];
  fc.assert(
    fc.property(fc.double({ min: Number.MIN_VALUE, max: 1, noNaN: true }), fc.constantFrom(...kinds), (value, kind) => {
      const shown = proofValueSchema.parse({ kind, value });
      expect(serializer.formatValue(shown)).not.toBe(serializer.formatValue({ kind, value: 0 }));
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

it('[SZ14] CSV reads back as it was written, but for the guard', () => {
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

it.each(['\tx', '\rx', '\t', '="a"', '"=1+1"', " '+49"])('[SZ15] %j is shown, not run', (text) => {
  expect(parseCsv(toCsv({ columns: [text], rows: [] }))).toEqual([[`'${text}`]]);
});

it('[SZ15] no field of text starts a formula, whatever stands before its sign', () => {
  const lead = fc.string({ unit: fc.constantFrom(' ', '"', "'", '\t', '\r', '\n', '\u00a0', '\ufeff'), maxLength: 4 });
  const sign = fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠');
  fc.assert(
    fc.property(lead, sign, fc.string(), (before, start, rest) => {
      const [[field = ''] = []] = parseCsv(toCsv({ columns: [`${before}${start}${rest}`], rows: [] }));
      expect(field.startsWith("'")).toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
      expect(Number(toCsv({ columns: [], rows: [[x]] }).trim())).toBe(x === 0 ? 0 : x);
    }),
  );
});
