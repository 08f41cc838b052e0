import { describe, expect, it } from 'vitest';
import { Generator } from '../../stats/rng/index.ts';
import { rankedThompsonShares } from './ranked-thompson.ts';

describe('what Thompson sampling shows', () => {
  const shares = (posteriors: { alpha: number; beta: number }[], places: number, times = 40_000) =>
    rankedThompsonShares(posteriors, { places, times, random: Generator.seeded(3) });

  it('[BA45] shows the better of two as often as it is better', () => {
    const [first = 0, second = 0] = shares(
      [
        { alpha: 1, beta: 1 },
        { alpha: 3, beta: 1 },
      ],
      1,
    );
    // P(X < Y) for X uniform, Y of Beta(3, 1): E[Y] = 3/4
    expect(second).toBeCloseTo(0.75, 2);
    expect(first + second).toBeCloseTo(1, 12);
  });

  it('[BA45] with as many places as arms shows each arm once', () => {
    const all = shares(
      [
        { alpha: 2, beta: 5 },
        { alpha: 4, beta: 5 },
        { alpha: 1, beta: 9 },
      ],
      3,
      500,
    );
    for (let arm = 0; arm < 3; arm += 1)
      expect((all[arm] ?? 0) + (all[3 + arm] ?? 0) + (all[6 + arm] ?? 0)).toBeCloseTo(1, 12);
  });
});
