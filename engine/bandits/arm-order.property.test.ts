import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arm } from './arm.ts';
import { playsOf, rowsOf, times } from './plays.fixture.ts';
import { ARMS, bandit, expected, type Play, plays, ridge } from './policies.fixture.ts';
import type { Policy } from './policy.ts';

describe('the order of arms', () => {
  const shuffled = fc.shuffledSubarray([...ARMS], { minLength: ARMS.length, maxLength: ARMS.length });
  const BY_RULE: readonly { readonly name: string; readonly policy: Policy }[] = [
    { name: 'EpsilonGreedy without exploring', policy: { name: 'EpsilonGreedy', epsilon: 0 } },
    { name: 'UCB1', policy: { name: 'UCB1', alpha: 1 } },
    { name: 'LinGreedy without exploring', policy: { name: 'LinGreedy', epsilon: 0, ...ridge } },
    { name: 'LinUCB', policy: { name: 'LinUCB', alpha: 1, ...ridge } },
  ];

  it.each(BY_RULE)('[BA17] $name expects the same of an arm wherever it stands', ({ policy }) => {
    fc.assert(
      fc.property(plays, shuffled, (all, arms) => {
        const [one, other] = [bandit(policy), bandit(policy, { arms })];
        for (const each of [one, other]) each.fit(playsOf(all));
        const [own, theirs] = [expected(one), expected(other)];
        for (const arm of ARMS) expect(theirs.get(arm)).toEqual(own.get(arm));
      }),
      { numRuns: 60 },
    );
  });

  it.each(BY_RULE)('[BA17] $name plays the same arm where one is better than all others', ({ policy }) => {
    fc.assert(
      fc.property(plays, shuffled, (all, arms) => {
        const [one, other] = [bandit(policy), bandit(policy, { arms })];
        for (const each of [one, other]) each.fit(playsOf(all));
        const values = [...expected(one)].map(([, rows]) => rows[0] ?? Number.NaN).sort((x, y) => y - x);
        fc.pre((values[0] ?? 0) > (values[1] ?? 0));
        const asked = one.contextual ? rowsOf([[0.25, -1, 1]]) : null;
        expect(other.predict(asked)).toEqual(one.predict(asked));
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    { name: 'ThompsonSampling', policy: { name: 'ThompsonSampling' } },
    { name: 'Softmax', policy: { name: 'Softmax', tau: 0.5 } },
    { name: 'Popularity', policy: { name: 'Popularity' } },
    { name: 'LinTS', policy: { name: 'LinTS', alpha: 1, ...ridge } },
  ] satisfies { name: string; policy: Policy }[])(
    '[BA17] $name plays an arm as often wherever it stands',
    ({ policy }) => {
      const ROWS = 6000;
      const all = playsOf(
        times(60).map((i): Play => [ARMS[i % 4] ?? 'a', Number(i % 4 < (i / 4) % 3), [1, (i % 7) / 7, 1]]),
      );
      const often = (arms: readonly Arm[], number: number) => {
        const one = bandit(policy, { arms, seed: number });
        one.fit(all);
        const chosen = one.predict(rowsOf(times(ROWS).map(() => [1, 0.5, 1])));
        return new Map(ARMS.map((arm) => [arm, chosen.filter((other) => other === arm).length / ROWS]));
      };
      const [one, other] = [often(ARMS, 1), often([2, 'b', 'a', 7], 2)];
      // The difference of two shares of 6,000 rows has a standard error of at most 0.0091.
      for (const arm of ARMS) expect(Math.abs((one.get(arm) ?? 0) - (other.get(arm) ?? 0))).toBeLessThan(0.037);
    },
  );
});
