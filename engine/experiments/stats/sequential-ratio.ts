import { logGamma } from '../../stats/index.ts';
import type { ArmTraffic } from './sample-ratio.ts';

/**
 * How closely the alternative of the sequential test lies around the promised shares: Dirichlet(1000 · share), which for
 * an even split of two puts two thirds of its mass within 1.6 percentage points of it. Broken splits are mostly of that
 * size (Fabijan et al. 2019); larger ones are found soon anyway.
 */
const CONCENTRATION = 1000;

/**
 * Natural logarithm of how much more likely these units are under an alternative around the promised shares than under
 * the shares themselves: a martingale under an honest split, so it may be watched (Lindon & Malek 2022, "Anytime-valid
 * inference for multinomial count data", NeurIPS). Infinite for units in an arm that was promised none.
 */
export function sampleRatioEvidence(arms: readonly ArmTraffic[], concentration = CONCENTRATION): number {
  const weights = arms.reduce((sum, { weight }) => sum + weight, 0);
  let units = 0;
  let evidence = 0;
  for (const { units: n, weight } of arms) {
    if (n === 0) continue;
    if (weight <= 0) return Number.POSITIVE_INFINITY;
    const share = weight / weights;
    const prior = concentration * share;
    units += n;
    evidence += logGamma(prior + n) - logGamma(prior) - n * Math.log(share);
  }
  return evidence - (logGamma(concentration + units) - logGamma(concentration));
}

/**
 * P-values of a sample ratio mismatch that hold however often one looks: 1 / the largest evidence so far, at most 1, for
 * each look in turn (cumulative units by arm). They never rise.
 */
export function sequentialSampleRatio(looks: Iterable<readonly ArmTraffic[]>): readonly number[] {
  let largest = 0;
  return Array.from(looks, (arms) => {
    largest = Math.max(largest, sampleRatioEvidence(arms));
    return Math.exp(-largest);
  });
}
