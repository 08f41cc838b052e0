import { gammaDraw, normalDraw } from '../stats/index.ts';
import type { Journeys, Outcomes } from './journeys.ts';

/**
 * One draw of the Bayesian bootstrap over journeys (Rubin 1981): every journey gets an exponential weight, so that a path
 * with n journeys of one outcome gets a Gamma(n, 1) weight. The value of a path's conversions is its mean under the same
 * Dirichlet weights, whose variance (Σv²/n − v̄²)/(n + 1) is exact and whose form is taken as normal, at least 0.
 * @param uniform seeded numbers on (0, 1).
 */
export function resample({ outcomes, valueSquares }: Journeys, uniform: () => number): Outcomes {
  const { length } = outcomes.conversions;
  const drawn = {
    conversions: new Float64Array(length),
    losses: new Float64Array(length),
    value: new Float64Array(length),
  };
  for (let path = 0; path < length; path += 1) {
    const lost = outcomes.losses[path] ?? 0;
    if (lost > 0) drawn.losses[path] = gammaDraw(uniform, lost);
    const converted = outcomes.conversions[path] ?? 0;
    if (converted === 0) continue;
    const weight = gammaDraw(uniform, converted);
    drawn.conversions[path] = weight;
    const mean = (outcomes.value[path] ?? 0) / converted;
    const spread = Math.max(0, (valueSquares[path] ?? 0) / converted - mean * mean) / (converted + 1);
    drawn.value[path] = weight * (spread === 0 ? mean : Math.max(0, mean + Math.sqrt(spread) * normalDraw(uniform)));
  }
  return drawn;
}
