import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Linear } from './learning/linear.ts';
import { Softmax } from './learning/softmax.ts';
import { ThompsonSampling } from './learning/thompson-sampling.ts';
import { playsOf, times } from './plays.fixture.ts';
import { ARMS, bandit, plays, ridge } from './policies.fixture.ts';

describe('what is known', () => {
  it('[BA17] a Beta posterior has two more than the plays, one more success than there were', () => {
    fc.assert(
      fc.property(plays, plays, (first, then) => {
        const one = bandit({ name: 'ThompsonSampling' });
        one.fit(playsOf(first));
        one.partialFit(playsOf(then));
        if (!(one.policy instanceof ThompsonSampling)) throw new Error('another policy was made');
        for (const arm of ARMS) {
          const own = [...first, ...then].filter(([played]) => played === arm);
          const { success, fail } = one.policy.posterior(arm);
          expect(success + fail).toBe(2 + own.length);
          expect(success).toBe(1 + own.filter(([, reward]) => reward === 1).length);
        }
      }),
    );
  });

  it('[BA17] a ridge is λI and the squares of what was seen, its inverse undoes it and β solves it', () => {
    fc.assert(
      fc.property(plays, plays, (first, then) => {
        const one = bandit({ name: 'LinUCB', alpha: 1, ...ridge });
        one.fit(playsOf(first));
        for (const single of then) one.partialFit(playsOf([single]));
        if (!(one.policy instanceof Linear)) throw new Error('another policy was made');
        for (const arm of ARMS) {
          const model = one.policy.model(arm);
          if (model === null) throw new Error('an arm has no model');
          const own = [...first, ...then].filter(([played]) => played === arm);
          const sumOf = (value: (x: readonly number[], reward: number) => number) =>
            own.reduce((sum, [, reward, x]) => sum + value(x, reward), 0);
          for (const i of times(3)) {
            expect(model.xty[i]).toBeCloseTo(
              sumOf((x, reward) => (x[i] ?? 0) * reward),
              9,
            );
            const solved = times(3).reduce((sum, j) => sum + (model.a[i * 3 + j] ?? 0) * (model.beta[j] ?? 0), 0);
            expect(solved).toBeCloseTo(model.xty[i] ?? Number.NaN, 8);
            for (const j of times(3)) {
              const penalty = i === j ? ridge.lambda : 0;
              expect(model.a[i * 3 + j]).toBeCloseTo(penalty + sumOf((x) => (x[i] ?? 0) * (x[j] ?? 0)), 9);
              const product = times(3).reduce(
                (sum, k) => sum + (model.a[i * 3 + k] ?? 0) * (model.inverse[k * 3 + j] ?? 0),
                0,
              );
              expect(product).toBeCloseTo(i === j ? 1 : 0, 9);
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[BA17] means are between the smallest and the largest reward, shares add up to one', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...ARMS), fc.double({ min: -50, max: 50, noNaN: true })), { minLength: 1 }),
        (all) => {
          const one = bandit({ name: 'Softmax', tau: 0.5 });
          one.fit(playsOf(all));
          if (!(one.policy instanceof Softmax)) throw new Error('another policy was made');
          const { sums, shares } = one.policy;
          expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
          for (const arm of new Set(all.map(([played]) => played))) {
            const own = all.flatMap(([played, reward]) => (played === arm ? [reward] : []));
            expect(sums.mean(arm)).toBeGreaterThanOrEqual(Math.min(...own) - 1e-12);
            expect(sums.mean(arm)).toBeLessThanOrEqual(Math.max(...own) + 1e-12);
          }
        },
      ),
    );
  });
});
