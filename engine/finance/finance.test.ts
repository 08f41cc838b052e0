import { describe, expect, it } from 'vitest';
import { addMonths, dayOf } from '../core/index.ts';
import { gammaDraw, seededUniform } from '../stats/index.ts';
import { buildCohorts, type Cohort, lastFullMonth, monthsBetween } from './cohorts.ts';
import { lifetimeValue, marginCurve, observedMonths, ratioOf } from './ltv.ts';
import { cohortPayback, monthsToReach, payback } from './payback.ts';

const JAN = dayOf('2026-01-01');
const month = (index: number) => addMonths(JAN, index);

/** Cohorts that each bring `perMonth` a customer in every month, the oldest `count` months old. */
const steady = (count: number, perMonth: number, spend = 30): readonly Cohort[] =>
  Array.from({ length: count }, (_, index) => ({
    cohort: month(index),
    customers: 100,
    spend: 100 * spend,
    margin: Array.from({ length: count - index }, () => 100 * perMonth),
  }));

describe('cohorts', () => {
  it('know which month is over', () => {
    expect(lastFullMonth(dayOf('2026-02-28'))).toBe('2026-02-01');
    expect(lastFullMonth(dayOf('2026-02-27'))).toBe('2026-01-01');
    expect(monthsBetween(dayOf('2025-11-01'), dayOf('2026-02-01'))).toBe(3);
  });

  it('[FC4] hold margins by age up to the last full month, and leave out months that are not over', () => {
    const [first, second] = buildCohorts(
      [
        { cohort: month(0), month: month(0), margin: 50 },
        { cohort: month(0), month: month(1), margin: 70 },
        { cohort: month(0), month: month(2), margin: 999 },
        { cohort: month(1), month: month(1), margin: 20 },
      ],
      [
        { cohort: month(0), customers: 10, spend: 400 },
        { cohort: month(1), customers: 4, spend: 100 },
        { cohort: month(2), customers: 9, spend: 100 },
      ],
      month(1),
    );
    expect(first).toEqual({ cohort: month(0), customers: 10, spend: 400, margin: [50, 70] });
    expect(second).toEqual({ cohort: month(1), customers: 4, spend: 100, margin: [20] });
  });
});

describe('lifetime value', () => {
  it('[FC4] is the sum of the months, over the cohorts that reached each', () => {
    expect(marginCurve(steady(6, 10), 4)).toEqual([10, 20, 30, 40]);
    expect(lifetimeValue(steady(6, 10), 4)).toEqual({ value: 40, low: 40, high: 40 });
  });

  it('[FC4] is not there for an age that fewer than three cohorts have reached', () => {
    expect(observedMonths(steady(6, 10))).toBe(4);
    expect(lifetimeValue(steady(6, 10), 5)).toBeNull();
  });

  it('[FC5] has an interval that holds the truth about nine times in ten', () => {
    const uniform = seededUniform(11);
    const TRUE = 6 * 10;
    let held = 0;
    const ROUNDS = 200;
    for (let round = 0; round < ROUNDS; round += 1) {
      // Eighteen cohorts whose customers differ in worth: the mean of each is Gamma distributed around ten a month.
      const cohorts = Array.from({ length: 18 }, (_, index) => {
        const worth = (10 * gammaDraw(uniform, 25)) / 25;
        return {
          cohort: month(index),
          customers: 100,
          spend: 3000,
          margin: Array.from({ length: 18 - index }, () => 100 * worth),
        };
      });
      const ltv = lifetimeValue(cohorts, 6);
      if (ltv !== null && ltv.low <= TRUE && TRUE <= ltv.high) held += 1;
    }
    // A percentile bootstrap of 13 to 18 cohorts is somewhat short: 84 to 93 % of 200 rounds.
    expect(held / ROUNDS).toBeGreaterThan(0.83);
    expect(held / ROUNDS).toBeLessThan(0.95);
  });

  it('over CAC carries the errors of both', () => {
    const ratio = ratioOf({ value: 90, low: 80, high: 100 }, { value: 30, low: 27, high: 33 });
    expect(ratio?.value).toBe(3);
    expect(ratio?.low).toBeCloseTo(3 * Math.exp(-Math.hypot(Math.log(90 / 80), Math.log(33 / 30))), 12);
    expect(ratio?.high).toBeCloseTo(3 * Math.exp(Math.hypot(Math.log(100 / 90), Math.log(30 / 27))), 12);
    expect(ratioOf(null, { value: 30, low: 27, high: 33 })).toBeNull();
    expect(ratioOf({ value: 90, low: 80, high: 100 }, null)).toBeNull();
  });
});

describe('payback', () => {
  it('[FC6] is where the total first reaches the cost, a part of a month by its share', () => {
    expect(monthsToReach([10, 20, 30], 25)).toBe(2.5);
    expect(monthsToReach([10, 20, 30], 10)).toBe(1);
    expect(monthsToReach([10, 20, 30], 31)).toBeNull();
    expect(payback(steady(8, 10), 25)).toEqual({ months: { value: 2.5, low: 2.5, high: 2.5 }, observed: 6 });
    const [oldest] = steady(8, 10);
    expect(oldest === undefined ? null : cohortPayback(oldest)).toBe(3);
  });

  it('[FC6] can not be told beyond the observed months', () => {
    expect(payback(steady(8, 10), 1000)).toEqual({ months: null, observed: 6 });
    const young = steady(8, 10).at(-1);
    expect(young === undefined ? 0 : cohortPayback(young)).toBeNull();
  });
});
