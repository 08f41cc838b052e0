import { describe, expect, it } from 'vitest';
import { gammaDraw, seededUniform } from '../../stats/index.ts';
import { differenceError, overdispersion } from './dispersion.ts';

/** A Poisson count by adding up exponential waits. */
function poisson(uniform: () => number, mean: number): number {
  let count = -1;
  for (let waited = 0; waited <= mean; count += 1) waited -= Math.log(uniform());
  return count;
}

/** Two periods of 28 days whose means vary from day to day, so that counts vary more than Poisson counts. */
function periods(uniform: () => number) {
  const day = () => poisson(uniform, (40 * gammaDraw(uniform, 20)) / 20);
  const days = () => Array.from({ length: 28 }, (_, index) => ({ weekday: index % 7, count: day() }));
  return [days(), days()] as const;
}

describe('the spread of daily counts', () => {
  it('[MT11] an interval of the difference of two periods holds no change nine times in ten', () => {
    const uniform = seededUniform(3);
    const ROUNDS = 2000;
    let held = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const [now, before] = periods(uniform);
      const sum = (days: readonly { readonly count: number }[]) => days.reduce((all, { count }) => all + count, 0);
      const dispersion = (overdispersion(now) + overdispersion(before)) / 2;
      const error = differenceError(sum(now), sum(before), dispersion);
      if (Math.abs(sum(now) - sum(before)) <= 1.6448536 * error) held += 1;
    }
    expect(held / ROUNDS).toBeGreaterThan(0.88);
    expect(held / ROUNDS).toBeLessThan(0.92);
  });

  it('[MT11] is never taken for less than that of Poisson counts', () => {
    expect(overdispersion(Array.from({ length: 28 }, (_, index) => ({ weekday: index % 7, count: 50 })))).toBe(1);
    expect(overdispersion([{ weekday: 1, count: 5 }])).toBe(1);
  });
});
