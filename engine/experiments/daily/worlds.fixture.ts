import fc from 'fast-check';
import { expect } from 'vitest';
import type { ExperimentRecord } from '../../contract/index.ts';
import type { ExperimentData } from '../sums.ts';
import type { Exposure, Outcome } from './trial.fixture.ts';

const instant = (day: number, second: number): string =>
  new Date(Date.UTC(2026, 10, day) + second * 1000).toISOString().slice(0, 19);

/** Whole and half days come often, so that edges of windows are met. */
const second = fc.oneof(fc.constantFrom(0, 3600, 43_200, 86_399), fc.integer({ min: 0, max: 86_399 }));
const unit = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g');

/** First and last day of random worlds. */
export const FIRST = 5;
export const LAST = 11;
export const dayText = (day: number): string => instant(day, 0).slice(0, 10);

const exposure = fc
  .record({
    unit,
    day: fc.integer({ min: FIRST, max: LAST }),
    second,
    variation: fc.constantFrom('control', 'treatment', 'treatment', 'other'),
    segment: fc.constantFrom('young', 'old', null),
    device: fc.constantFrom('mobile', 'desktop'),
    country: fc.constantFrom('DE', null),
  })
  .map(({ day, second: at, ...rest }): Exposure => ({ experiment: 'trial', at: instant(day, at), ...rest }));

/** Each unit keeps to one variation most of the time. */
export const exposures: fc.Arbitrary<Exposure[]> = fc
  .uniqueArray(exposure, { maxLength: 14, selector: (row) => `${row.unit} ${row.at}` })
  .chain((rows) =>
    fc.array(fc.boolean(), { minLength: rows.length, maxLength: rows.length }).map((strays) =>
      rows.map((row, index) => {
        const own = row.unit < 'd' ? 'control' : 'treatment';
        return strays[index] === true && index % 3 === 0 ? row : { ...row, variation: own };
      }),
    ),
  );

export const outcomes: fc.Arbitrary<Outcome[]> = fc.array(
  fc
    .record({
      unit,
      day: fc.integer({ min: FIRST - 4, max: LAST }),
      second,
      metric: fc.constantFrom('revenue', 'sessions', 'purchase', 'other'),
      quarters: fc.integer({ min: -4, max: 60 }),
    })
    .map(({ day, second: at, quarters, ...rest }): Outcome => ({ at: instant(day, at), value: quarters / 4, ...rest })),
  { maxLength: 40 },
);

/** As it is read before any outcomes were loaded: by its units alone. EX112. */
export const unmeasured = (record: ExperimentRecord): ExperimentRecord => ({
  ...record,
  design: { ...record.design, metrics: [] },
});

function near(found: unknown, expected: unknown, path: string): void {
  if (typeof found === 'number' && typeof expected === 'number') {
    const size = Math.max(1, Math.abs(expected));
    if (!(Math.abs(found - expected) <= 1e-9 * size)) expect(found, path).toBe(expected);
  } else if (Array.isArray(found) && Array.isArray(expected)) {
    expect(found.length, path).toBe(expected.length);
    for (const [index, item] of found.entries()) near(item, expected[index], `${path}[${index}]`);
  } else if (typeof found === 'object' && typeof expected === 'object' && found !== null && expected !== null) {
    const wanted = new Map(Object.entries(expected));
    expect(Object.keys(found).toSorted(), path).toEqual([...wanted.keys()].toSorted());
    for (const [name, item] of Object.entries(found)) near(item, wanted.get(name), `${path}.${name}`);
  } else {
    expect(found, path).toBe(expected);
  }
}

const inOrder = (data: ExperimentData): ExperimentData => {
  const sorted = <T>(items: readonly T[], key: (item: T) => string): readonly T[] =>
    items.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
  return {
    ...data,
    segments: sorted(data.segments, (s) => `${s.metric} ${s.variation} ${s.dimension} ${s.value}`),
    ages: sorted(data.ages, (a) => `${a.metric} ${a.variation} ${a.age}`),
    quantiles: sorted(data.quantiles, (q) => `${q.metric} ${q.variation}`),
    exposure: sorted(data.exposure, (e) => `${e.day} ${e.variation}`),
    unknownVariations: sorted(data.unknownVariations, (u) => u.variation),
  };
};

/** The same numbers, to the 9th digit. The order of days is checked, that of the rest is not. */
export const expectSame = (found: ExperimentData, expected: ExperimentData): void =>
  near(inOrder(found), inOrder(expected), 'data');
