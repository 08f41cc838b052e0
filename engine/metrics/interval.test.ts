import { describe, expect, it } from 'vitest';
import { wilson } from './interval.ts';

/** The definition the interval comes from: both ends are where the score test just does not reject. */
const score = (p: number, successes: number, trials: number): number =>
  Math.abs(successes / trials - p) / Math.sqrt((p * (1 - p)) / trials);

describe("Wilson's interval", () => {
  it.each([
    [10, 100],
    [1, 40],
    [2999, 3000],
    [500, 123_456],
  ])('%d of %d ends where the score test turns', (successes, trials) => {
    const found = wilson(successes, trials);
    expect(score(found?.low ?? 0, successes, trials)).toBeCloseTo(1.6448536269514722, 9);
    expect(score(found?.high ?? 0, successes, trials)).toBeCloseTo(1.6448536269514722, 9);
  });

  it('reaches zero without successes and one without failures', () => {
    expect(wilson(0, 50)?.low).toBeCloseTo(0, 12);
    expect(wilson(50, 50)?.high).toBeCloseTo(1, 12);
  });

  it('is not there without trials, or for more successes than trials', () => {
    expect([wilson(0, 0), wilson(3, 2), wilson(-1, 2)]).toEqual([null, null, null]);
  });
});
