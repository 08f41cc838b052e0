import type { Generator } from '../../stats/rng/index.ts';
import {
  bernsteinInterval,
  type Interval,
  type MeanRead,
  meanRead,
  meanVariance,
  normalInterval,
  percentileInterval,
  resampledRatios,
} from './spread.ts';

/** How an interval is made: `normal` asymptotically, `bernstein` for every number of rounds, `bootstrap` by resampling. */
export type IntervalKind = 'normal' | 'bernstein' | 'bootstrap';

export type EstimatorName = 'IPS' | 'SNIPS' | 'DM' | 'DR' | 'SwitchDR';

/** What a policy would have brought a round, by one estimator. */
export interface PolicyEstimate extends MeanRead {
  readonly name: EstimatorName;
  readonly interval: Interval;
  readonly level: number;
  /** How interval and error were made. */
  readonly method: string;
}

export interface IntervalOptions {
  readonly kind: IntervalKind;
  readonly level: number;
  readonly resamples: number;
  readonly random: Generator;
}

/** The mean of independent parts, one a round. `range`: how far apart two parts can lie. */
export function meanEstimate(
  name: EstimatorName,
  values: Float64Array,
  range: number,
  { kind, level, resamples, random }: IntervalOptions,
): PolicyEstimate {
  const read = meanRead(values);
  const of = (method: string, interval: Interval) => ({ name, ...read, interval, level, method });
  switch (kind) {
    case 'normal':
      return of('asymptotic normal', normalInterval(read, level));
    case 'bernstein':
      return of('empirical Bernstein, range of the weights as seen', bernsteinInterval(values, range, level));
    case 'bootstrap':
      return of(
        `bootstrap of the rounds, ${resamples} resamples`,
        percentileInterval(resampledRatios({ above: values, below: null }, resamples, random), level),
      );
  }
}

/**
 * Σ w r / Σ w, the value by weights that add up to one. Its error is that of the ratio's linear part, w (r − value) over the
 * mean weight. Source: Swaminathan & Joachims 2015, "The self-normalized estimator"; Owen 2013, §9.2 for the error.
 */
export function ratioEstimate(
  { above, below }: { readonly above: Float64Array; readonly below: Float64Array },
  { kind, level, resamples, random }: IntervalOptions,
): PolicyEstimate {
  const n = above.length;
  const mean = meanVariance(below).mean;
  const value = meanVariance(above).mean / mean;
  const linear = above.map((part, round) => (part - value * (below[round] ?? 0)) / mean);
  const standardError = Math.sqrt(meanVariance(linear).variance / n);
  const read = { name: 'SNIPS' as const, value, standardError, level };
  if (kind !== 'bootstrap')
    return { ...read, interval: normalInterval(read, level), method: 'asymptotic normal by the delta method' };
  const interval = percentileInterval(resampledRatios({ above, below }, resamples, random), level);
  return { ...read, interval, method: `bootstrap of the rounds, ${resamples} resamples` };
}
