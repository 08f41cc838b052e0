import { describe, expect, it } from 'vitest';
import { readWith } from '../insights.fixture.ts';
import { asks, comparedArms, firstQuestion, pooledMean, priorOf } from './what-if.ts';

const read = readWith();

describe('a question of what would be', () => {
  it('[BA100] at first asks for nothing, and offers the pooled mean as another prior', () => {
    const first = firstQuestion(read);
    expect(asks(first)).toBe(false);
    expect(first).toMatchObject({ moreDays: 0, mean: 0.08, strength: 500 });
    expect(pooledMean([])).toBe(0);
  });

  it('[BA100] asks for more days, or for a prior that has a weight', () => {
    const first = firstQuestion(read);
    expect(asks({ ...first, moreDays: 1 })).toBe(true);
    expect(priorOf({ ...first, otherPrior: true })).toEqual({ mean: 0.08, strength: 500 });
    expect(asks({ ...first, otherPrior: true, strength: 0 })).toBe(false);
    expect(priorOf({ ...first, mean: 0.5 })).toBeNull();
  });

  it('[BA100] sets each answer beside the arm it is about, the most probable first', () => {
    const then = (id: string) => ({
      arm: id,
      label: id,
      mean: 0.2,
      interval: { low: 0.1, high: 0.3, level: 0.95 },
      width: 0.2,
      pBest: 0.5,
      share: 0.5,
    });
    const answer = { arms: ['b', 'a', 'new'].map(then), chanceToDecide: 1, futures: 1, seed: '1', sentence: '' };
    expect(comparedArms(read, answer).map((pair) => [pair.now.arm, pair.then.arm])).toEqual([
      ['a', 'a'],
      ['b', 'b'],
    ]);
  });
});
