import { type Beta, expectedLoss, pBest, posteriorGrid } from '../../stats/index.ts';
import { DRAWS, type DrawOptions, jointDraws, largestDraws } from './draws.ts';
import type { Posterior } from './posterior.ts';

/** An arm beside the others. */
export interface ArmComparison {
  /** The probability that its mean reward is the largest. */
  readonly probabilityBest: number;
  /** How much mean reward playing it costs on average, E[largest − own], in the unit of the reward. */
  readonly expectedLoss: number;
}

export interface Comparison {
  readonly arms: readonly ArmComparison[];
  readonly method: 'quadrature' | 'draws';
  /** Standard error of the probabilities at most, ½ / √draws; 0 by quadrature, whose error is below 1e-9. */
  readonly monteCarloError: number;
}

const isBeta = (posterior: Posterior): posterior is Posterior & Beta => posterior.kind === 'beta';

/**
 * How arms with independent posteriors compare: by quadrature where all are rates, else by seeded draws. Scott 2010, "A
 * modern Bayesian look at the multi-armed bandit"; Stucchio 2015, "Bayesian A/B testing at VWO" (expected loss).
 * @throws RangeError without arms.
 */
export function compareArms(posteriors: readonly Posterior[], options: DrawOptions): Comparison {
  if (posteriors.length === 0) throw new RangeError('there are no arms to compare');
  if (posteriors.length === 1)
    return { arms: [{ probabilityBest: 1, expectedLoss: 0 }], method: 'quadrature', monteCarloError: 0 };
  const betas = posteriors.filter(isBeta);
  return betas.length === posteriors.length ? byQuadrature(betas) : byDraws(posteriors, options);
}

function byQuadrature(posteriors: readonly Beta[]): Comparison {
  const grid = posteriorGrid(posteriors);
  const losses = expectedLoss(grid);
  const arms = pBest(grid).map((probabilityBest, arm) => ({
    probabilityBest,
    expectedLoss: losses[arm] ?? Number.NaN,
  }));
  return { arms, method: 'quadrature', monteCarloError: 0 };
}

function byDraws(posteriors: readonly Posterior[], options: DrawOptions): Comparison {
  const { draws = DRAWS } = options;
  const all = jointDraws(posteriors, options);
  const best = largestDraws(all, draws);
  const arms = posteriors.map((_, arm) => {
    let wins = 0;
    let loss = 0;
    for (let draw = 0; draw < draws; draw += 1) {
      const behind = (best[draw] ?? Number.NaN) - (all[arm * draws + draw] ?? Number.NaN);
      if (behind === 0) wins += 1;
      loss += behind;
    }
    return { probabilityBest: wins / draws, expectedLoss: loss / draws };
  });
  return { arms, method: 'draws', monteCarloError: 0.5 / Math.sqrt(draws) };
}
