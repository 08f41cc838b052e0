import { describe, expect, it } from 'vitest';
import { Bandit } from '../bandit.ts';

const plays = (rewards: readonly number[]) => ({ decisions: rewards.map(() => 'a'), rewards, contexts: null });

describe('Thompson sampling of values and counts', () => {
  it('[BA27] has the normal-inverse-gamma posterior of the textbook', () => {
    const prior = { mean: 10, weight: 2, shape: 3, scale: 4 };
    const one = new Bandit({ arms: ['a', 'b'], policy: { name: 'GaussianThompson', prior }, seed: 1 });
    one.fit(plays([12, 14, 19]));
    // n = 3, mean 15, squares 26: weight 5, mean 13, shape 4.5, scale 4 + 13 + 2 · 3 · 25 / (2 · 5) = 32.
    expect(one.posterior('a')).toEqual({ kind: 'student', mean: 13, scale: Math.sqrt(32 / (4.5 * 5)), df: 9 });
    expect(one.posterior('b')).toEqual({ kind: 'student', mean: 10, scale: Math.sqrt(4 / 6), df: 6 });
  });

  it('[BA27] loses nothing of a small spread around a large mean', () => {
    const one = new Bandit({ arms: ['a'], policy: { name: 'GaussianThompson' }, seed: 1 });
    const noise = Array.from({ length: 1000 }, (_, index) => ((index * 37) % 101) / 50 - 1);
    const near = new Bandit({
      arms: ['a'],
      policy: { name: 'GaussianThompson', prior: { mean: 1e9, weight: 0.01, shape: 1, scale: 1 } },
      seed: 1,
    });
    one.fit(plays(noise));
    near.fit(plays(noise.map((value) => value + 1e9)));
    const [small, large] = [one.posterior('a'), near.posterior('a')];
    if (small?.kind !== 'student' || large?.kind !== 'student') throw new Error('not what was learned');
    expect(large.scale / small.scale).toBeCloseTo(1, 6);
  });

  it('[BA27] has the Gamma posterior of counts for their exposures', () => {
    const policy = { name: 'GammaPoissonThompson', prior: { shape: 2, rate: 5 } } as const;
    const one = new Bandit({ arms: ['a', 'b'], policy, seed: 1 });
    one.fit({ ...plays([3, 0, 4]), exposures: [7, 1, 7] });
    expect(one.posterior('a')).toEqual({ kind: 'gamma', shape: 9, rate: 20 });
    expect(() => one.partialFit(plays([-1]))).toThrow(RangeError);
    expect(() => one.partialFit({ ...plays([1]), exposures: [0] })).toThrow(RangeError);
  });

  it('[BA27] Thompson sampling takes a prior, and finds the better value', () => {
    const rates = new Bandit({
      arms: ['a'],
      policy: { name: 'ThompsonSampling', prior: { alpha: 3, beta: 97 } },
      seed: 1,
    });
    rates.fit(plays([1, 0]));
    expect(rates.posterior('a')).toEqual({ kind: 'beta', alpha: 4, beta: 98 });
    const values = new Bandit({ arms: ['low', 'high'], policy: { name: 'GaussianThompson' }, seed: 4 });
    let high = 0;
    for (let step = 0; step < 1000; step += 1) {
      const [arm = 'low'] = values.predict();
      const noise = ((step * 7919) % 201) / 100 - 1;
      values.partialFit({ decisions: [arm], rewards: [(arm === 'high' ? 5 : 4) + noise], contexts: null });
      high += arm === 'high' ? 1 : 0;
    }
    expect(high).toBeGreaterThan(950);
    const refused = { arms: ['a'], seed: 1, mode: 'mabwiser', policy: { name: 'GaussianThompson' } } as const;
    expect(() => new Bandit(refused)).toThrow(RangeError);
  });
});
