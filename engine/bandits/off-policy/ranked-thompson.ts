import type { Beta } from '../../stats/index.ts';
import type { Generator } from '../../stats/rng/index.ts';

/**
 * What Thompson sampling with these posteriors shows at each of `places` places: from each posterior a draw, the largest
 * first. Places × arms, row after row, each a share of `times` draws; the error of a share p is √(p (1 − p) / times).
 * The same as Open Bandit Pipeline's `BernoulliTS.compute_batch_action_dist` (Saito et al. 2020), other draws.
 */
export function rankedThompsonShares(
  posteriors: readonly Beta[],
  { places, times, random }: { readonly places: number; readonly times: number; readonly random: Generator },
): Float64Array {
  const arms = posteriors.length;
  const shares = new Float64Array(places * arms);
  const order = Array.from(posteriors.keys());
  for (let time = 0; time < times; time += 1) {
    const draws = posteriors.map(({ alpha, beta }) => random.beta(alpha, beta));
    const ranked = order.toSorted((a, b) => (draws[b] ?? 0) - (draws[a] ?? 0));
    for (let place = 0; place < places; place += 1) {
      const cell = place * arms + (ranked[place] ?? 0);
      shares[cell] = (shares[cell] ?? 0) + 1 / times;
    }
  }
  return shares;
}
