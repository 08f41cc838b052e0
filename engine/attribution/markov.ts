import { conversionProbabilities } from './absorption.ts';
import { type Chain, chainOf, moveCounts } from './chain.ts';
import { type CreditRule, type Outcomes, type Paths, total } from './journeys.ts';

/**
 * The removal effect of each channel: the share of the chain's conversions that are lost when every journey that comes to
 * the channel ends there without converting, 1 − P(conversion without it) / P(conversion). Zeros when nothing converts.
 * Of a chain of higher order every state whose last channel it is is removed.
 * Source: Anderl, Becker, von Wangenheim & Schumann 2016, Mapping the customer journey: lessons learned from graph-based
 * online attribution modeling, International Journal of Research in Marketing 33(3).
 */
export function removalEffects(chain: Chain, outcomes: Outcomes): Float64Array {
  const counts = moveCounts(chain, outcomes);
  const whole = conversionProbabilities(chain, counts)[0] ?? 0;
  if (whole === 0) return new Float64Array(chain.channels);
  return Float64Array.from({ length: chain.channels }, (_, channel) =>
    Math.max(0, 1 - (conversionProbabilities(chain, counts, channel)[0] ?? 0) / whole),
  );
}

/** Markov attribution: conversions and value shared out in proportion to the removal effects. */
export function markovCredit(paths: Paths, order = 1): CreditRule {
  const chain = chainOf(paths, order);
  return (outcomes) => {
    const effects = removalEffects(chain, outcomes);
    const sum = total(effects);
    const share = (amount: number): Float64Array => effects.map((effect) => (sum === 0 ? 0 : (effect / sum) * amount));
    return { conversions: share(total(outcomes.conversions)), value: share(total(outcomes.value)) };
  };
}
