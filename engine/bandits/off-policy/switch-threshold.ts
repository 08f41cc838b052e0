import { meanVariance, quantileOf } from './spread.ts';
import type { ShareAbove } from './switch-bias.ts';

export interface SwitchChoice {
  /** Weights above it are left to the model. */
  readonly threshold: number;
  /** Bound on the bias that brings: the largest reward times the policy's share on weights above. */
  readonly biasBound: number;
}

const STEPS = 21;

/** Candidates: equal steps of ln from the 5 % quantile of the weights to the 95 % quantile, and the largest of all. */
function candidates(weights: Float64Array): readonly number[] {
  const sorted = weights.filter((weight) => weight > 0).toSorted();
  const last = sorted.at(-1);
  if (last === undefined) return [0];
  const [from, to] = [Math.log(quantileOf(sorted, 0.05)), Math.log(quantileOf(sorted, 0.95))];
  return [...Array.from({ length: STEPS }, (_, step) => Math.exp(from + ((to - from) * step) / (STEPS - 1))), last];
}

/** Each round's part of the estimate when weights above the threshold are left to the model. */
export const switchedValues = (
  { corrections, expected }: { readonly corrections: Float64Array; readonly expected: Float64Array },
  weights: Float64Array,
  threshold: number,
): Float64Array =>
  expected.map((value, round) => value + ((weights[round] ?? 0) <= threshold ? (corrections[round] ?? 0) : 0));

/**
 * The threshold with the least bound on the squared error: variance of the mean plus the square of the bias bound.
 * @param biasOf bound on the bias of a threshold. Source: Wang, Agarwal & Dudík 2017, "Optimal and adaptive off-policy evaluation in contextual bandits", §3.1.
 */
export function chooseThreshold(
  parts: { readonly corrections: Float64Array; readonly expected: Float64Array },
  weights: Float64Array,
  biasOf: ShareAbove,
): SwitchChoice {
  let best = { threshold: Number.POSITIVE_INFINITY, biasBound: 0, error: Number.POSITIVE_INFINITY };
  for (const threshold of candidates(weights)) {
    const { variance } = meanVariance(switchedValues(parts, weights, threshold));
    const biasBound = biasOf(threshold);
    const error = variance / weights.length + biasBound ** 2;
    if (error <= best.error) best = { threshold, biasBound, error };
  }
  return { threshold: best.threshold, biasBound: best.biasBound };
}
