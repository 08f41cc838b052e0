import type { ArmPosterior } from '../../contract/index.ts';
import { type Beta, expectedLoss, pBest, posteriorGrid } from '../../stats/index.ts';
import { type Compared, compareMeans } from './compare-means.ts';

/**
 * How arms compare, by quadrature for each family: no draws, so that a row of one night is the same wherever it is
 * computed. Source: Scott 2010, "A modern Bayesian look at the multi-armed bandit"; Stucchio 2015 (expected loss).
 * Arms of one cell have posteriors of one family. @throws RangeError for mixed ones.
 */
export function compareBeliefs(posteriors: readonly ArmPosterior[]): Compared {
  if (posteriors.length === 0) return { pBest: [], expectedLoss: [] };
  if (posteriors.length === 1) return { pBest: [1], expectedLoss: [0] };
  const { pBest, expectedLoss } = compared(posteriors);
  return { pBest: pBest.map((chance) => Math.min(1 - LEAST, Math.max(LEAST, chance))), expectedLoss };
}

/** Chances nearer to none or to certainty than rounding are not told from these; they are neither. */
const LEAST = 2 ** -53;

function compared(posteriors: readonly ArmPosterior[]): Compared {
  const betas = posteriors.flatMap((own) => (own.kind === 'beta' ? [own] : []));
  if (betas.length === posteriors.length) return compareRates(betas, 1);
  const gammas = posteriors.flatMap((own) => (own.kind === 'gamma' ? [own] : []));
  if (gammas.length === posteriors.length) {
    // Gamma(a, b) is M · Beta(a, b M) for large M: with means of a thousand-millionth, to 1e-8.
    const scale = THIN * Math.max(...gammas.map(({ shape, rate }) => shape / rate));
    return compareRates(
      gammas.map(({ shape, rate }) => ({ alpha: shape, beta: rate * scale })),
      scale,
    );
  }
  const means = posteriors.flatMap((own) => (own.kind === 'student' ? [own] : []));
  if (means.length === posteriors.length) return compareMeans(means);
  throw new RangeError('posteriors of different families do not compare');
}

const THIN = 1e9;

function compareRates(posteriors: readonly Beta[], scale: number): Compared {
  const grid = posteriorGrid(posteriors);
  return { pBest: pBest(grid), expectedLoss: expectedLoss(grid).map((loss) => loss * scale) };
}
