import fc from 'fast-check';
import { expect } from 'vitest';
import type { Arm } from './arm.ts';
import { Bandit, type BanditOptions } from './bandit.ts';
import { Linear } from './learning/linear.ts';
import { rowsOf, times } from './plays.fixture.ts';
import type { Policy } from './policy.ts';

export const ARMS: readonly Arm[] = ['a', 7, 'b', 2];
export const ridge = { lambda: 0.5, scale: false };
/** Every learning policy. Those that choose by chance do so by draws that are the same for the same seed. */
const POLICIES: readonly Policy[] = [
  { name: 'EpsilonGreedy', epsilon: 0.3 },
  { name: 'UCB1', alpha: 1 },
  { name: 'Softmax', tau: 0.5 },
  { name: 'Popularity' },
  { name: 'ThompsonSampling' },
  { name: 'Random' },
  { name: 'LinGreedy', epsilon: 0.3, ...ridge },
  { name: 'LinUCB', alpha: 1, ...ridge },
  { name: 'LinTS', alpha: 1, ...ridge },
];
export const named = POLICIES.map((policy) => ({ name: policy.name, policy }));

export type Play = readonly [Arm, number, readonly number[]];
const context = fc.tuple(fc.integer({ min: -8, max: 8 }), fc.integer({ min: -8, max: 8 }), fc.constant(1));
export const play: fc.Arbitrary<Play> = fc.tuple(
  fc.constantFrom(...ARMS),
  fc.integer({ min: 0, max: 1 }),
  context.map((values) => values.map((value) => value / 4)),
);
export const plays = fc.array(play, { minLength: 1, maxLength: 40 });
export const seed = fc.nat();
const ASKED = rowsOf([[0.25, -1, 1], [2, 0.5, 1]]); // biome-ignore format: a table

export const bandit = (policy: Policy, options: Partial<BanditOptions> = {}) =>
  new Bandit({ arms: ARMS, seed: 1, policy, ...options });
/** What is expected of each arm in the rows asked about, by arm: numbers are equal when the bandits are. */
export function expected(one: Bandit): ReadonlyMap<Arm, readonly number[]> {
  const values = one.expectations(one.contextual ? ASKED : null);
  const size = one.arms.length;
  return new Map(
    one.arms.map((arm, index) => [
      arm,
      times(values.length / size).map((row) => values[row * size + index] ?? Number.NaN),
    ]),
  );
}

/** 1e-9 relative to the larger, as matrices are inverted; 1e-12 without these. */
export function close(a: Bandit, b: Bandit): void {
  const relative = a.policy instanceof Linear ? 1e-9 : 1e-12;
  const [one, other] = [expected(a), expected(b)];
  expect([...one.keys()]).toEqual([...other.keys()]);
  for (const [arm, values] of one) {
    for (const [row, value] of values.entries()) {
      const theirs = other.get(arm)?.[row] ?? Number.NaN;
      if (Object.is(value, theirs)) continue;
      expect(Math.abs(value - theirs), `${arm}`).toBeLessThanOrEqual(relative * Math.max(1, Math.abs(value)));
    }
  }
}
