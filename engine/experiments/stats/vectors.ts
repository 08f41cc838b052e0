import { z } from 'zod';
import { effectOf, type KnownEffect } from './effect.ts';
import { fixedHorizon } from './fixed-horizon.ts';
import { type Prior, posteriorOf } from './posterior.ts';
import type { PowerDesign } from './power.ts';
import { searchedMoreUnits } from './power-search.ts';
import { sampleRatioPValue } from './sample-ratio.ts';
import { confidenceSequenceBy } from './sequential.ts';
import {
  type Configuration,
  METHODS,
  type PowerConfiguration,
  readVectorCase,
  type Statistic,
  type TestCase,
  type VectorCase,
} from './vector-case.ts';
import { metricsFrom } from './vector-metric.ts';

/** A file of cases in the format of GrowthBook's gbstats vectors. Each case is parsed on its own. */
export const vectorFileSchema = z.object({ cases: z.array(z.unknown()) });

/** What a case comes to, in the file's own field names; null, with the reason, for a case that can't be read. */
export type VectorResult =
  | { readonly id: string; readonly output: Readonly<Record<string, unknown>> }
  | { readonly id: string; readonly output: null; readonly problem: string };

const MESSAGES = {
  no_units: 'NO_UNITS_IN_VARIATION',
  no_variance: 'ZERO_NEGATIVE_VARIANCE',
  zero_baseline: 'ZERO_NEGATIVE_BASELINE_VARIATION',
} as const;

const thetaField = (theta: number | null) => (theta === null ? {} : { _theta: theta });

/** What gbstats answers when there is nothing to read: zero, with a message. */
const neutral = (errorMessage: string | null) => ({
  expected: 0,
  ci: [0, 0],
  uplift: { dist: 'normal', mean: 0, stddev: 0 },
  errorMessage,
});

/** Users a day over all traffic, by which gbstats multiplies an effect for its "scaled impact"; why not, as its message. */
function dailyUsers(type: Statistic['type'], config: Configuration): number | string {
  const { difference_type, total_users = 0, traffic_percentage, phase_length_days } = config;
  if (difference_type !== 'scaled') return 1;
  if (traffic_percentage === 0 || phase_length_days === 0) return 'ZERO_SCALED_VARIATION_WEIGHT';
  if (type !== 'mean' && type !== 'proportion' && type !== 'cuped') {
    return 'For scaled impact the statistic must be of type ProportionStatistic, SampleMeanStatistic, or RegressionAdjustedStatistic';
  }
  return total_users > 0 ? total_users / (traffic_percentage * phase_length_days) : MESSAGES.no_units;
}

const sized = (mean: number, deviation: number, interval: readonly [number, number], by: number) => ({
  expected: mean * by,
  ci: interval.map((end) => end * by),
  uplift: { dist: 'normal', mean: mean * by, stddev: deviation * by },
  errorMessage: null,
});

function bayesian(effect: KnownEffect, config: Configuration, users: number): Record<string, unknown> {
  const { prior: given, prior_type: scale } = config;
  const belief: Prior | null = given?.proper ? { mean: given.mean, variance: given.variance, scale } : null;
  const read = posteriorOf(effect, {
    prior: belief,
    alpha: config.alpha,
    lowerIsBetter: config.inverse,
    convention: 'gbstats',
  });
  return {
    ...sized(read.mean, read.deviation, read.interval, users),
    chanceToWin: read.chanceToWin,
    risk: read.risk,
    riskType: effect.difference,
  };
}

function frequentist(
  method: keyof typeof METHODS,
  effect: KnownEffect,
  config: Configuration,
  users: number,
): Record<string, unknown> {
  const { sequential, side } = METHODS[method];
  const options = { alpha: config.alpha, side, tuning: config.sequential_tuning_parameter };
  const read = sequential ? confidenceSequenceBy('gbstats', effect, options) : fixedHorizon(effect, options);
  return {
    ...sized(effect.estimate, effect.standardError, read.interval, users),
    pValue: read.pValue,
    pValueErrorMessage: read.pValue === null ? 'NUMERICAL_PVALUE_NOT_CONVERGED' : null,
    _dof: effect.degrees,
  };
}

/** One-sided sequences spend twice α: there is none for an α of ½ or more. */
function hasSequence(method: TestCase['method'], alpha: number): boolean {
  if (method === 'bayesian' || alpha < 0.5) return true;
  const { sequential, side } = METHODS[method];
  return !sequential || side === 'two';
}

function abTest({ method, a, b, config }: TestCase): Record<string, unknown> {
  const difference = config.difference_type === 'relative' ? 'relative' : 'absolute';
  const effect = effectOf(...metricsFrom(a, b), { difference, convention: 'gbstats' });
  const theta = thetaField(effect.theta);
  const users = dailyUsers(a.type, config);
  const without = (message: string | null): Record<string, unknown> => ({
    ...neutral(message),
    ...(method === 'bayesian'
      ? { chanceToWin: 0.5, risk: [0, 0], riskType: difference }
      : { pValue: 1, pValueErrorMessage: null }),
    ...theta,
  });
  if (!effect.known) return without(MESSAGES[effect.reason]);
  if (!hasSequence(method, config.alpha)) {
    return { ...without(null), pValueErrorMessage: 'ALPHA_GREATER_THAN_0.5_FOR_SEQUENTIAL_ONE_SIDED_TEST' };
  }
  if (typeof users === 'string') return without(users);
  const read = method === 'bayesian' ? bayesian(effect, config, users) : frequentist(method, effect, config, users);
  return { ...read, ...theta };
}

/** The power is asked of all goals together, but gbstats shares α out among the tests only when p-values are corrected. */
function familyOf(config: PowerConfiguration): PowerDesign {
  const { alpha, target_power: power, num_goal_metrics: goals, num_variations: variations } = config;
  return config.p_value_corrected ? { alpha, power, goals, variations } : { alpha, power: power ** (1 / goals) };
}

function midExperiment({ a, b, config }: Extract<VectorCase, { family: 'mid_experiment_power' }>) {
  const effect = effectOf(...metricsFrom(a, b), {
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
  const more = searchedMoreUnits(config.target_mde, effect, { ...familyOf(config), method });
  if (more.known) {
    const { times, converged } = more;
    const error = converged ? '' : 'bisection search did not converge';
    return { scaling_factor: times, converged, upper_bound_achieved: false, error };
  }
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

/** Numbers that are none by their names, which JSON has no other way to write. */
function written(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (Array.isArray(value)) return value.map(written);
  return typeof value === 'object' && value !== null ? fieldsWritten(value) : value;
}

const fieldsWritten = (fields: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, written(value)]));

/**
 * Computes one case by gbstats' rules. A case that is not of the format, or compares two kinds, has no output but a
 * problem. `index` is its place in the file, by which a case without an id goes.
 */
export function computeVector(given: unknown, index = 0): VectorResult {
  const read = readVectorCase(given, index);
  if ('problem' in read) return { id: read.id, output: null, problem: read.problem };
  return { id: read.id, output: fieldsWritten(outputOf(read.of)) };
}
