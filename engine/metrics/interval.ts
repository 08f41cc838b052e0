import type { MetricDefinition } from './catalogue.ts';
import type { MetricValue } from './read.ts';

/** Coverage of the intervals beside metrics. */
export const LEVEL = 0.9;
/** The normal quantile for a central 90 %. */
const Z = 1.6448536269514722;

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * Wilson's score interval of a share, 90 %.
 * Source: Wilson 1927, Probable inference, the law of succession, and statistical inference.
 */
export function wilson(successes: number, trials: number): Bounds | null {
  if (!(trials > 0) || successes < 0 || successes > trials) return null;
  const p = successes / trials;
  const z2 = Z * Z;
  const centre = (p + z2 / (2 * trials)) / (1 + z2 / trials);
  const half = (Z / (1 + z2 / trials)) * Math.sqrt((p * (1 - p)) / trials + z2 / (4 * trials * trials));
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/** A cost for each of `count` events whose number is Poisson: log-normal, 90 %. */
function costPer(cost: number, count: number): Bounds | null {
  if (!(count > 0) || !(cost > 0)) return null;
  const spread = Math.exp(Z / Math.sqrt(count));
  return { low: cost / count / spread, high: (cost / count) * spread };
}

/**
 * The interval of a ratio that rests on counted events: shares by Wilson, costs by the Poisson count below the line.
 * null for plain sums, which are counted and not estimated, and for ratios of two sums of money.
 */
export function metricInterval(metric: MetricDefinition, { numerator, denominator }: MetricValue): Bounds | null {
  if (denominator === null || metric.denominator === undefined) return null;
  if (metric.kind === 'rate' && !metric.numerator.money) return wilson(numerator, denominator);
  if (metric.kind === 'money' && !metric.denominator.money) return costPer(numerator, denominator);
  return null;
}

/** What the interval of a metric assumes, in a sentence; null when it has none. */
export function intervalAssumption(metric: MetricDefinition): string | null {
  if (metric.denominator === undefined) return null;
  if (metric.kind === 'rate' && !metric.numerator.money) {
    return '90 % interval by Wilson 1927: each counts once and independently';
  }
  if (metric.kind === 'money' && !metric.denominator.money) {
    return '90 % interval: the number below the line is a Poisson count, the money is known';
  }
  return null;
}
