import { normalQuantile } from '../../stats/index.ts';
import type { Convention } from './convention.ts';
import { covariance, type JointMoments, type Moments, variance } from './moments.ts';

/** One measure per unit, such as revenue per user. */
export interface MeanMetric {
  readonly kind: 'mean';
  readonly moments: Moments;
}

/** A yes or no per unit, such as "has bought". */
export interface ProportionMetric {
  readonly kind: 'proportion';
  readonly n: number;
  readonly successes: number;
}

/** Sum of x over sum of y, where the unit of analysis is not the unit of randomisation, such as revenue per order. */
export interface RatioMetric {
  readonly kind: 'ratio';
  /** x the numerator, y the denominator of each unit. */
  readonly joint: JointMoments;
}

/** One measure per unit after exposure, and the covariate of the same unit from before it. */
export interface CupedMetric {
  readonly kind: 'cuped';
  /** x the measure, y the covariate. */
  readonly joint: JointMoments;
  /** Both are yes or no. */
  readonly binary?: boolean;
  /** The slope to use; fitted to the data when it is not given. */
  readonly theta?: number;
}

/** A quantile of a measure, with the order statistics that bound it. */
export interface QuantileMetric {
  readonly kind: 'quantile';
  /** Events. */
  readonly n: number;
  /** Events the bounds were taken over; another number than n when a sample was used. */
  readonly nStar: number;
  /** In (0, 1), such as 0.9. */
  readonly level: number;
  readonly estimate: number;
  /** The order statistics at level ∓ 1.96 √(level (1 − level) / nStar). */
  readonly lower: number;
  readonly upper: number;
  /** Per randomised unit: x its events at or below the quantile, y its events. Given when units have several events. */
  readonly clusters?: JointMoments;
}

export type Metric = MeanMetric | ProportionMetric | RatioMetric | CupedMetric | QuantileMetric;

/** One arm's estimate: `value` in the metric's unit, `variance` of one unit's contribution (variance / n is its square error). */
export interface Estimate {
  readonly n: number;
  readonly value: number;
  readonly variance: number;
}

const Z975 = normalQuantile(0.975);

/**
 * Variance of one unit's contribution to a ratio of means, by the delta method:
 * (σ²x − 2 r σxy + r² σ²y) / μ²y with r = μx / μy (Deng, Knoblich & Lu 2018).
 */
export function ratioVariance(joint: JointMoments): number {
  const ratio = joint.x.mean / joint.y.mean;
  return (
    (variance(joint.x) - 2 * ratio * covariance(joint) + ratio * ratio * variance(joint.y)) /
    (joint.y.mean * joint.y.mean)
  );
}

/**
 * Variance of one event's contribution to a quantile, read off the order statistics around it; widened by how much more
 * the share of events below the quantile varies between units than it would between independent events
 * (Deng, Knoblich & Lu 2018, "Applying the Delta Method in Metric Analytics", section 4).
 */
function quantileVariance({ n, nStar, level, lower, upper, clusters }: QuantileMetric, convention: Convention): number {
  if (n <= 1) return 0;
  const deviation = (upper - lower) / (2 * Z975);
  const independent = (nStar / n) * (convention === 'gbstats' ? n - 1 : n) * deviation * deviation;
  if (clusters === undefined) return independent;
  if (clusters.x.n <= 1 || clusters.y.mean <= 0) return 0;
  const share = ratioVariance(clusters) / clusters.x.n;
  return (independent * share * n) / (level * (1 - level));
}

/** The bounds of the quantile would be outside the sample, or every value around it is the same. */
export function quantileUnknown(metric: QuantileMetric, convention: Convention): boolean {
  const { n, level } = metric;
  const odds = level / (1 - level);
  if (n <= Z975 * Z975 * Math.max(odds, 1 / odds)) return true;
  return quantileVariance(metric, convention) <= 0 && (convention === 'standard' || n < 1000);
}

const bernoulli = (n: number, p: number, convention: Convention): number =>
  n === 0 ? 0 : convention === 'gbstats' ? p * (1 - p) : n > 1 ? (p * (1 - p) * n) / (n - 1) : 0;

/** Variances and covariance per unit of a covariate-adjusted measure. */
export interface Spread {
  readonly post: number;
  readonly pre: number;
  readonly both: number;
}

export function cupedSpread({ joint, binary = false }: CupedMetric, convention: Convention): Spread {
  const n = joint.x.n;
  const shrink = binary && convention === 'gbstats' && n > 1 ? (n - 1) / n : 1;
  return { post: variance(joint.x) * shrink, pre: variance(joint.y) * shrink, both: covariance(joint) * shrink };
}

/** The arm's own estimate. A covariate is not used here: see `cuped.ts`. */
export function estimateOf(metric: Metric, convention: Convention): Estimate {
  switch (metric.kind) {
    case 'mean':
      return { n: metric.moments.n, value: metric.moments.mean, variance: variance(metric.moments) };
    case 'proportion': {
      const value = metric.n === 0 ? 0 : metric.successes / metric.n;
      return { n: metric.n, value, variance: bernoulli(metric.n, value, convention) };
    }
    case 'ratio': {
      const { x, y } = metric.joint;
      if (y.mean === 0) return { n: x.n, value: 0, variance: 0 };
      return { n: x.n, value: x.mean / y.mean, variance: x.n > 1 ? ratioVariance(metric.joint) : 0 };
    }
    case 'cuped':
      return { n: metric.joint.x.n, value: metric.joint.x.mean, variance: cupedSpread(metric, convention).post };
    case 'quantile': {
      const spread = quantileVariance(metric, convention);
      const floored = convention === 'gbstats' && metric.n >= 100 ? Math.max(spread, 1e-5) : spread;
      return { n: metric.n, value: metric.estimate, variance: floored };
    }
  }
}
