import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Bandit, type BanditOptions } from '../bandit.ts';
import type { Neighbourhood } from '../neighbourhood/policy.ts';
import { ARMS, named, type Play } from '../policies.fixture.ts';
import type { Policy } from '../policy.ts';

const beyond: readonly Policy[] = [
  { name: 'GaussianThompson' },
  { name: 'GammaPoissonThompson', memory: { discount: 0.9, per: 'play' } },
  { name: 'ThompsonSampling', memory: { window: 7 }, prior: { alpha: 2, beta: 5 } },
  { name: 'GaussianThompson', memory: { window: 5 } },
  { name: 'LinUCB', alpha: 1, lambda: 0.5, scale: true, memory: { discount: 0.95, per: 'play' } },
];
const policies = [...named.map(({ policy }) => policy), ...beyond];
const neighbourhoods: readonly (Neighbourhood | undefined)[] = [
  undefined,
  { name: 'Radius', radius: 1, metric: 'euclidean' },
  { name: 'KNearest', k: 3, metric: 'cityblock' },
  { name: 'LSHNearest', dimensions: 2, tables: 2 },
  { name: 'Clusters', clusters: 2 },
  { name: 'TreeBandit', maxDepth: 3, minSamplesLeaf: 1 },
];
const LEAVES = ['EpsilonGreedy', 'UCB1', 'ThompsonSampling'];
const pairs = policies.flatMap((policy) =>
  neighbourhoods
    .filter((neighbourhood) => neighbourhood?.name !== 'TreeBandit' || LEAVES.includes(policy.name))
    .flatMap((neighbourhood) =>
      (['default', 'mabwiser'] as const)
        .filter((mode) => mode === 'default' || !beyond.includes(policy))
        .map((mode) => ({
          label: `${policy.name} ${neighbourhood?.name ?? 'alone'} ${mode}`,
          policy,
          neighbourhood,
          mode,
        })),
    ),
);

const number = fc.integer({ min: -8, max: 8 }).map((value) => value / 3);
const play: fc.Arbitrary<Play> = fc.tuple(
  fc.constantFrom(...ARMS),
  fc.integer({ min: 0, max: 1 }),
  fc.tuple(number, number, number),
);
const plays = fc.array(play, { minLength: 8, maxLength: 25 });
const asPlays = (given: readonly Play[]) => ({
  decisions: given.map(([arm]) => arm),
  rewards: given.map(([, reward]) => reward),
  contexts: { values: Float64Array.from(given.flatMap(([, , context]) => context)), count: given.length, columns: 3 },
});
const ASKED = { values: Float64Array.of(0.3, -1, 1, 2, 0.5, 1), count: 2, columns: 3 };

/** What a bandit goes on to answer. */
function goesOn(one: Bandit, next: readonly Play[]): unknown {
  const answers: unknown[] = [one.predict(ASKED), one.expectations(ASKED), one.status('a')];
  one.partialFit(asPlays(next));
  answers.push(one.predict(ASKED), one.coldArms);
  one.addArm('late');
  one.removeArm('b');
  answers.push(one.expectations(ASKED), one.predict(ASKED), one.randomState, one.playsOf('a'));
  return answers;
}

describe('a kept bandit', () => {
  it.each(pairs)('[BA32] goes on from its text as if nothing had been: $label', ({ policy, neighbourhood, mode }) => {
    fc.assert(
      fc.property(plays, plays, fc.nat(), (first, next, seed) => {
        const options: BanditOptions = {
          arms: ARMS,
          policy,
          seed,
          mode,
          ...(neighbourhood === undefined ? {} : { neighbourhood }),
          ...(mode === 'default' ? { selection: { ties: 'random', floor: 0.05 } } : {}),
        };
        const one = new Bandit(options);
        one.fit(asPlays(first.slice(0, 8)));
        one.predict(ASKED);
        if (first.length > 8) one.partialFit(asPlays(first.slice(8)));
        const kept = Bandit.fromJSON(JSON.stringify(one));
        if (!kept.ok) throw new Error(kept.error.message);
        expect(JSON.stringify(kept.value)).toBe(JSON.stringify(one));
        expect(goesOn(kept.value, next)).toEqual(goesOn(one, next));
      }),
      { numRuns: 6 },
    );
  });
});

describe('what is no kept bandit', () => {
  const one = new Bandit({ arms: ARMS, policy: { name: 'LinUCB', alpha: 1, lambda: 1, scale: false }, seed: 1 });
  one.fit(asPlays([['a', 1, [1, 2, 3]]]));
  const saved = one.toJSON();

  it.each([
    ['no JSON', '{"version":'],
    ['another version', { ...saved, version: 2 }],
    ['nothing', null],
    ['an unknown field', { ...saved, extra: 1 }],
    ['another policy', { ...saved, policy: { name: 'UCB1' } }],
    ['an arm twice', { ...saved, arms: ['a', 'a'] }],
    [
      'a model of another size',
      JSON.stringify(saved).replace('"columns":3,"modelRandom"', '"columns":4,"modelRandom"'),
    ],
    [
      'numbers that are none',
      { ...saved, learned: { columns: 3, modelRandom: null, models: [['a', { source: 'model' }]] } },
    ],
    ['a broken generator', { ...saved, random: { ...saved.random, state: 'x' } }],
  ])('[BA32] %s is refused', (_, kept) => {
    const found = Bandit.fromJSON(kept);
    expect(found.ok ? null : found.error.code).toBe('BANDIT_STATE_INVALID');
  });

  it('[BA32] rewards that a binarizer judged need it again', () => {
    const binarizer = (_: unknown, reward: number) => reward > 3;
    const judging = new Bandit({ arms: ARMS, policy: { name: 'ThompsonSampling' }, seed: 1, binarizer });
    judging.fit({ decisions: ['a', 'b'], rewards: [2, 5], contexts: null });
    expect(Bandit.fromJSON(judging.toJSON()).ok).toBe(false);
    const again = Bandit.fromJSON(judging.toJSON(), { binarizer });
    if (!again.ok) throw new Error(again.error.message);
    again.value.partialFit({ decisions: ['a'], rewards: [9], contexts: null });
    expect(again.value.posterior('a')).toEqual({ kind: 'beta', alpha: 2, beta: 2 });
  });
});
