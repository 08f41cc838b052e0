import { z } from 'zod';
import { effectOf, type KnownEffect } from './effect.ts';
import { fixedHorizon } from './fixed-horizon.ts';
import type { Metric } from './metric.ts';
import { type JointMoments, jointMomentsFromSums, type Moments, momentsFromSums } from './moments.ts';
import { type Prior, posteriorOf } from './posterior.ts';
import { moreUnitsNeeded, type PowerDesign } from './power.ts';
import { sampleRatioPValue } from './sample-ratio.ts';
import { confidenceSequenceBy } from './sequential.ts';
import {
  type Configuration,
  METHODS,
  type Statistic,
  type Sums,
  type TestCase,
  type VectorCase,
  vectorCase,
} from './vector-case.ts';

/** A file of cases in the format of GrowthBook's gbstats vectors. Each case is parsed on its own. */
export const vectorFileSchema = z.object({ cases: z.array(z.looseObject({ id: z.string() })) });

/** What a case comes to, in the file's own field names; null for a case that can't be read. */
export interface VectorResult {
  readonly id: string;
  readonly output: Readonly<Record<string, unknown>> | null;
}

const momentsFrom = (part: Sums): Moments =>
  momentsFromSums(part.n, part.sum, part.type === 'proportion' ? part.sum : part.sum_squares);

const jointFrom = (x: Sums, y: Sums, products: number): JointMoments =>
  jointMomentsFromSums(momentsFrom(x), momentsFrom(y), products);

/** gbstats takes p(1 − p) for the yes-or-no part of a ratio: its sum of squares is one unit short of Bessel's. */
const withoutBessel = (moments: Moments, part: Sums): Moments =>
  part.type === 'proportion' && part.n > 1 ? { ...moments, m2: (moments.m2 * (part.n - 1)) / part.n } : moments;

function metricFrom(of: Statistic): Metric {
  switch (of.type) {
    case 'mean':
      return { kind: 'mean', moments: momentsFrom(of) };
    case 'proportion':
      return { kind: 'proportion', n: of.n, successes: of.sum };
    case 'ratio': {
      const { x, y, cxy } = jointFrom(of.m, of.d, of.m_d_sum_of_products);
      const binary = of.m.type === 'proportion' && of.d.type === 'proportion' && of.n > 1;
      const joint = {
        x: withoutBessel(x, of.m),
        y: withoutBessel(y, of.d),
        cxy: binary ? (cxy * (of.n - 1)) / of.n : cxy,
      };
      return { kind: 'ratio', joint };
    }
    case 'cuped': {
      const joint = jointFrom(of.post, of.pre, of.post_pre_sum_of_products);
      const binary = of.post.type === 'proportion' && of.pre.type === 'proportion';
      return { kind: 'cuped', joint, binary, ...(typeof of.theta === 'number' ? { theta: of.theta } : {}) };
    }
    case 'quantile':
    case 'quantile_clustered':
      return {
        kind: 'quantile',
        n: of.n,
        nStar: of.n_star,
        level: of.nu,
        estimate: of.quantile_hat,
        lower: of.quantile_lower,
        upper: of.quantile_upper,
        ...(of.type === 'quantile' ? {} : { clusters: clustersFrom(of) }),
      };
  }
}

function clustersFrom(of: Extract<Statistic, { type: 'quantile_clustered' }>): JointMoments {
  const x = momentsFromSums(of.n_clusters, of.main_sum, of.main_sum_squares);
  const y = momentsFromSums(of.n_clusters, of.denominator_sum, of.denominator_sum_squares);
  return jointMomentsFromSums(x, y, of.main_denominator_sum_product);
}

const MESSAGES = {
  no_units: 'NO_UNITS_IN_VARIATION',
  no_variance: 'ZERO_NEGATIVE_VARIANCE',
  zero_baseline: 'ZERO_NEGATIVE_BASELINE_VARIATION',
} as const;

const endpoint = (x: number): number | string => (Number.isFinite(x) ? x : String(x));

const thetaField = (theta: number | null) => (theta === null ? {} : { _theta: theta });

/** What gbstats answers when there is nothing to read: zero, with a message. */
const neutral = (errorMessage: string | null) => ({
  expected: 0,
  ci: [0, 0],
  uplift: { dist: 'normal', mean: 0, stddev: 0 },
  errorMessage,
});

/** Effects a day over all traffic: gbstats' "scaled impact". */
function dailyUsers({ difference_type, total_users, traffic_percentage, phase_length_days }: Configuration): number {
  if (difference_type !== 'scaled') return 1;
  return (total_users ?? 0) / (traffic_percentage * phase_length_days);
}

const sized = (mean: number, deviation: number, interval: readonly [number, number], by: number) => ({
  expected: mean * by,
  ci: interval.map((end) => endpoint(end * by)),
  uplift: { dist: 'normal', mean: mean * by, stddev: deviation * by },
  errorMessage: null,
});

function bayesian(effect: KnownEffect, config: Configuration): Record<string, unknown> {
  const { prior: given, prior_type: scale } = config;
  const belief: Prior | null = given?.proper ? { mean: given.mean, variance: given.variance, scale } : null;
  const read = posteriorOf(effect, {
    prior: belief,
    alpha: config.alpha,
    lowerIsBetter: config.inverse,
    convention: 'gbstats',
  });
  return {
    ...sized(read.mean, read.deviation, read.interval, dailyUsers(config)),
    chanceToWin: read.chanceToWin,
    risk: read.risk,
    riskType: effect.difference,
  };
}

function frequentist(
  method: keyof typeof METHODS,
  effect: KnownEffect,
  config: Configuration,
): Record<string, unknown> {
  const { sequential, side } = METHODS[method];
  if (sequential && side !== 'two' && config.alpha >= 0.5) {
    const pValueErrorMessage = 'ALPHA_GREATER_THAN_0.5_FOR_SEQUENTIAL_ONE_SIDED_TEST';
    return { ...neutral(null), pValue: null, pValueErrorMessage };
  }
  const options = { alpha: config.alpha, side, tuning: config.sequential_tuning_parameter };
  const read = sequential ? confidenceSequenceBy('gbstats', effect, options) : fixedHorizon(effect, options);
  return {
    ...sized(effect.estimate, effect.standardError, read.interval, dailyUsers(config)),
    pValue: read.pValue,
    pValueErrorMessage: read.pValue === null ? 'NUMERICAL_PVALUE_NOT_CONVERGED' : null,
    _dof: effect.degrees,
  };
}

function abTest({ method, a, b, config }: TestCase): Record<string, unknown> {
  const difference = config.difference_type === 'relative' ? 'relative' : 'absolute';
  const effect = effectOf(metricFrom(a), metricFrom(b), { difference, convention: 'gbstats' });
  const theta = thetaField(effect.theta);
  if (!effect.known) {
    const nothing = { ...neutral(MESSAGES[effect.reason]), ...theta };
    return method === 'bayesian'
      ? { ...nothing, chanceToWin: 0.5, risk: [0, 0], riskType: difference }
      : { ...nothing, pValue: 1, pValueErrorMessage: null };
  }
  return { ...(method === 'bayesian' ? bayesian(effect, config) : frequentist(method, effect, config)), ...theta };
}

function midExperiment({ a, b, config }: Extract<VectorCase, { family: 'mid_experiment_power' }>) {
  const effect = effectOf(metricFrom(a), metricFrom(b), {
    difference: config.difference_type,
    convention: 'gbstats',
  });
  if (!effect.known) {
    return { scaling_factor: null, converged: false, upper_bound_achieved: false, error: MESSAGES[effect.reason] };
  }
  const method: PowerDesign['method'] = config.prior?.proper
    ? { kind: 'bayesian', prior: config.prior }
    : config.sequential
      ? { kind: 'sequential', tuning: config.sequential_tuning_parameter }
      : { kind: 'fixed' };
  const more = moreUnitsNeeded(config.target_mde, effect, {
    alpha: config.alpha,
    power: config.target_power,
    goals: config.num_goal_metrics,
    variations: config.num_variations,
    method,
  });
  if (more.known) return { scaling_factor: more.times, converged: true, upper_bound_achieved: false, error: '' };
  const error = 'could not find upper bound for scaling factor';
  return { scaling_factor: null, converged: false, upper_bound_achieved: true, error };
}

function outputOf(parsed: VectorCase): Record<string, unknown> {
  switch (parsed.family) {
    case 'ab_test':
      return abTest(parsed);
    case 'srm': {
      const arms = parsed.users.map((units, index) => ({ units, weight: parsed.weights[index] ?? 0 }));
      return { pValue: sampleRatioPValue(arms, 'gbstats') };
    }
    case 'mid_experiment_power':
      return midExperiment(parsed);
  }
}

/** Computes one case by gbstats' rules. A case that is not of the format, or compares two kinds, has no output. */
export function computeVector(given: Readonly<Record<string, unknown>> & { readonly id: string }): VectorResult {
  const parsed = vectorCase.safeParse(given);
  if (!parsed.success) return { id: given.id, output: null };
  const of = parsed.data;
  if (of.family !== 'srm' && of.a.type !== of.b.type) return { id: of.id, output: null };
  return { id: of.id, output: outputOf(of) };
}
