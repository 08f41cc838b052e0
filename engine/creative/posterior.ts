import type { Beta } from '../stats/index.ts';

/** Uniform on the rate: adds one click and one miss to each variant. */
export const UNIFORM_PRIOR: Beta = Object.freeze({ alpha: 1, beta: 1 });

/** What was counted for one variant. */
export interface Counts {
  readonly impressions: number;
  readonly clicks: number;
}

/**
 * Posterior of a click-through rate after a Beta prior and binomial counts (Gelman et al., Bayesian Data Analysis,
 * 3rd ed., §2.4).
 * @throws RangeError when the counts are not 0 ≤ clicks ≤ impressions: the data contract keeps such rows out.
 */
export function posterior({ impressions, clicks }: Counts, prior: Beta = UNIFORM_PRIOR): Beta {
  if (!(clicks >= 0 && clicks <= impressions)) throw new RangeError(`${clicks} clicks of ${impressions} impressions`);
  return { alpha: prior.alpha + clicks, beta: prior.beta + impressions - clicks };
}
