import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Arm } from './arm.ts';
import { Bandit, type BanditOptions } from './bandit.ts';
import type { Mode } from './mode.ts';
import { playsOf, rowsOf, times } from './plays.fixture.ts';

/** 63 bad calls, and calls on a boundary, with what MABWiser 2.7.4 raised; null: it took them. */
const FILE = new URL('../../../shared/data/mab/errors.json', import.meta.url);
const there = existsSync(FILE);
const recorded = there
  ? z
      .object({ cases: z.array(z.object({ case: z.string(), raises: z.string().nullable() })) })
      .parse(JSON.parse(readFileSync(FILE, 'utf8'))).cases
  : [];

type Asked = Partial<BanditOptions>;
const greedy = { name: 'EpsilonGreedy', epsilon: 0.1 } as const;
const thompson = { name: 'ThompsonSampling' } as const;
const ridge = { alpha: 1, lambda: 1, scale: false } as const;
const linUcb = { name: 'LinUCB', ...ridge } as const;
const euclidean = { metric: 'euclidean' } as const;

const bandit = (mode: Mode, options: Asked = {}) =>
  new Bandit({ arms: ['a', 'b'], policy: greedy, seed: 1, mode, ...options });

const PLAYS = playsOf([['a', 1], ['b', 0], ['a', 0], ['b', 1]]); // biome-ignore format: a table
const SEEN = { ...PLAYS, contexts: rowsOf([[1, 0], [0, 1], [1, 1], [2, 1]]) }; // biome-ignore format: a table
const learned = (mode: Mode, options: Asked = {}) => {
  const one = bandit(mode, options);
  one.fit(SEEN);
  return one;
};
const features = (arms: readonly Arm[]) => new Map(arms.map((arm, index) => [arm, [1, index]] as const));

/** Calls by the words of the file. What no type lets through is checked at run time all the same. */
const CALLS: Readonly<Record<string, (mode: Mode) => unknown>> = {
  // @ts-expect-error a list is asked for
  'arms not a list': (mode) => bandit(mode, { arms: 'ab' }),
  // @ts-expect-error null is no arm
  'arms contain None': (mode) => bandit(mode, { arms: ['a', null] }),
  'arms contain NaN (same object np.nan)': (mode) => bandit(mode, { arms: [1, Number.NaN] }),
  'arms contain Infinity': (mode) => bandit(mode, { arms: [1, Number.POSITIVE_INFINITY] }),
  'duplicate arms': (mode) => bandit(mode, { arms: ['a', 'a'] }),
  'empty arms list: constructor': (mode) => bandit(mode, { arms: [] }),
  'epsilon -0.1': (mode) => bandit(mode, { policy: { ...greedy, epsilon: -0.1 } }),
  'epsilon 1.1': (mode) => bandit(mode, { policy: { ...greedy, epsilon: 1.1 } }),
  // @ts-expect-error a number is asked for
  'epsilon "x"': (mode) => bandit(mode, { policy: { ...greedy, epsilon: 'x' } }),
  'UCB1 alpha -1': (mode) => bandit(mode, { policy: { name: 'UCB1', alpha: -1 } }),
  'Softmax tau 0': (mode) => bandit(mode, { policy: { name: 'Softmax', tau: 0 } }),
  'Softmax tau -1': (mode) => bandit(mode, { policy: { name: 'Softmax', tau: -1 } }),
  'LinUCB alpha -1': (mode) => bandit(mode, { policy: { ...linUcb, alpha: -1 } }),
  'LinUCB l2 -1': (mode) => bandit(mode, { policy: { ...linUcb, lambda: -1 } }),
  'LinUCB l2 0 (constructor)': (mode) => bandit(mode, { policy: { ...linUcb, lambda: 0 } }),
  'LinTS alpha 0': (mode) => bandit(mode, { policy: { name: 'LinTS', ...ridge, alpha: 0 } }),
  'LinTS l2 0': (mode) => bandit(mode, { policy: { name: 'LinTS', ...ridge, lambda: 0 } }),
  'LinGreedy epsilon 2': (mode) => bandit(mode, { policy: { ...ridge, name: 'LinGreedy', epsilon: 2 } }),
  'LinGreedy scale "yes"': (mode) => {
    const policy = { name: 'LinGreedy', epsilon: 0, lambda: 1, scale: 'yes' } as const;
    // @ts-expect-error true or false is asked for
    return bandit(mode, { policy });
  },
  // @ts-expect-error a function is asked for
  'TS binarizer not callable': (mode) => bandit(mode, { policy: thompson, binarizer: 7 }),
  'TS rewards not binary without binarizer': (mode) => bandit(mode, { policy: thompson }).fit(playsOf([['a', 0.5]])),
  'TS rewards 0.0/1.0': (mode) => bandit(mode, { policy: thompson }).fit(playsOf([['a', 0.0], ['b', 1.0]])), // biome-ignore format: a table
  'KNearest k 0': (mode) => bandit(mode, { neighbourhood: { name: 'KNearest', k: 0, ...euclidean } }),
  'KNearest k 1.5': (mode) => bandit(mode, { neighbourhood: { name: 'KNearest', k: 1.5, ...euclidean } }),
  // @ts-expect-error one of the metrics is asked for
  'KNearest bad metric': (mode) => bandit(mode, { neighbourhood: { name: 'KNearest', k: 1, metric: 'far' } }),
  'Radius 0': (mode) => bandit(mode, { neighbourhood: { name: 'Radius', radius: 0, ...euclidean } }),
  'Radius prob not summing to 1': (mode) =>
    bandit(mode, { neighbourhood: { name: 'Radius', radius: 1, ...euclidean, withoutNeighbours: [0.5, 0.6] } }),
  'Clusters 1': (mode) => bandit(mode, { neighbourhood: { name: 'Clusters', clusters: 1 } }),
  'LSH dims 0': (mode) => bandit(mode, { neighbourhood: { name: 'LSHNearest', dimensions: 0, tables: 1 } }),
  'LSH tables 0': (mode) => bandit(mode, { neighbourhood: { name: 'LSHNearest', dimensions: 1, tables: 0 } }),
  'TreeBandit unknown parameter': (mode) => {
    const neighbourhood = { name: 'TreeBandit', maxDepth: null, minSamplesLeaf: 1, leaves: 7 } as const;
    return bandit(mode, { neighbourhood });
  },
  'TreeBandit with Softmax': (mode) => treeOf(mode, { name: 'Softmax', tau: 1 }),
  'TreeBandit with LinUCB': (mode) => treeOf(mode, linUcb),
  'seed float': (mode) => bandit(mode, { seed: 1.5 }),
  'seed negative': (mode) => bandit(mode, { seed: -1 }),
  'predict before fit': (mode) => bandit(mode).predict(),
  'predict_expectations before fit': (mode) => bandit(mode).expectations(),
  'fit length mismatch': (mode) => bandit(mode).fit({ ...PLAYS, rewards: [1] }),
  'fit rewards NaN': (mode) => bandit(mode).fit(playsOf([['a', Number.NaN]])),
  'fit rewards inf': (mode) => bandit(mode).fit(playsOf([['a', Number.POSITIVE_INFINITY]])),
  'fit contexts on context-free': (mode) => bandit(mode).fit(SEEN),
  'fit without contexts on LinUCB': (mode) => bandit(mode, { policy: linUcb }).fit(PLAYS),
  'fit contexts row mismatch': (mode) => bandit(mode, { policy: linUcb }).fit({ ...PLAYS, contexts: rowsOf([[1, 0]]) }),
  'fit contexts 1-D': (mode) =>
    bandit(mode, { policy: linUcb }).fit({
      ...PLAYS,
      contexts: { values: Float64Array.of(1, 2, 3, 4), count: 4, columns: 2 },
    }),
  'LinUCB predict without contexts': (mode) => learned(mode, { policy: linUcb }).predict(),
  'LinUCB predict with wrong dims': (mode) => learned(mode, { policy: linUcb }).predict(rowsOf([[1, 2, 3]])),
  'context-free predict with contexts': (mode) => learned(mode).predict(rowsOf([[1, 2, 3]])),
  'add existing arm': (mode) => bandit(mode).addArm('a'),
  // @ts-expect-error null is no arm
  'add None arm': (mode) => bandit(mode).addArm(null),
  'add_arm binarizer on EpsilonGreedy': (mode) => bandit(mode).addArm('c', () => true),
  'add_arm binarizer on ThompsonSampling+Clusters': (mode) =>
    bandit(mode, {
      policy: thompson,
      binarizer: () => true,
      neighbourhood: { name: 'Clusters', clusters: 2 },
    }).addArm('c', () => false),
  'remove unknown arm': (mode) => bandit(mode).removeArm('z'),
  'warm_start missing arm features': (mode) => learned(mode).warmStart(features(['a']), 0.5),
  'warm_start integer quantile': (mode) => learned(mode).warmStart(features(['a', 'b']), 1),
  'warm_start quantile 1.5': (mode) => learned(mode).warmStart(features(['a', 'b']), 1.5),
  'Popularity predict with a negative mean': (mode) => {
    const one = bandit(mode, { policy: { name: 'Popularity' } });
    one.fit(playsOf([['a', -1], ['b', 3]])); // biome-ignore format: a table
    return one.predict();
  },
  'KNearest k larger than history': (mode) => nearest(mode, 5),
  'KNearest k equal to history': (mode) => nearest(mode, 4),
  'Clusters more clusters than rows': (mode) => learned(mode, { neighbourhood: { name: 'Clusters', clusters: 5 } }),
  'UCB1 fit with no rows': (mode) => bandit(mode, { policy: { name: 'UCB1', alpha: 1 } }).fit(playsOf([])),
  "LinUCB l2_lambda 0 with singular X'X": (mode) =>
    bandit(mode, { policy: { ...linUcb, lambda: 0 } }).fit(playsOf(times(4).map((i) => ['a', i, [1, 1]]))),
};

const treeOf = (mode: Mode, policy: BanditOptions['policy']) =>
  bandit(mode, { policy, neighbourhood: { name: 'TreeBandit', maxDepth: null, minSamplesLeaf: 1 } });
const nearest = (mode: Mode, k: number) =>
  learned(mode, { neighbourhood: { name: 'KNearest', k, ...euclidean } }).predict(rowsOf([[1, 1]]));

/** Where this library deliberately does otherwise: `taken` or `refused`, in which modes and why. */
const OTHERWISE: Readonly<Record<string, { does: 'taken' | 'refused'; modes: readonly Mode[]; because: string }>> = {
  'empty arms list: constructor': {
    does: 'refused',
    modes: ['mabwiser', 'default'],
    because: 'MABWiser fails at the first prediction; here at once',
  },
  'LinUCB l2 0 (constructor)': {
    does: 'refused',
    modes: ['default'],
    because: 'without a penalty nothing is known of an arm without data',
  },
  'predict before fit': { does: 'taken', modes: ['default'], because: 'a prior is an answer' },
  'predict_expectations before fit': { does: 'taken', modes: ['default'], because: 'a prior is an answer' },
  'fit contexts on context-free': {
    does: 'taken',
    modes: ['mabwiser', 'default'],
    because: 'the same plays can go to several bandits; the contexts are not looked at',
  },
  'add_arm binarizer on ThompsonSampling+Clusters': {
    does: 'taken',
    modes: ['mabwiser', 'default'],
    because: 'MABWiser means to take it and fails',
  },
  'warm_start integer quantile': {
    does: 'taken',
    modes: ['mabwiser', 'default'],
    because: 'the number 1 has no other type than 1.0',
  },
};

/** Cases about what this library does not have. */
const WITHOUT: Readonly<Record<string, string>> = {
  'n_jobs 0': 'there are no jobs to count: a bandit answers where it is asked',
  'n_jobs 1.5': 'there are no jobs to count: a bandit answers where it is asked',
};

const outcome = (call: () => unknown): 'taken' | 'refused' => {
  try {
    call();
    return 'taken';
  } catch (fault) {
    if (fault instanceof RangeError || fault instanceof TypeError) return 'refused';
    throw fault;
  }
};

describe.skipIf(!there)("MABWiser's refusals (skipped without the shared data)", () => {
  it('[BA14] every case is asked or named as one about what is not here', () => {
    expect(recorded.map((one) => one.case).sort()).toEqual([...Object.keys(CALLS), ...Object.keys(WITHOUT)].sort());
    expect(recorded).toHaveLength(63);
    expect(Object.keys(OTHERWISE).every((name) => name in CALLS)).toBe(true);
  });

  const asked = recorded
    .filter((one) => !(one.case in WITHOUT))
    .flatMap((one) => (['mabwiser', 'default'] as const).map((mode) => ({ ...one, mode })));

  it.each(asked)('[BA14] $case, mode $mode', ({ case: name, raises, mode }) => {
    const call = CALLS[name];
    if (call === undefined) throw new Error(`nothing is asked for ${name}`);
    const theirs = raises === null ? 'taken' : 'refused';
    const otherwise = OTHERWISE[name]?.modes.includes(mode) === true ? OTHERWISE[name]?.does : undefined;
    expect(otherwise, 'a difference that is none').not.toBe(theirs);
    expect(outcome(() => call(mode))).toBe(otherwise ?? theirs);
  });
});

describe('a refusal', () => {
  it('[BA14] leaves what was known as it was', () => {
    const [one, other] = [learned('default', { policy: linUcb }), learned('default', { policy: linUcb })];
    for (const bad of [
      { ...SEEN, rewards: [1, 2, 3, Number.NaN] },
      { ...SEEN, contexts: rowsOf([[1, 2, 3]]) },
      { ...SEEN, contexts: rowsOf([[1, Number.NaN], [0, 0], [0, 0], [0, 0]]) }, // biome-ignore format: a table
    ]) {
      expect(() => one.partialFit(bad)).toThrow(RangeError);
      expect(() => one.fit(bad)).toThrow(RangeError);
    }
    expect(() => one.addArm('a')).toThrow(RangeError);
    expect(() => one.removeArm('z')).toThrow(RangeError);
    expect(one.arms).toEqual(['a', 'b']);
    expect(one.coldArms).toEqual([]);
    expect(one.expectations(rowsOf([[1, 2]]))).toEqual(other.expectations(rowsOf([[1, 2]])));
  });

  it.each([
    {
      case: 'a contextual policy before it has learned',
      call: () => bandit('default', { policy: linUcb }).predict(rowsOf([[1]])),
    },
    { case: 'chances for other arms', call: () => radius([0.2, 0.3, 0.5]) },
    {
      case: 'chances for arms as they were',
      call: () => {
        const one = radius([0.5, 0.5]);
        one.fit(SEEN);
        one.addArm('c');
        return one.predict(rowsOf([[99, 99]]));
      },
    },
    { case: 'features of several lengths', call: () => learned('default').warmStart(new Map([['a', [1]], ['b', [1, 2]]]), 0.5) }, // biome-ignore format: a table
    { case: 'a ridge without a penalty', call: () => bandit('default', { policy: { ...linUcb, lambda: 0 } }) },
  ])('[BA14] also meets $case', ({ call }) => {
    expect(call).toThrow(RangeError);
  });

  it('[BA14] is not what meets a binarizer that comes with an arm where plays are grouped: it takes the place of the first', () => {
    const one = bandit('default', {
      policy: thompson,
      binarizer: (_, reward) => reward > 1,
      neighbourhood: { name: 'Clusters', clusters: 2 },
    });
    const plays = playsOf(times(80).map((i) => [i % 4 < 2 ? 'a' : 'b', 5, [i % 2]] as const));
    const mean = () => {
      one.fit(plays);
      const drawn = one.expectations(rowsOf(times(100).map((i) => [i % 2])));
      const size = one.arms.length;
      return times(100).reduce((sum, row) => sum + (drawn[row * size] ?? Number.NaN), 0) / 100;
    };
    // Beta(21, 1), and with no reward above 9 Beta(1, 21).
    expect(mean()).toBeGreaterThan(0.9);
    one.addArm('c', (_, reward) => reward > 9);
    expect(mean()).toBeLessThan(0.1);
  });

  it('[BA14] before anything was learned, Thompson sampling answers from its prior', () => {
    const one = bandit('default', { policy: thompson });
    expect(new Set(times(100).flatMap(() => one.predict()))).toEqual(new Set(['a', 'b']));
  });
});

const radius = (withoutNeighbours: readonly number[]) =>
  bandit('default', { neighbourhood: { name: 'Radius', radius: 0.1, ...euclidean, withoutNeighbours } });
