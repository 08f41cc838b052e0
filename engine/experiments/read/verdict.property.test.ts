import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExperimentMetric, type ExperimentRead, experimentReadSchema } from '../../contract/index.ts';
import { addDays } from '../../core/index.ts';
import type { ExperimentData, MetricSums } from '../sums.ts';
import { analyseExperiment } from './analyse.ts';
import { NO_SUMS } from './arm-metric.ts';
import { PLAN, recordOf, SESSIONS, SIGN_UPS } from './design.fixture.ts';
import { EMPTY, FIRST } from './world.fixture.ts';

const VISITS: ExperimentMetric = { ...SESSIONS, id: 'visits', name: 'Visits', role: 'goal' };
/** Each run reads up to two experiments of up to four variations. */
const RUNS = { numRuns: 60 };

const METRICS = [SIGN_UPS, VISITS, SESSIONS];

const arm = fc.record({
  rate: fc.double({ min: 0.05, max: 0.4, noNaN: true }),
  visits: fc.double({ min: 2, max: 3, noNaN: true }),
  sessions: fc.double({ min: 3, max: 4, noNaN: true }),
});

const world = fc.record({
  arms: fc.array(arm, { minLength: 2, maxLength: 4 }),
  n: fc.integer({ min: 0, max: 4000 }),
  /** How many units more the last arm got. */
  excess: fc.integer({ min: 0, max: 400 }),
  days: fc.integer({ min: 1, max: 30 }),
  multipleExposures: fc.integer({ min: 0, max: 100 }),
  method: fc.constantFrom('sequential' as const, 'fixed' as const, 'bayesian' as const),
  sides: fc.constantFrom('two' as const, 'greater' as const),
  correction: fc.constantFrom('holm' as const, 'benjamini_hochberg' as const, 'none' as const),
  status: fc.constantFrom('running' as const, 'stopped' as const),
});
type World = typeof world extends fc.Arbitrary<infer T> ? T : never;

interface Turn {
  /** Order of the treatments; default as they are. */
  readonly order?: readonly number[];
  /** Counts everything down: what was higher is lower, and better so. */
  readonly down?: boolean;
  /** Added to the rate of every treatment. */
  readonly worse?: number;
}

const moments = (n: number, mean: number, variance: number): MetricSums => ({
  ...NO_SUMS,
  x: { n, mean, m2: n * variance },
});

function read(given: World, { order, down = false, worse = 0 }: Turn = {}): ExperimentRead {
  const sign = down ? -1 : 1;
  const metrics = METRICS.map((metric) =>
    down ? ({ ...metric, kind: 'mean', capping: { kind: 'none' }, better: 'lower' } as const) : metric,
  );
  const treatments = order ?? given.arms.slice(1).map((_, index) => index + 1);
  const shown = [0, ...treatments];
  const keys = shown.map((index) => (index === 0 ? 'control' : `arm-${index}`));
  const record = recordOf({
    variations: keys,
    metrics: down ? metrics : METRICS,
    rule: { method: given.method, sides: given.sides, correction: given.correction },
    status: given.status,
    plan: { ...PLAN, days: 21 },
  });
  const last = addDays(FIRST, given.days - 1);
  const sizes = shown.map((index) => given.n + (index === given.arms.length - 1 ? given.excess : 0));
  const daily: ExperimentData['daily'] = METRICS.flatMap(({ id }) =>
    shown.map((index, at) => {
      const own = given.arms[index] ?? { rate: 0, visits: 0, sessions: 0 };
      const n = sizes[at] ?? 0;
      const rate = Math.round(n * Math.max(0.001, own.rate - (index === 0 ? 0 : worse))) / Math.max(1, n);
      const mean = id === 'sign-ups' ? rate : id === 'visits' ? own.visits : own.sessions;
      const variance = id === 'sign-ups' ? rate * (1 - rate) : 2;
      return { day: last, metric: id, variation: keys[at] ?? '', sums: moments(n, sign * mean, variance) };
    }),
  );
  const exposure = shown.flatMap((_, at) => [
    { day: FIRST, variation: keys[at] ?? '', units: Math.floor((sizes[at] ?? 0) / 2) },
    { day: last, variation: keys[at] ?? '', units: Math.ceil((sizes[at] ?? 0) / 2) },
  ]);
  const data = { ...EMPTY, daily, exposure, multipleExposures: given.multipleExposures, dataThrough: last };
  return analyseExperiment(record, data, []);
}

describe('laws of the read', () => {
  it('[EX77] [EX79] never ships nor shows an effect while a check fails', () => {
    fc.assert(
      fc.property(world, (given) => {
        const found = read(given);
        const fails = found.checks.some(({ outcome }) => outcome === 'fail');
        if (!fails) return;
        expect(['unhealthy', 'no_data']).toContain(found.verdict.state);
        for (const { comparisons } of found.metrics)
          for (const { estimate, dots } of comparisons) expect([estimate, dots.length]).toEqual([null, 0]);
      }),
      RUNS,
    );
  });

  it('is whole: every read is of its contract', () => {
    fc.assert(
      fc.property(world, (given) => {
        expect(experimentReadSchema.safeParse(read(given)).error).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('[EX81] gives one verdict whatever the order of the treatments', () => {
    fc.assert(
      fc.property(world, (given) => {
        const ahead = read(given).verdict;
        const turned = read(given, {
          order: given.arms.slice(1).map((_, index) => given.arms.length - 1 - index),
        }).verdict;
        expect([turned.state, turned.variation]).toEqual([ahead.state, ahead.variation]);
      }),
      RUNS,
    );
  });

  it('[EX81] gives one verdict whether metrics are counted up or down', () => {
    fc.assert(
      fc.property(world, fc.constantFrom('fixed' as const, 'bayesian' as const), (drawn, method) => {
        const given = { ...drawn, method };
        const [up, down] = [read(given).verdict, read(given, { down: true }).verdict];
        expect([down.state, down.variation]).toEqual([up.state, up.variation]);
      }),
      RUNS,
    );
  });

  it('[EX79] does not begin to ship when every treatment gets worse on the first goal', () => {
    fc.assert(
      fc.property(world, fc.double({ min: 0, max: 0.2, noNaN: true }), (given, worse) => {
        if (read(given).verdict.state === 'roll_back') expect(read(given, { worse }).verdict.state).not.toBe('ship');
      }),
      RUNS,
    );
  });
});
