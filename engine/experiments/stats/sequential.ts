import type { Convention } from './convention.ts';
import type { KnownEffect } from './effect.ts';
import { intervalOf, type Side, type TestOptions, type TestRead } from './fixed-horizon.ts';

export interface SequentialOptions extends TestOptions {
  /** Units at which the sequence is tightest, about. Default 5000. */
  readonly tuning?: number;
}

export interface SequentialRead {
  readonly interval: readonly [number, number];
  /** Null only in the `gbstats` convention, when its search does not end. */
  readonly pValue: number | null;
}

/**
 * The mixture's scale ρ that makes the sequence tightest at about `tuning` units:
 * ρ² = (−2 ln α + ln(1 − 2 ln α)) / tuning (Waudby-Smith et al. 2024, appendix B.2; Howard et al. 2021, eq. 3.7 read
 * asymptotically). One-sided sequences spend all of α on one side: 2α in its place.
 */
export function sequentialScale(alpha: number, tuning: number, side: Side = 'two'): number {
  const spent = -2 * Math.log(side === 'two' ? alpha : 2 * alpha);
  return Math.sqrt((spent + Math.log(1 + spent)) / tuning);
}

/**
 * Half the width of the asymptotic confidence sequence over `units` units, in standard errors of the estimate at hand.
 *
 * Two-sided √(2 (nρ² + 1) / (nρ²) · ln(√(nρ² + 1) / α)); one-sided with ln(1 + √(nρ² + 1) / (2α)) in its place.
 * Source: Waudby-Smith, Arbour, Sinha, Kennedy & Ramdas 2024, "Time-uniform central limit theory and asymptotic
 * confidence sequences", theorem 2.2 and proposition B.1.
 */
export function sequentialWidth(units: number, scale: number, alpha: number, side: Side = 'two'): number {
  const v = units * scale * scale;
  const root = Math.sqrt(v + 1);
  const log = side === 'two' ? Math.log(root / alpha) : Math.log1p(root / (2 * alpha));
  return Math.sqrt(((2 * (v + 1)) / v) * log);
}

/** An effect on the scale its sequence is made on, with the way back to the effect's own unit. */
interface Scaled {
  readonly estimate: number;
  readonly standardError: number;
  readonly units: number;
  readonly back: (value: number) => number;
}

/**
 * A relative effect is read as the logarithm of the ratio of means, ln(1 + effect), its error by the delta method. On its
 * own scale an estimate that is low by chance brings a small error with it, so that intervals of few or skewed units end
 * below the truth: 90 % instead of 95 % for revenue of which nine of ten units have none, looked at every 100 units.
 * Where the ratio is not even one standard error from zero there is no logarithm to speak of; it stays on its own scale.
 */
function scaledOf({ difference, estimate, standardError, units }: KnownEffect): Scaled {
  const ratio = 1 + estimate;
  if (difference !== 'relative' || ratio <= standardError) return linear({ estimate, standardError, units });
  return { estimate: Math.log(ratio), standardError: standardError / ratio, units, back: Math.expm1 };
}

const linear = ({ estimate, standardError, units }: Omit<Scaled, 'back'>): Scaled => ({
  estimate,
  standardError,
  units,
  back: (value) => value,
});

/** The smallest α whose sequence, at this scale, leaves zero out: at most 1, and 1 when the effect points the other way. */
function exactPValue({ estimate, standardError, units }: Scaled, scale: number, side: Side): number {
  const v = units * scale * scale;
  const z = estimate / standardError;
  const evidence = (z * z * v) / (2 * (v + 1));
  if (side === 'two') return Math.min(1, Math.sqrt(v + 1) * Math.exp(-evidence));
  if (side === 'greater' ? z <= 0 : z >= 0) return 1;
  return Math.min(1, Math.sqrt(v + 1) / (2 * Math.expm1(evidence)));
}

/** gbstats' search for the one-sided p-value: between 1e-5 and 0.4999, until the bound is within 1e-6 of zero. */
function searchedPValue(effect: KnownEffect, scale: number, side: Side): number | null {
  const sign = side === 'greater' ? 1 : -1;
  const bound = (alpha: number): number =>
    sign * effect.estimate - sequentialWidth(effect.units, scale, alpha, side) * effect.standardError;
  let [low, high] = [1e-5, 0.4999];
  if (bound(low) > 0) return low;
  if (bound(high) < 0) return high;
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2;
    const at = bound(middle);
    if (at < 0) low = middle;
    else high = middle;
    if (Math.abs(at) < 1e-6) return (low + high) / 2;
  }
  return null;
}

function read(effect: Scaled, { alpha = 0.05, side = 'two', tuning = 5000 }: SequentialOptions) {
  const scale = sequentialScale(alpha, tuning, side);
  const width = sequentialWidth(effect.units, scale, alpha, side) * effect.standardError;
  const [low, high] = intervalOf(effect.estimate, width, side);
  const interval: readonly [number, number] = [
    side === 'lesser' ? low : effect.back(low),
    side === 'greater' ? high : effect.back(high),
  ];
  return { scale, side, interval };
}

/**
 * The asymptotic confidence sequence of an effect and its always-valid p-value: the interval holds at every look at once,
 * so one may look every day and stop when one likes. The product's default. That of a relative effect reaches further up
 * than down: it is even on the scale of ln(1 + effect).
 * @throws RangeError for a one-sided α of ½ or more, for which there is no sequence.
 */
export function confidenceSequence(effect: KnownEffect, options: SequentialOptions = {}): TestRead {
  const { alpha = 0.05, side = 'two' } = options;
  if (side !== 'two' && alpha >= 0.5) throw new RangeError(`a one-sided α of ${alpha}`);
  const scaled = scaledOf(effect);
  const { scale, interval } = read(scaled, options);
  return { interval, pValue: exactPValue(scaled, scale, side) };
}

/**
 * The same by the rules of a convention: `gbstats` reads relative effects on their own scale and searches for the one-sided
 * p-value within limits.
 */
export function confidenceSequenceBy(
  convention: Convention,
  effect: KnownEffect,
  options: SequentialOptions = {},
): SequentialRead {
  if (convention === 'standard') return confidenceSequence(effect, options);
  const unscaled = linear(effect);
  const { scale, side, interval } = read(unscaled, options);
  if (side === 'two') return { interval, pValue: exactPValue(unscaled, scale, side) };
  return { interval, pValue: searchedPValue(effect, scale, side) };
}
