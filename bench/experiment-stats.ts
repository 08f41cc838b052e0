import type { DecisionRule, ExperimentMetric, ExperimentRecord } from '../engine/contract/index.ts';
import { addDays, dayOf, instantOf } from '../engine/core/index.ts';
import { compareAll, metricReads } from '../engine/experiments/read/metrics.ts';
import { type Sources, sourcesOf } from '../engine/experiments/read/sources.ts';
import { type Standing, standingOf } from '../engine/experiments/read/standing.ts';
import { type Moments, momentsOf, welchDegrees } from '../engine/experiments/stats/index.ts';
import type { ExperimentData, MetricDay, MetricSums } from '../engine/experiments/sums.ts';
import { seededUniform, studentQuantile, studentSurvival } from '../engine/stats/index.ts';
import { median, type Spent, stopwatch } from './measure.ts';

/**
 * From sums to statistics: every comparison of 1,000 experiments with 10 metrics and 4 variants (30,000 of them), each
 * relative and absolute, with interval and p-value of the rule, covariates, chance to win, expected loss, and the
 * correction over goals. The baseline of the same run is a plain loop of Welch's t over the same means: difference,
 * interval, p-value. It runs on one thread, so the goal is held against processor time too. Prints one JSON document.
 */
const EXPERIMENTS = 1000;
const ROUNDS = 5;
const GOAL_MS = 1000;
const VARIATIONS = ['control', 'a', 'b', 'c'] as const;
const DAY = dayOf('2026-11-20');
const AT = instantOf(0);

const KINDS = [
  'mean',
  'proportion',
  'ratio',
  'mean',
  'proportion',
  'mean',
  'ratio',
  'proportion',
  'mean',
  'retention',
] as const;

const METRICS = KINDS.map((kind, index): ExperimentMetric => {
  const role = index < 4 ? 'goal' : index < 8 ? 'secondary' : 'guardrail';
  const window = { delayHours: 0, hours: null };
  const own = {
    id: `metric-${index}`,
    name: `Metric ${index}`,
    role,
    better: 'higher',
    event: 'event',
    window,
    currency: null,
  } as const;
  const capping = { kind: 'none' } as const;
  switch (kind) {
    case 'mean':
      return { ...own, kind, capping };
    case 'ratio':
      return { ...own, kind, capping, denominator: { event: 'visit', of: 'count' } };
    default:
      return { ...own, kind };
  }
});

const rule = (method: DecisionRule['method']): DecisionRule => ({
  method,
  alpha: 0.05,
  correction: 'holm',
  sides: 'two',
  prior: method === 'bayesian' ? { mean: 0, sd: 0.3 } : null,
  chanceToWin: 0.95,
  covariateDays: 14,
  minDays: 7,
  minUnits: 100,
  guardrailMargin: 0.02,
});

const recordOf = (method: DecisionRule['method']): ExperimentRecord => ({
  design: {
    key: 'bench',
    name: 'Bench',
    hypothesis: '',
    unit: 'user',
    flag: 'bench',
    defaultValue: null,
    variations: VARIATIONS.map((key) => ({ key, name: key, weight: 0.25, value: key, description: '' })),
    coverage: 1,
    targeting: {},
    namespace: null,
    holdout: null,
    hashVersion: 2,
    seed: 'bench',
    sticky: false,
    metrics: METRICS,
    rule: rule(method),
    plan: { minimumEffect: 0.05, power: 0.8, baseline: 1, sd: 1, unitsPerDay: 1000, days: 14 },
  },
  status: 'stopped',
  version: 1,
  createdAt: AT,
  startedAt: AT,
  since: null,
  stoppedAt: AT,
  decidedAt: null,
  decision: null,
});

/** Sums of an arm as data of its size would have them. */
function drawSums(uniform: () => number, { kind }: ExperimentMetric): MetricSums {
  const n = 2000 + Math.floor(20_000 * uniform());
  const moments = (mean: number, variance: number): Moments => ({ n, mean, m2: n * variance });
  const share = 0.05 + 0.3 * uniform();
  const binary = kind === 'proportion' || kind === 'retention';
  const x = binary ? moments(Math.round(share * n) / n, share * (1 - share)) : moments(2 + 0.1 * uniform(), 4);
  const u = moments(2, 4);
  const base = { x, u, xu: n * (binary ? 0.1 : 2) };
  if (kind !== 'ratio') return { ...base, y: null, v: null, xy: null, xv: null, yu: null, yv: null, uv: null };
  const [y, v] = [moments(3, 2), moments(3, 2)];
  return { ...base, y, v, xy: n * 1.5, xv: n, yu: n, yv: n, uv: n * 1.5 };
}

function drawData(uniform: () => number): ExperimentData {
  const daily = METRICS.flatMap((metric) =>
    VARIATIONS.map(
      (variation): MetricDay => ({ day: DAY, metric: metric.id, variation, sums: drawSums(uniform, metric) }),
    ),
  );
  const exposure = VARIATIONS.flatMap((variation) => [
    { day: addDays(DAY, -13), variation, units: 5000 },
    { day: DAY, variation, units: 5000 },
  ]);
  return {
    daily,
    exposure,
    segments: [],
    ages: [],
    quantiles: [],
    multipleExposures: 0,
    unknownVariations: [],
    dataThrough: DAY,
  };
}

const uniform = seededUniform(1);
const experiments = Array.from({ length: EXPERIMENTS }, () => drawData(uniform));

/** Welch's t and nothing else, over the same means. */
function plainLoop(): number {
  let sum = 0;
  for (const { daily } of experiments) {
    for (let metric = 0; metric < METRICS.length; metric += 1) {
      const control = daily[metric * VARIATIONS.length]?.sums.x ?? momentsOf([]);
      for (let arm = 1; arm < VARIATIONS.length; arm += 1) {
        const treatment = daily[metric * VARIATIONS.length + arm]?.sums.x ?? momentsOf([]);
        const [a, b] = [control.m2 / (control.n - 1) / control.n, treatment.m2 / (treatment.n - 1) / treatment.n];
        const error = Math.sqrt(a + b);
        const degrees = welchDegrees(a, control.n, b, treatment.n);
        const difference = treatment.mean - control.mean;
        const reach = studentQuantile(0.975, degrees) * error;
        sum += 2 * studentSurvival(Math.abs(difference) / error, degrees) + difference - reach + (difference + reach);
      }
    }
  }
  return sum;
}

interface Prepared {
  readonly standing: Standing;
  readonly sources: Sources;
}

const prepared = (method: DecisionRule['method']): readonly Prepared[] =>
  experiments.map((data) => ({ standing: standingOf(recordOf(method), data), sources: sourcesOf(data) }));

function statistics(given: readonly Prepared[]): number {
  let sum = 0;
  for (const { standing, sources } of given)
    for (const { adjustedPValue, relative } of compareAll(standing, sources))
      sum += (adjustedPValue ?? 0) + (relative?.chanceToWin ?? 0);
  return sum;
}

function wholeReads(given: readonly Prepared[]): number {
  let sum = 0;
  for (const { standing, sources } of given)
    sum += metricReads(standing, sources, compareAll(standing, sources)).length;
  return sum;
}

function timed(work: () => number): { readonly spent: readonly Spent[]; readonly checksum: number } {
  let checksum = work();
  const spent = Array.from({ length: ROUNDS }, () => {
    const stop = stopwatch();
    checksum = work();
    return stop();
  });
  return { spent, checksum };
}

const middle = ({ spent }: { readonly spent: readonly Spent[] }, of: keyof Spent): number =>
  median(spent.map((one) => one[of]));
const rounded = (value: number): number => Number(value.toFixed(2));

const plain = timed(plainLoop);
const methods = ['sequential', 'fixed', 'bayesian'] as const;
const lines = methods.map((method) => {
  const given = prepared(method);
  const [stats, reads] = [timed(() => statistics(given)), timed(() => wholeReads(given))];
  return {
    method,
    statisticsMs: rounded(middle(stats, 'wall')),
    statisticsCpuMs: rounded(middle(stats, 'cpu')),
    withDotsAndSentencesCpuMs: rounded(middle(reads, 'cpu')),
    ratio: rounded(middle(stats, 'wall') / middle(plain, 'wall')),
    cpuRatio: rounded(middle(stats, 'cpu') / middle(plain, 'cpu')),
    checksum: stats.checksum,
  };
});
console.log(
  JSON.stringify({
    benchmark: 'experiment-stats',
    experiments: EXPERIMENTS,
    metrics: METRICS.length,
    variants: VARIATIONS.length,
    comparisons: EXPERIMENTS * METRICS.length * (VARIATIONS.length - 1),
    goalMs: GOAL_MS,
    plainWelchMs: rounded(middle(plain, 'wall')),
    plainWelchCpuMs: rounded(middle(plain, 'cpu')),
    plainChecksum: plain.checksum,
    methods: lines,
    met: lines.every(({ statisticsCpuMs }) => statisticsCpuMs < GOAL_MS),
  }),
);
