import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Arm } from './arm.ts';
import { Bandit } from './bandit.ts';
import { ARMS, named, play } from './policies.fixture.ts';
import type { Policy } from './policy.ts';

const beyond: readonly { readonly name: string; readonly policy: Policy }[] = [
  { name: 'GaussianThompson', policy: { name: 'GaussianThompson' } },
  { name: 'GammaPoissonThompson', policy: { name: 'GammaPoissonThompson' } },
];
const all = [...named, ...beyond];
const row = { values: Float64Array.of(0.5, -1, 1), count: 1, columns: 3 };
const some = fc.subarray([...ARMS], { minLength: 1 });
const plays = fc.array(play, { minLength: 1, maxLength: 40 });

const learned = (
  policy: Policy,
  arms: readonly Arm[],
  given: readonly (readonly [Arm, number, readonly number[]])[],
) => {
  const known = given.filter(([arm]) => arms.includes(arm));
  const one = new Bandit({ arms, policy, seed: 5 });
  const contexts = {
    values: Float64Array.from(known.flatMap(([, , context]) => context)),
    count: known.length,
    columns: 3,
  };
  if (known.length > 0)
    one.fit({ decisions: known.map(([arm]) => arm), rewards: known.map(([, reward]) => reward), contexts });
  return one;
};

describe('some of the arms', () => {
  it.each(all)('[BA26] $name answers as if there were no others', ({ policy }) => {
    fc.assert(
      fc.property(plays, some, (given, eligible) => {
        const asked = policy.name.startsWith('Lin') ? row : null;
        const whole = learned(policy, ARMS, given);
        // One that never heard of the others, from the same seed.
        const alone = learned(policy, eligible, given);
        fc.pre(asked === null || given.some(([arm]) => eligible.includes(arm)));
        for (let time = 0; time < 3; time += 1)
          expect(whole.predict(asked, { eligible })).toEqual(alone.predict(asked));
        expect(whole.expectations(asked, { eligible })).toEqual(alone.expectations(asked));
        expect(whole.randomState).toEqual(alone.randomState);
      }),
      { numRuns: 60 },
    );
  });

  it.each(all)('[BA26] the first k of $name are k different ones that may be played, the best first', ({ policy }) => {
    fc.assert(
      fc.property(plays, some, fc.integer({ min: 1, max: 6 }), (given, eligible, k) => {
        const asked = policy.name.startsWith('Lin') ? row : null;
        const one = learned(policy, ARMS, given);
        const [ranked = []] = one.rank(asked, k, { eligible });
        expect(ranked).toHaveLength(Math.min(k, eligible.length));
        expect(new Set(ranked).size).toBe(ranked.length);
        for (const arm of ranked) expect(eligible).toContain(arm);
        const again = learned(policy, ARMS, given);
        if (policy.name !== 'Softmax') expect(again.predict(asked, { eligible })).toEqual(ranked.slice(0, 1));
      }),
      { numRuns: 60 },
    );
  });

  it('[BA26] trees and neighbours answer for them too', () => {
    const neighbourhoods = [
      { name: 'KNearest', k: 3, metric: 'euclidean' },
      { name: 'Radius', radius: 0.001, metric: 'euclidean', withoutNeighbours: [0.1, 0.2, 0.3, 0.4] },
      { name: 'LSHNearest', dimensions: 2, tables: 2 },
      { name: 'Clusters', clusters: 2 },
      { name: 'TreeBandit', maxDepth: null, minSamplesLeaf: 1 },
    ] as const;
    const count = 12;
    const values = Float64Array.from({ length: count * 2 }, (_, index) => ((index * 7) % 11) / 4);
    const decisions = Array.from({ length: count }, (_, index) => ARMS[index % 4] ?? 'a');
    for (const neighbourhood of neighbourhoods) {
      const one = new Bandit({ arms: ARMS, policy: { name: 'UCB1', alpha: 1 }, neighbourhood, seed: 2 });
      one.fit({ decisions, rewards: decisions.map((_, index) => index % 2), contexts: { values, count, columns: 2 } });
      const asked = { values: Float64Array.from({ length: 40 }, (_, index) => index / 9), count: 20, columns: 2 };
      for (const arm of one.predict(asked, { eligible: [7, 'b'] })) expect([7, 'b']).toContain(arm);
      for (const ranked of one.rank(asked, 2, { eligible: [2, 'a', 7] })) expect(new Set(ranked).size).toBe(2);
    }
  });

  it('[BA26] strangers, none, and mode mabwiser are refused', () => {
    const one = new Bandit({ arms: ARMS, policy: { name: 'Random' }, seed: 1 });
    expect(() => one.predict(null, { eligible: ['nobody'] })).toThrow(RangeError);
    expect(() => one.predict(null, { eligible: [] })).toThrow(RangeError);
    expect(() => one.rank(null, 0)).toThrow(RangeError);
    const old = new Bandit({ arms: ARMS, policy: { name: 'Random' }, seed: 1, mode: 'mabwiser' });
    old.fit({ decisions: ['a'], rewards: [1], contexts: null });
    expect(() => old.predict(null, { eligible: ['a'] })).toThrow(RangeError);
  });
});
