import { normalQuantile } from '../../stats/index.ts';
import { centre, type LogRate } from './spread.ts';

/** A variant's lift over another, as a share of the other's rate. */
export interface Lift {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
}

/**
 * The lift of variant `of` over variant `over` with every variant drawn towards the mean of its test, as far as the
 * variance between variants of all tests says: a hierarchical normal model of ln rates, flat on the test's mean, the
 * variance taken as known (empirical Bayes: Efron & Morris 1975). What a winner owes to luck is taken back
 * (Efron 2011, "Tweedie's formula and selection bias"); a posterior does not ask how the variant was chosen.
 */
export function shrunkenLift(
  rates: readonly LogRate[],
  { of, over, between, level }: { of: number; over: number; between: number; level: number },
): Lift | null {
  const [a, b] = [rates[of], rates[over]];
  if (a === undefined || b === undefined) return null;
  const { mean, weight } = centre(rates, between);
  const [keptA, keptB] = [between / (between + a.v), between / (between + b.v)];
  const estimate = keptA * (a.y - mean) - keptB * (b.y - mean);
  const square = between * (1 - keptA) + between * (1 - keptB) + (keptA - keptB) ** 2 / weight;
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt(square);
  return {
    estimate: Math.expm1(estimate),
    low: Math.expm1(estimate - reach),
    high: Math.expm1(estimate + reach),
    level,
  };
}
