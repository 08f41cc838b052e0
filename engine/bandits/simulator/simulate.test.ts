import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Arm } from '../arm.ts';
import { Bandit, type BanditOptions } from '../bandit.ts';
import { playsOf, rowsOf } from '../plays.fixture.ts';
import type { ArmStats } from './reward-stats.ts';
import { type Candidate, type SimulationOptions, simulate } from './simulate.ts';

/** MABWiser 2.7.4's Simulator over data set B: ordered and random, offline and in batches, seven bandits each. */
const FOLDER = new URL('../../../../shared/data/mab/', import.meta.url);
const there = existsSync(FOLDER);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));

const number = z.union([z.number(), z.literal('NaN').transform(() => Number.NaN)]);
const arm = z.union([z.string(), z.number()]);
const FIELDS = ['count', 'sum', 'min', 'max', 'mean', 'std'] as const;
const statsSchema = z.record(
  z.string(),
  z.strictObject({ count: number, sum: number, min: number, max: number, mean: number, std: number }),
);
type Stats = z.infer<typeof statsSchema>;
const byBandit = <T extends z.ZodType>(value: T) => z.record(z.string(), value);
/** By batch; under no name when there are none. */
const evaluations = byBandit(
  z.union([statsSchema.transform((whole): Readonly<Record<string, Stats>> => ({ '': whole })), byBandit(statsSchema)]),
);
const runSchema = z.strictObject({
  is_ordered: z.boolean(),
  batch_size: z.int(),
  test_size: z.number(),
  seed: z.int(),
  rows_used: z.int(),
  test_indices: z.array(z.int()),
  bandits: byBandit(z.string()),
  arm_to_stats_total: statsSchema,
  arm_to_stats_train: statsSchema,
  arm_to_stats_test: statsSchema,
  predictions: byBandit(z.array(arm)),
  stats_avg: evaluations,
  stats_min: evaluations,
  stats_max: evaluations,
  neighborhood_size: byBandit(z.array(z.int())),
  confusion: byBandit(z.array(z.array(z.array(z.int())))),
});
type Run = z.infer<typeof runSchema>;

const runs = there ? z.object({ runs: z.array(runSchema) }).parse(json('simulator.B.json')).runs : [];
const dataset = there
  ? z
      .object({
        dataset: z.object({
          arms: z.array(arm),
          train: z.object({
            decisions: z.array(arm),
            rewards_real: z.array(z.number()),
            contexts: z.array(z.array(z.number())),
          }),
        }),
      })
      .parse(json('dataset_B.json')).dataset
  : { arms: [], train: { decisions: [], rewards_real: [], contexts: [] } };

const euclidean = { metric: 'euclidean' } as const;
const ucb1 = { name: 'UCB1', alpha: 1 } as const;
const greedy = { name: 'EpsilonGreedy', epsilon: 0 } as const;
/** The bandits of the file by the words it has for them. */
const MEANT: Readonly<Record<string, Pick<BanditOptions, 'policy' | 'neighbourhood'>>> = {
  'EpsilonGreedy(0)': { policy: greedy },
  'UCB1(1)': { policy: ucb1 },
  'Softmax(1)': { policy: { name: 'Softmax', tau: 1 } },
  Random: { policy: { name: 'Random' } },
  'LinUCB(1)': { policy: { name: 'LinUCB', alpha: 1, lambda: 1, scale: false } },
  'EpsilonGreedy(0)+Radius(1.5)': { policy: greedy, neighbourhood: { name: 'Radius', radius: 1.5, ...euclidean } },
  'UCB1(1)+KNearest(5)': { policy: ucb1, neighbourhood: { name: 'KNearest', k: 5, ...euclidean } },
};

const candidatesOf = ({ bandits, seed }: Run): readonly Candidate[] =>
  Object.entries(bandits).map(([name, words]) => {
    const meant = MEANT[words];
    if (meant === undefined) throw new Error(`nothing is meant by ${words}`);
    return { name, bandit: new Bandit({ arms: dataset.arms, ...meant, seed, mode: 'mabwiser' }) };
  });

const simulated = (run: Run) =>
  simulate({
    candidates: candidatesOf(run),
    plays: {
      decisions: dataset.train.decisions,
      rewards: dataset.train.rewards_real,
      contexts: rowsOf(dataset.train.contexts),
    },
    split: run.is_ordered
      ? { kind: 'ordered', testShare: run.test_size }
      : { kind: 'random', testShare: run.test_size, seed: run.seed },
    batch: run.batch_size === 0 ? null : run.batch_size,
  });

/** Holds every number to the recorded one; where there are no rewards, it has zeros or nothing. Returns how many. */
function holds(own: ArmStats | undefined, recorded: Stats | undefined, where: string): number {
  let compared = 0;
  for (const [name, stats] of Object.entries(recorded ?? {})) {
    const found = own?.get(name) ?? null;
    for (const field of FIELDS) {
      const [value, expected] = [found?.[field], stats[field]];
      if (value === undefined) expect(expected || 0, `${where} ${name} ${field}`).toBe(0);
      else
        expect(Math.abs(value - expected), `${where} ${name} ${field}`).toBeLessThanOrEqual(
          1e-12 * Math.max(1, Math.abs(expected)),
        );
      compared += 1;
    }
    expect(found === null, `${where} ${name}`).toBe(stats.count === 0);
  }
  return compared;
}

describe.skipIf(!there)("MABWiser's simulations (skipped without the shared data)", () => {
  it.each(
    runs.map((run, place) => ({ place, name: `${run.is_ordered ? 'ordered' : 'random'}, batch ${run.batch_size}` })),
  )('[BA15] $name: every prediction, statistic and confusion is the same', ({ place }) => {
    const run = runs[place];
    if (run === undefined) throw new Error('there is no such run');
    const { testRows, logged, candidates } = simulated(run);
    expect(testRows).toEqual(run.test_indices);
    let compared = holds(logged.total, run.arm_to_stats_total, 'total');
    compared += holds(logged.train, run.arm_to_stats_train, 'train');
    compared += holds(logged.test, run.arm_to_stats_test, 'test');
    for (const { name, predictions, neighbours, batches, overall } of candidates) {
      expect(predictions, name).toEqual(run.predictions[name]);
      expect(neighbours ?? [], name).toEqual(run.neighborhood_size[name]);
      const online = run.batch_size > 0;
      const parts = online
        ? [...batches.map((part, index) => ({ part, key: `${index}` })), { part: overall, key: 'total' }]
        : [{ part: overall, key: '' }];
      expect(
        parts.map(({ part }) => part.confusion.counts),
        name,
      ).toEqual(run.confusion[name]);
      for (const { part, key } of parts) {
        compared += holds(part.mean, run.stats_avg[name]?.[key], `${name} ${key} mean`);
        compared += holds(part.lowest, run.stats_min[name]?.[key], `${name} ${key} lowest`);
        compared += holds(part.highest, run.stats_max[name]?.[key], `${name} ${key} highest`);
      }
    }
    const parts = run.batch_size === 0 ? 1 : Math.ceil(run.test_indices.length / run.batch_size) + 1;
    // Three kinds of credit and what was logged three times, of 5 arms, 6 numbers each.
    expect(compared).toBe((3 * parts * candidates.length + 3) * 5 * FIELDS.length);
  });
});

const bandit = (arms: readonly Arm[] = ['a', 'b']) => new Bandit({ arms, policy: greedy, seed: 1 });
const plays = playsOf([['a', 2], ['a', 4], ['b', 1], ['a', 6], ['b', 9], ['c', 5]]); // biome-ignore format: a table
const ordered = { kind: 'ordered', testShare: 0.5 } as const;
const asked = (options: Partial<SimulationOptions>) =>
  simulate({ candidates: [{ name: 'one', bandit: bandit() }], plays, split: ordered, batch: null, ...options });

describe('a simulation', () => {
  it('[BA15] credits a match with its reward, another prediction with what the arm had', () => {
    const [one] = asked({}).candidates;
    // a's mean is 3 in the rows learned from, so that it is played: once it was logged.
    expect(one?.predictions).toEqual(['a', 'a', 'a']);
    expect(one?.overall).toMatchObject({ rows: 3, matched: 1, unknown: 0 });
    expect(one?.overall.lowest.get('a')?.sum).toBe(6 + 2 + 2);
    expect(one?.overall.mean.get('a')?.sum).toBe(6 + 3 + 3);
    expect(one?.overall.highest.get('a')?.sum).toBe(6 + 4 + 4);
    expect(one?.overall.mean.get('b')).toBeNull();
    // An arm that was logged and is not among the bandit's stands in the confusion.
    expect(one?.overall.confusion).toEqual({ arms: ['a', 'b', 'c'], counts: [[1, 0, 0], [1, 0, 0], [1, 0, 0]] }); // biome-ignore format: a table
  });

  it('[BA15] learns between batches and not without them', () => {
    const rows = playsOf([['a', 2], ['b', 1], ['b', 1], ['b', 99], ['a', 2], ['a', 2]]); // biome-ignore format: a table
    expect(asked({ plays: rows }).candidates[0]?.predictions).toEqual(['a', 'a', 'a']);
    expect(asked({ plays: rows, batch: 1 }).candidates[0]?.predictions).toEqual(['a', 'b', 'b']);
    expect(asked({ plays: rows, batch: 2 }).candidates[0]?.batches.map(({ rows: count }) => count)).toEqual([2, 1]);
  });

  it('[BA15] says in how many rows nothing is known of the arm that was played', () => {
    const untried = new Bandit({ arms: ['a', 'b', 'z'], policy: ucb1, seed: 1 });
    const [one] = asked({ candidates: [{ name: 'one', bandit: untried }] }).candidates;
    expect(one?.overall).toMatchObject({ matched: 0, unknown: 3 });
    expect(one?.overall.mean.get('z')?.sum).toBe(0);
  });

  it('[BA15] scales contexts by the rows learned from', () => {
    const contexts = rowsOf([[0], [10], [20], [1000], [0], [11]]);
    const near = () =>
      new Bandit({
        arms: ['a', 'b'],
        policy: greedy,
        neighbourhood: { name: 'Radius', radius: 0.2, ...euclidean },
        seed: 1,
      });
    const run = (scale: boolean) =>
      asked({ candidates: [{ name: 'one', bandit: near() }], plays: { ...plays, contexts }, scale }).candidates[0];
    expect(run(false)?.neighbours).toEqual([0, 1, 0]);
    // The deviation of 0, 10 and 20 is 8.16.
    expect(run(true)?.neighbours).toEqual([0, 1, 1]);
  });

  it.each([
    { case: 'no bandits', options: { candidates: [] } },
    {
      case: 'two of one name',
      options: { candidates: [bandit(), bandit()].map((one) => ({ name: 'x', bandit: one })) },
    },
    {
      case: 'other arms',
      options: {
        candidates: [
          { name: 'x', bandit: bandit() },
          { name: 'y', bandit: bandit(['a']) },
        ],
      },
    },
    { case: 'no test rows', options: { split: { kind: 'ordered', testShare: 0 } } },
    { case: 'only test rows', options: { split: { kind: 'ordered', testShare: 1 } } },
    { case: 'nothing to learn from', options: { split: { kind: 'ordered', testShare: 0.9 } } },
    { case: 'a batch of none', options: { batch: 0 } },
    { case: 'a batch of half a row', options: { batch: 0.5 } },
    { case: 'a batch larger than the test', options: { batch: 4 } },
    { case: 'no contexts to scale', options: { scale: true } },
  ] satisfies { case: string; options: Partial<SimulationOptions> }[])('[BA15] refuses $case', ({ options }) => {
    expect(() => asked(options)).toThrow(RangeError);
  });
});
