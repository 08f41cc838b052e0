import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bandit } from '../bandit.ts';
import { argPartition } from './introselect.ts';

describe('the k smallest as numpy has them', () => {
  // np.argpartition(values, k - 1)[:k], without the vector instructions of newer versions.
  it.each([
    [[1, 0, 0], 2, [1, 2]],
    [[0, 0, 2, 2, 1, 0], 3, [0, 1, 5]],
    [[0, 0, 0, 1, 0, 0, 0], 4, [4, 6, 5, 0]],
    [[2, 2, 0, 0, 1, 1, 2, 1, 1], 5, [7, 4, 2, 3, 8]],
    [[1, 2, 2, 0, 2, 3, 3, 3, 1, 1, 2, 2], 6, [8, 0, 10, 3, 9, 11]],
    [[2, 2, 0, 2, 0, 0, 2, 2, 0, 0, 0, 0], 12, [0, 1, 2, 3, 4, 5, 6, 11, 8, 9, 10, 7]],
    [[1, 1, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 0], 9, [8, 7, 13, 12, 9, 14, 4, 5, 3]],
    [[3, 3, 2, 4, 4, 1, 3, 3, 1, 1, 2, 3, 1, 3, 3, 1, 1, 4, 4, 3], 11, [10, 9, 2, 16, 15, 5, 14, 13, 8, 12, 0]],
  ])('[BA31] of %j the first %i', (values, k, places) => {
    expect(argPartition(Float64Array.from(values), k)).toEqual(places);
  });

  it('[BA31] where the median of three gets nowhere medians of medians take over, with the same places', () => {
    const values = Float64Array.from({ length: 300 }, (_, i) => (i * i) % 7);
    const found = argPartition(values, 150);
    expect(found.slice(0, 12)).toEqual([97, 231, 230, 225, 224, 223, 237, 7, 218, 217, 216, 238]);
    expect(found.reduce((sum, place, index) => sum + place * (index + 1), 0)).toBe(1_602_491);
  });

  it('[BA31] none that is left out is smaller, whatever the values', () => {
    const values = fc.array(fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constant(Number.NaN)), { minLength: 1 });
    fc.assert(
      fc.property(values, fc.nat(), (list, any) => {
        const k = 1 + (any % list.length);
        const rank = (value: number | undefined) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : (value ?? -1));
        const found = argPartition(Float64Array.from(list), k);
        expect(new Set(found).size).toBe(k);
        const ordered = list.map(rank).sort((a, b) => a - b);
        expect(found.map((place) => rank(list[place])).sort((a, b) => a - b)).toEqual(ordered.slice(0, k));
      }),
    );
  });

  it('[BA31] a bandit learns from these in mode mabwiser, and by default from the earliest of equals', () => {
    // Distances 1, 0 and 0 from the last two on; then of 1, 1 and 0 the two nearest.
    const contexts = { values: Float64Array.of(1, 1, 0), count: 3, columns: 1 };
    const plays = { decisions: ['a', 'b', 'b'], rewards: [1, 1, 0], contexts };
    const expected = (mode: 'default' | 'mabwiser') => {
      const bandit = new Bandit({
        arms: ['a', 'b'],
        policy: { name: 'EpsilonGreedy', epsilon: 0 },
        neighbourhood: { name: 'KNearest', k: 2, metric: 'euclidean' },
        seed: 1,
        mode,
      });
      bandit.fit(plays);
      return [...bandit.expectations({ values: Float64Array.of(0), count: 1, columns: 1 })];
    };
    // numpy swaps the nearest to the front, so that the second play stands before the first.
    expect(expected('mabwiser')).toEqual([0, 0.5]);
    expect(expected('default')).toEqual([1, 0]);
  });
});
