import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evaluatePolicy } from './evaluate-policy.ts';
import type { LoggedRounds, TargetPolicy } from './rounds.ts';
import { effectiveSize } from './weights.ts';

const SIZE = 3;
const chance = fc.double({ min: 0.05, max: 1, noNaN: true });
const round = fc.record({
  action: fc.nat({ max: SIZE - 1 }),
  reward: fc.double({ min: -2, max: 2, noNaN: true }),
  propensity: chance,
});
const case_ = fc
  .record({
    rounds: fc.array(round, { minLength: 12, maxLength: 60 }),
    weights: fc.tuple(chance, chance, chance),
  })
  .map(({ rounds, weights }): { logs: LoggedRounds; asked: TargetPolicy } => {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    // Every action is logged at least once.
    const actions = Int32Array.from(rounds, ({ action }, index) => (index < SIZE ? index : action));
    return {
      logs: {
        actions,
        rewards: Float64Array.from(rounds, ({ reward }) => reward),
        propensities: Float64Array.from(rounds, ({ propensity }) => propensity),
        positions: null,
        contexts: null,
      },
      asked: {
        actions: SIZE,
        shares: Float64Array.from(weights, (weight) => weight / sum),
        situations: new Int32Array(rounds.length),
      },
    };
  });

function values(logs: LoggedRounds, asked: TargetPolicy): ReadonlyMap<string, number> {
  const read = evaluatePolicy(logs, asked, { resamples: 2, threshold: 3 });
  if (!read.ok) throw new Error(read.error.message);
  return new Map(read.value.estimates.map(({ name, value }) => [name, value]));
}

describe('laws of off-policy estimates', () => {
  it('[BA40] rewards times two are estimates times two', () => {
    fc.assert(
      fc.property(case_, ({ logs, asked }) => {
        const once = values(logs, asked);
        const twice = values({ ...logs, rewards: logs.rewards.map((reward) => 2 * reward) }, asked);
        for (const [name, value] of once) expect(twice.get(name)).toBeCloseTo(2 * value, 9);
      }),
    );
  });

  it('[BA40] a constant on every reward comes out of SNIPS and DM whole, and SNIPS stays within the rewards', () => {
    fc.assert(
      fc.property(case_, ({ logs, asked }) => {
        const before = values(logs, asked);
        const after = values({ ...logs, rewards: logs.rewards.map((reward) => reward + 5) }, asked);
        for (const name of ['SNIPS', 'DM', 'DR', 'SwitchDR'])
          expect((after.get(name) ?? 0) - (before.get(name) ?? 0)).toBeCloseTo(5, 6);
        expect(before.get('SNIPS')).toBeGreaterThanOrEqual(Math.min(...logs.rewards) - 1e-9);
        expect(before.get('SNIPS')).toBeLessThanOrEqual(Math.max(...logs.rewards) + 1e-9);
      }),
    );
  });

  it('[BA40] the names of actions do not matter', () => {
    fc.assert(
      fc.property(case_, ({ logs, asked }) => {
        const turned = logs.actions.map((action) => (action + 1) % SIZE);
        const shares = asked.shares.map((_, action) => asked.shares[(action + SIZE - 1) % SIZE] ?? 0);
        const before = values(logs, asked);
        for (const [name, value] of values({ ...logs, actions: turned }, { ...asked, shares }))
          expect(value).toBeCloseTo(before.get(name) ?? Number.NaN, 9);
      }),
    );
  });

  it('[BA44] the effective number is at most the number, and equal for equal weights', () => {
    fc.assert(
      fc.property(fc.array(chance, { minLength: 1, maxLength: 50 }), (weights) => {
        expect(effectiveSize(Float64Array.from(weights))).toBeLessThanOrEqual(weights.length + 1e-9);
        expect(effectiveSize(new Float64Array(weights.length).fill(0.3))).toBeCloseTo(weights.length, 9);
      }),
    );
  });
});
