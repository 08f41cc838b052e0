import { compareArms } from './compare-arms.ts';
import { posteriorMean } from './distribution.ts';
import { DRAWS, type DrawOptions, drawQuantile, jointDraws, largestDraws } from './draws.ts';
import type { Posterior } from './posterior.ts';

/** What another arm may still be better by. */
export interface ValueRemaining {
  /** Place of the arm most likely the best. */
  readonly best: number;
  /** In the unit of the reward. */
  readonly absolute: number;
  /** As a share of the best arm's own; null where the mean of that is not above zero. */
  readonly relative: number | null;
  /** Whether the share is below the threshold: there is little left to learn. */
  readonly settled: boolean;
}

export interface ValueRemainingOptions extends DrawOptions {
  readonly quantile?: number;
  readonly threshold?: number;
}

/**
 * Potential value remaining: the 95th percentile of (largest draw − the best arm's draw), as a share of the best arm's draw
 * where no reward is below zero, else of its mean. Below 1 % the search may stop. Scott 2012, "Multi-armed bandit
 * experiments" (Google Analytics).
 * @throws RangeError without arms.
 */
export function valueRemaining(
  posteriors: readonly Posterior[],
  { quantile = 0.95, threshold = 0.01, ...options }: ValueRemainingOptions,
): ValueRemaining {
  const { draws = DRAWS } = options;
  const { arms } = compareArms(posteriors, options);
  const chances = arms.map(({ probabilityBest }) => probabilityBest);
  const best = chances.indexOf(Math.max(...chances));
  const all = jointDraws(posteriors, options);
  const own = all.subarray(best * draws, (best + 1) * draws);
  const gaps = largestDraws(all, draws).map((largest, draw) => largest - (own[draw] ?? Number.NaN));
  const absolute = drawQuantile(gaps, quantile);
  const relative = relativeTo(posteriors[best], { own, gaps, absolute, quantile });
  return { best, absolute, relative, settled: relative !== null && relative < threshold };
}

interface Gaps {
  readonly own: Float64Array;
  readonly gaps: Float64Array;
  readonly absolute: number;
  readonly quantile: number;
}

function relativeTo(best: Posterior | undefined, { own, gaps, absolute, quantile }: Gaps): number | null {
  if (best === undefined) return null;
  if (best.kind === 'beta' || best.kind === 'gamma')
    return drawQuantile(
      gaps.map((gap, draw) => (gap === 0 ? 0 : gap / (own[draw] ?? Number.NaN))),
      quantile,
    );
  const mean = posteriorMean(best);
  return mean > 0 ? absolute / mean : null;
}
