import type { Counts } from '../posterior.ts';

/** ln of a variant's rate and its square error, with half a click added so that both exist without clicks. */
export interface LogRate {
  readonly y: number;
  readonly v: number;
}

/** ln rate with the correction of Pettigrew, Gart & Thomas 1986: ln((c + ½) / (n + ½)), 1 / (c + ½) − 1 / (n + ½). */
export const logRate = ({ impressions, clicks }: Counts): LogRate => ({
  y: Math.log((clicks + 0.5) / (impressions + 0.5)),
  v: 1 / (clicks + 0.5) - 1 / (impressions + 0.5),
});

/** Mean of a test's ln rates, weighted by how well each is known, and the sum of the weights. */
export function centre(rates: readonly LogRate[], between: number): { readonly mean: number; readonly weight: number } {
  let weight = 0;
  let sum = 0;
  for (const { y, v } of rates) {
    const w = 1 / (v + between);
    weight += w;
    sum += w * y;
  }
  return { mean: sum / weight, weight };
}

/**
 * Twice the restricted log-likelihood of the variance between variants, less a constant: each test has a mean of its own,
 * its variants' true ln rates vary around it by `between` (Harville 1977; Viechtbauer 2005 for one test).
 */
export function restrictedLogLikelihood(tests: readonly (readonly LogRate[])[], between: number): number {
  let sum = 0;
  for (const rates of tests) {
    const { mean, weight } = centre(rates, between);
    sum -= Math.log(weight);
    for (const { y, v } of rates) sum -= Math.log(v + between) + (y - mean) ** 2 / (v + between);
  }
  return sum;
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Standard deviation of ln rates above which nobody's variants are: a factor of 20. */
const WIDEST = 3;

/**
 * Variance of the true ln rates between variants of one test, by restricted maximum likelihood over all tests: golden
 * section over its square root, to 1e-7. null without a test of two variants.
 */
export function varianceBetween(tests: readonly (readonly LogRate[])[]): number | null {
  const several = tests.filter((rates) => rates.length > 1);
  if (several.length === 0) return null;
  const at = (deviation: number): number => restrictedLogLikelihood(several, deviation * deviation);
  let [low, high] = [0, WIDEST];
  let [left, right] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  let [atLeft, atRight] = [at(left), at(right)];
  while (high - low > 1e-7) {
    if (atLeft >= atRight) {
      [high, right, atRight] = [right, left, atLeft];
      left = high - GOLDEN * (high - low);
      atLeft = at(left);
    } else {
      [low, left, atLeft] = [left, right, atRight];
      right = low + GOLDEN * (high - low);
      atRight = at(right);
    }
  }
  const found = (low + high) / 2;
  return at(0) >= at(found) ? 0 : found * found;
}
