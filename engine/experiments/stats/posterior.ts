import { normalCdf, normalLevel, normalPdf } from '../../stats/index.ts';
import type { Convention } from './convention.ts';
import type { KnownEffect } from './effect.ts';

/** A normal prior of the relative effect, such as mean 0 and variance 0.09; null is flat. */
export interface Prior {
  readonly mean: number;
  /** > 0. */
  readonly variance: number;
  /** `relative` priors of an absolute effect are scaled by the control's mean. Default `relative`. */
  readonly scale?: 'relative' | 'absolute';
}

export interface PosteriorOptions {
  /** Default flat. */
  readonly prior?: Prior | null;
  /** 1 − the mass of the interval. Default 0.05. */
  readonly alpha?: number;
  /** A fall is a gain, such as refunds. */
  readonly lowerIsBetter?: boolean;
  readonly convention?: Convention;
}

/** The effect's posterior, normal. */
export interface Posterior {
  readonly mean: number;
  readonly deviation: number;
  /** Equal tails. */
  readonly interval: readonly [number, number];
  /** P(treatment is better than control). */
  readonly chanceToWin: number;
  /** Expected loss of choosing control, and of choosing treatment, in the effect's unit. */
  readonly risk: readonly [control: number, treatment: number];
}

/** E[max(X, 0)] for X normal: σ φ(z) + μ Φ(z), z = μ / σ. */
function positivePart(mean: number, deviation: number): number {
  const z = mean / deviation;
  return Math.max(0, deviation * (normalPdf(z) + z * normalCdf(z)));
}

function scaled(prior: Prior, { difference, baseline }: KnownEffect): Prior {
  const from = prior.scale ?? 'relative';
  if (from === difference) return prior;
  const factor = difference === 'absolute' ? baseline : 1 / baseline;
  return { mean: prior.mean * factor, variance: prior.variance * factor * factor };
}

/**
 * The posterior of an effect whose estimate is normal: precisions add up (Gelman et al. 2013, "Bayesian Data Analysis",
 * 2.5). With a flat prior it is the estimate with its standard error. Losses as in Stucchio 2015, "Bayesian A/B Testing
 * at VWO".
 */
export function posteriorOf(effect: KnownEffect, options: PosteriorOptions = {}): Posterior {
  const { prior = null, alpha = 0.05, lowerIsBetter = false, convention = 'standard' } = options;
  const data = 1 / (effect.standardError * effect.standardError);
  const belief = prior === null ? null : scaled(prior, effect);
  const precision = data + (belief === null ? 0 : 1 / belief.variance);
  const mean = belief === null ? effect.estimate : (effect.estimate * data + belief.mean / belief.variance) / precision;
  const deviation = Math.sqrt(1 / precision);
  const reach = normalLevel(1 - alpha / 2) * deviation;
  const z = mean / deviation;
  const far = convention === 'gbstats' && Math.abs(z) > 37;
  const gain = far ? Math.max(0, mean) : positivePart(mean, deviation);
  const loss = far ? Math.max(0, -mean) : positivePart(-mean, deviation);
  return {
    mean,
    deviation,
    interval: [mean - reach, mean + reach],
    chanceToWin: normalCdf(lowerIsBetter ? -z : z),
    risk: lowerIsBetter ? [loss, gain] : [gain, loss],
  };
}
