import { normalCdf, normalLevel } from '../../stats/index.ts';
import type { Prior } from './posterior.ts';
import { sequentialScale, sequentialWidth } from './sequential.ts';

/** How the experiment will be read, as far as its power depends on it. */
export interface PowerDesign {
  /** Rate of false alarms, two-sided, over all goals and treatments. Default 0.05. */
  readonly alpha?: number | undefined;
  /** Chance to find every goal's effect when it is there. Default 0.8. */
  readonly power?: number | undefined;
  /** Default 1. */
  readonly goals?: number | undefined;
  /** Control included. Default 2. */
  readonly variations?: number | undefined;
  /** `fixed`: one look at the end. `sequential`: a confidence sequence tuned to so many units. `bayesian`: a proper prior. */
  readonly method?:
    | { readonly kind: 'fixed' }
    | { readonly kind: 'sequential'; readonly tuning: number }
    | { readonly kind: 'bayesian'; readonly prior: Prior }
    | undefined;
}

/** α of one test and the power each goal needs so that all together keep the design's (Bonferroni; independent goals). */
export function perTest({ alpha = 0.05, power = 0.8, goals = 1, variations = 2 }: PowerDesign) {
  return { alpha: alpha / ((variations - 1) * goals), power: power ** (1 / goals) };
}

/** The standard error an estimate has, and from how many units of both arms. */
export interface Precision {
  readonly standardError: number;
  readonly units: number;
}

/**
 * Chance that the last read leaves zero out when the effect is `effect`, in the unit of the standard error.
 * Normal approximation; a sequence may stop earlier, so for it this is a lower bound.
 */
export function powerAt(effect: number, { standardError, units }: Precision, design: PowerDesign = {}): number {
  const { alpha } = perTest(design);
  const method = design.method ?? { kind: 'fixed' };
  const z = normalLevel(1 - alpha / 2);
  const shift = Math.abs(effect) / standardError;
  const beyond = (up: number, down: number): number => normalCdf(shift - up) + normalCdf(-shift - down);
  switch (method.kind) {
    case 'fixed':
      return beyond(z, z);
    case 'sequential': {
      const width = sequentialWidth(units, sequentialScale(alpha, method.tuning), alpha);
      return beyond(width, width);
    }
    case 'bayesian': {
      const { mean, variance } = method.prior;
      const need = z * Math.sqrt(1 + (standardError * standardError) / variance);
      const pull = (mean * standardError) / variance;
      return beyond(need - pull, need + pull);
    }
  }
}

/** Smallest x in (low, ∞) with `enough(x)`, where enough is monotone; null when 2^60 · low is not. */
function smallest(enough: (x: number) => boolean, low: number): number | null {
  let high = low;
  for (let i = 0; !enough(high); i += 1) {
    if (i === 60) return null;
    high *= 2;
  }
  let below = high === low ? 0 : high / 2;
  for (let i = 0; i < 80 && high - below > 1e-12 * high; i += 1) {
    const middle = (below + high) / 2;
    if (enough(middle)) high = middle;
    else below = middle;
  }
  return high;
}

/** What is known of the metric before the start. */
export interface Baseline {
  /** Of the control, in the metric's unit. */
  readonly mean: number;
  /** Of one unit. */
  readonly variance: number;
  /** The treatment's share of the units of both arms, in (0, 1). Default ½. */
  readonly share?: number | undefined;
}

/**
 * Standard error of a relative effect `effect` (a share, such as 0.05) with `units` units over both arms, by the delta
 * method with the treatment's mean where the effect puts it and the control's variance in both arms.
 */
export function plannedError({ mean, variance, share = 0.5 }: Baseline, effect: number, units: number): number {
  const ratio = 1 + effect;
  return Math.sqrt((variance / (mean * mean * units)) * (1 / (1 - share) + (ratio * ratio) / share));
}

/** Units of both arms that find a relative effect with the design's power; null when no number does. */
export function unitsNeeded(effect: number, baseline: Baseline, design: PowerDesign = {}): number | null {
  if (effect === 0 || baseline.mean === 0) return null;
  const { power } = perTest(design);
  const enough = (units: number): boolean =>
    powerAt(effect, { standardError: plannedError(baseline, effect, units), units }, design) >= power;
  const units = smallest(enough, 4);
  return units === null ? null : Math.ceil(units);
}

/** The smallest relative gain (a share) that so many units find with the design's power; null when none is. */
export function minimumDetectableEffect(units: number, baseline: Baseline, design: PowerDesign = {}): number | null {
  if (units <= 0 || baseline.mean === 0) return null;
  const { power } = perTest(design);
  const enough = (effect: number): boolean =>
    powerAt(effect, { standardError: plannedError(baseline, effect, units), units }, design) >= power;
  const found = smallest(enough, 1e-9);
  return found === null || found > 1e6 ? null : found;
}

/** The smallest effect that an estimate with this precision finds with the design's power, in the unit of its error. */
export function detectableEffect(now: Precision, design: PowerDesign = {}): number | null {
  if (!(now.standardError > 0)) return null;
  const { power } = perTest(design);
  return smallest((effect) => powerAt(effect, now, design) >= power, now.standardError * 1e-3);
}

/** Whole days until so many units have come, at so many a day; null when none come. */
export const daysNeeded = (units: number, unitsPerDay: number): number | null =>
  unitsPerDay > 0 ? Math.ceil(units / unitsPerDay) : null;

/** How much longer an experiment has to run. */
export type MoreUnits =
  | { readonly known: true; readonly times: number; readonly units: number }
  | { readonly known: false };

/**
 * Mid-experiment: how many times the units it has got so far must still come for the target effect to be found with the
 * design's power, its standard error shrinking as 1 / √units. 0 when it has enough.
 */
export function moreUnitsNeeded(target: number, now: Precision, design: PowerDesign = {}): MoreUnits {
  if (!(now.standardError > 0) || target === 0) return { known: false };
  const { power } = perTest(design);
  const enough = (times: number): boolean => {
    const standardError = now.standardError / Math.sqrt(1 + times);
    return powerAt(target, { standardError, units: now.units * (1 + times) }, design) >= power;
  };
  if (enough(0)) return { known: true, times: 0, units: 0 };
  const times = smallest(enough, 1);
  if (times === null || times > 2 ** 27) return { known: false };
  return { known: true, times, units: Math.ceil(times * now.units) };
}
