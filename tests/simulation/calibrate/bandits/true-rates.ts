import { centre, type LogRate, logRate, varianceBetween } from '../../../../engine/creative/archive/spread.ts';
import type { Generator } from '../../../../engine/stats/rng/index.ts';
import type { Counted } from '../split.ts';

const ratesOf = (test: readonly Counted[]): readonly LogRate[] => test.map(logRate);

/** Variance of the true ln rates within tests, over the archive. */
export function archiveSpread(tests: readonly (readonly Counted[])[]): number {
  const found = varianceBetween(tests.map(ratesOf));
  if (found === null) throw new Error('there is no test of two variants');
  return found;
}

/**
 * Plausible true rates of a test's variants: the posterior of the hierarchical normal model of ln rates that the archive's
 * winners are judged by. What a variant owes to luck is drawn back to its test.
 */
export function drawnRates(test: readonly Counted[], between: number, random: Generator): readonly number[] {
  const rates = ratesOf(test);
  const { mean, weight } = centre(rates, between);
  const middle = mean + random.standardNormal() / Math.sqrt(weight);
  return rates.map(({ y, v }) => {
    const kept = between / (between + v);
    const deviation = Math.sqrt(between * (1 - kept));
    return Math.min(1, Math.exp(middle + kept * (y - middle) + deviation * random.standardNormal()));
  });
}
