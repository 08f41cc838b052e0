import { normalQuantile } from '../../stats/index.ts';
import type { Generator } from '../../stats/rng/index.ts';

/** A mean and its standard error: sample deviation over √n. */
export interface MeanRead {
  readonly value: number;
  readonly standardError: number;
}

/** Mean, and variance with n − 1, in two passes. */
export function meanVariance(values: Float64Array): { readonly mean: number; readonly variance: number } {
  const n = values.length;
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / n;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, variance: squares / (n - 1) };
}

export function meanRead(values: Float64Array): MeanRead {
  const { mean, variance } = meanVariance(values);
  return { value: mean, standardError: Math.sqrt(variance / values.length) };
}

export type Interval = readonly [number, number];

export function normalInterval({ value, standardError }: MeanRead, level: number): Interval {
  const reach = normalQuantile((1 + level) / 2) * standardError;
  return [value - reach, value + reach];
}

/**
 * Holds for every number of rounds when the values lie within `range` of each other: mean ± √(2 V ln(4/δ) / n) +
 * 7 range ln(4/δ) / (3 (n − 1)), δ = 1 − level. Source: Maurer & Pontil 2009, "Empirical Bernstein bounds", Theorem 4, on
 * both sides.
 */
export function bernsteinInterval(values: Float64Array, range: number, level: number): Interval {
  const n = values.length;
  const { mean, variance } = meanVariance(values);
  const log = Math.log(4 / (1 - level));
  const reach = Math.sqrt((2 * variance * log) / n) + (7 * range * log) / (3 * (n - 1));
  return [mean - reach, mean + reach];
}

/** The value at a share of sorted values, between two of them where it falls there (type 7 of Hyndman & Fan 1996). */
export function quantileOf(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const [left, right] = [sorted[low] ?? Number.NaN, sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN];
  return left + (at - low) * (right - left);
}

/** Middle `level` of numbers that came of resampling. Source: Efron 1979; Efron & Tibshirani 1993, §13.3. */
export function percentileInterval(values: Float64Array, level: number): Interval {
  const sorted = values.toSorted();
  return [quantileOf(sorted, (1 - level) / 2), quantileOf(sorted, (1 + level) / 2)];
}

/** Σ `above` / Σ `below` of `times` resamples with replacement; the mean of `above` when `below` is null. */
export function resampledRatios(
  { above, below }: { readonly above: Float64Array; readonly below: Float64Array | null },
  times: number,
  random: Generator,
): Float64Array {
  const n = above.length;
  return Float64Array.from({ length: times }, () => {
    let [top, bottom] = [0, 0];
    for (let i = 0; i < n; i += 1) {
      const drawn = random.integer(n);
      top += above[drawn] ?? 0;
      bottom += below === null ? 1 : (below[drawn] ?? 0);
    }
    return top / bottom;
  });
}
