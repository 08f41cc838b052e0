import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arm } from '../arm.ts';
import { Bandit } from '../bandit.ts';
import { ArmMoments } from './arm-moments.ts';
import { ArmSums } from './arm-sums.ts';

const ARMS = ['a', 'b', 'c'];
const plays = fc.array(fc.tuple(fc.constantFrom(...ARMS, 'stranger'), fc.double({ min: -5, max: 5, noNaN: true })), {
  maxLength: 80,
});
const asPlays = (given: readonly (readonly [string, number])[]) => ({
  decisions: given.map(([arm]) => arm),
  rewards: given.map(([, reward]) => reward),
  contexts: null,
});

/** Σ γⁿ r and Σ γⁿ over the plays of an arm, n plays of any arm having come after. */
const faded = (given: readonly (readonly [Arm, number])[], arm: Arm, discount: number) =>
  given.reduce(
    (sums, [own, reward], index) => {
      const weight = own === arm ? discount ** (given.length - 1 - index) : 0;
      return { sum: sums.sum + weight * reward, count: sums.count + weight };
    },
    { sum: 0, count: 0 },
  );

describe('what is forgotten', () => {
  it('[BA28] a play weighs γ for each play after it', () => {
    fc.assert(
      fc.property(plays, fc.double({ min: 0.5, max: 1, noNaN: true }), (given, discount) => {
        const sums = new ArmSums(ARMS, { discount, per: 'play' });
        const moments = new ArmMoments(ARMS, { discount, per: 'play' });
        const cut = Math.floor(given.length / 2);
        for (const part of [given.slice(0, cut), given.slice(cut)]) {
          sums.learn(asPlays(part));
          moments.learn(asPlays(part));
        }
        for (const arm of ARMS) {
          const { sum, count } = faded(given, arm, discount);
          expect(sums.of(arm).sum).toBeCloseTo(sum, 9);
          expect(sums.of(arm).count).toBeCloseTo(count, 9);
          expect(moments.of(arm).mean * moments.of(arm).count).toBeCloseTo(sum, 8);
        }
      }),
    );
  });

  it('[BA28] per call all plays of a call are as old as each other', () => {
    const sums = new ArmSums(ARMS, { discount: 0.5, per: 'call' });
    sums.learn(asPlays([['a', 1], ['a', 3], ['b', 2]])); // biome-ignore format: a row
    sums.learn(asPlays([['b', 4]]));
    expect(sums.of('a')).toEqual({ sum: 2, count: 1 });
    expect(sums.of('b')).toEqual({ sum: 5, count: 1.5 });
  });

  it('[BA28] with a window only the last plays count, however many came and went', () => {
    fc.assert(
      fc.property(plays, fc.integer({ min: 1, max: 12 }), (given, window) => {
        const sums = new ArmSums(ARMS, { window });
        const moments = new ArmMoments(ARMS, { window });
        for (const one of given) {
          sums.learn(asPlays([one]));
          moments.learn(asPlays([one]));
        }
        for (const arm of ARMS) {
          const own = given.slice(-window).filter(([played]) => played === arm);
          const sum = own.reduce((all, [, reward]) => all + reward, 0);
          const mean = own.length === 0 ? 0 : sum / own.length;
          expect(sums.of(arm).count).toBe(own.length);
          expect(sums.of(arm).sum).toBeCloseTo(sum, 9);
          expect(moments.of(arm).count).toBe(own.length);
          expect(moments.of(arm).mean).toBeCloseTo(mean, 9);
          expect(moments.of(arm).squares).toBeCloseTo(
            own.reduce((all, [, reward]) => all + (reward - mean) ** 2, 0),
            7,
          );
        }
      }),
    );
  });

  it('[BA28] an arm that left takes its plays along', () => {
    const sums = new ArmSums(ARMS, { window: 3 });
    sums.learn(asPlays([['a', 1], ['b', 1], ['a', 1]])); // biome-ignore format: a row
    sums.remove('a');
    sums.add('a');
    sums.learn(asPlays([['c', 1], ['c', 1], ['a', 5]])); // biome-ignore format: a row
    expect(sums.of('a')).toEqual({ sum: 5, count: 1 });
    expect(sums.of('b')).toEqual({ sum: 0, count: 0 });
  });

  it('[BA28] after a change the arm that is better now is found where what was learned is forgotten', () => {
    const run = (
      memory: { readonly window: number } | { readonly discount: number; readonly per: 'play' } | undefined,
    ) => {
      const policy = { name: 'EpsilonGreedy', epsilon: 0.1, ...(memory === undefined ? {} : { memory }) } as const;
      const one = new Bandit({ arms: ['old', 'new'], policy, seed: 1 });
      let late = 0;
      for (let step = 0; step < 3000; step += 1) {
        const decisions = one.predict();
        const best = step < 2000 ? 'old' : 'new';
        one.partialFit({ decisions, rewards: [decisions[0] === best ? 1 : 0], contexts: null });
        if (step >= 2000 && decisions[0] === 'new') late += 1;
      }
      return late;
    };
    const kept = run(undefined);
    expect(run({ window: 200 })).toBeGreaterThan(kept + 100);
    expect(run({ discount: 0.99, per: 'play' })).toBeGreaterThan(kept + 100);
  });
});
