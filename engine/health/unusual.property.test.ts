import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf } from '../core/index.ts';
import { missingRuns, neighbouring } from './gaps.ts';
import { median, quantile } from './median.ts';
import { unusualDays } from './unusual.ts';

const START = dayOf('2026-01-05');
const values = fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 28, maxLength: 160 });
const onDays = (list: readonly number[]) => list.map((value, index) => ({ day: addDays(START, index), value }));

describe('laws of unusual days', () => {
  it('[DH3] every finding is a day of the series, in order, away from its usual by two fifths', () => {
    fc.assert(
      fc.property(values, (list) => {
        const found = unusualDays(onDays(list)) ?? [];
        for (const { day, value, usual, ratio, direction } of found) {
          expect(onDays(list)).toContainEqual({ day, value });
          expect(direction === 'spike' ? ratio >= 1.4 : ratio <= 0.6).toBe(true);
          expect(Number.isFinite(usual) && usual >= 20).toBe(true);
        }
        expect(found.map(({ day }) => day)).toEqual(found.map(({ day }) => day).toSorted());
      }),
    );
  });

  it('[DH3] ten times as much on every day has the same unusual days', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 2_000, max: 1_000_000 }), { minLength: 28, maxLength: 120 }), (list) => {
        const daysOf = (factor: number) => unusualDays(onDays(list.map((v) => v * factor)))?.map(({ day }) => day);
        expect(daysOf(10)).toEqual(daysOf(1));
      }),
    );
  });
});

describe('laws of missing days', () => {
  it('[DH2] present and missing days together are all days from the first to the last, none twice', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { maxLength: 5 }), (gone) => {
        const offsets = Array.from({ length: 91 }, (_, offset) => offset).filter((offset) => !gone.includes(offset));
        const present = offsets.map((offset) => addDays(START, offset));
        const through = addDays(START, 95);
        const missing = missingRuns(present, through);
        const counted = missing.reduce((sum, { days }) => sum + days, 0);
        for (const { from, to } of missing) expect(present.some((day) => day >= from && day <= to)).toBe(false);
        const span = 95 - Math.min(...offsets) + 1;
        expect(counted + present.length).toBe(span);
      }),
    );
  });

  it('neighbouring runs cover exactly the days given', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1 }), (offsets) => {
        const days = offsets.map((offset) => addDays(START, offset));
        expect(neighbouring(days).reduce((sum, run) => sum + run.days, 0)).toBe(days.length);
      }),
    );
  });
});

describe('order statistics', () => {
  it('the median lies in the middle and a quantile is one of the values', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (list) => {
        const middle = median(list);
        expect(list.filter((v) => v < middle).length).toBeLessThanOrEqual(list.length / 2);
        expect(list.filter((v) => v > middle).length).toBeLessThanOrEqual(list.length / 2);
        expect(list).toContain(quantile(list, 0.9));
      }),
    );
  });
});
