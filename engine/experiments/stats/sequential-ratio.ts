import { logGamma } from '../../stats/index.ts';
import type { ArmTraffic } from './sample-ratio.ts';

/**
 * How closely the alternatives of the sequential test lie around the promised shares: Dirichlet(c · share), each as likely
 * as the others. 1000 puts two thirds of its mass for an even split of two within 1.6 percentage points, the size of most
 * broken splits (Fabijan et al. 2019), and alone would call 80 to 20 even; 50 and 5 are for splits that are plainly broken,
 * which have to be found among few units too, such as an arm to which nobody comes.
 */
export const SPLIT_ALTERNATIVES = Object.freeze([5, 50, 1000] as const);

/**
 * Natural logarithm of how much more likely these units are under an alternative around the promised shares than under
 * the shares themselves: a martingale under an honest split, so it may be watched (Lindon & Malek 2022, "Anytime-valid
 * inference for multinomial count data", NeurIPS). Infinite for units in an arm that was promised none.
 */
export function sampleRatioEvidence(arms: readonly ArmTraffic[], concentration: number): number {
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

/** The mean of the evidence under several alternatives is a martingale as each of them is. On the logarithmic scale. */
function meanEvidence(arms: readonly ArmTraffic[]): number {
  const each = SPLIT_ALTERNATIVES.map((concentration) => sampleRatioEvidence(arms, concentration));
  const largest = Math.max(...each);
  if (!Number.isFinite(largest)) return largest;
  return largest + Math.log(each.reduce((sum, one) => sum + Math.exp(one - largest), 0) / each.length);
}

/**
 * P-values of a sample ratio mismatch that hold however often one looks: 1 / the largest evidence so far, at most 1, for
 * each look in turn (cumulative units by arm). They never rise.
 */
export function sequentialSampleRatio(looks: Iterable<readonly ArmTraffic[]>): readonly number[] {
  let largest = 0;
  return Array.from(looks, (arms) => {
    largest = Math.max(largest, meanEvidence(arms));
    return Math.exp(-largest);
  });
}
