import { type Beta, betaPdf, betaQuantile } from '../stats/index.ts';

/** Mass left out at each end of the picture. */
const OUTSIDE = 0.0005;
const POINTS = 121;

/** One grid of rates that holds all the posteriors, so that their half-eyes share a scale. */
export function densityGrid(posteriors: readonly Beta[]): number[] {
  const low = Math.min(...posteriors.map((p) => betaQuantile(p, OUTSIDE)));
  const high = Math.max(...posteriors.map((p) => betaQuantile(p, 1 - OUTSIDE)));
  return Array.from({ length: POINTS }, (_, i) => low + ((high - low) * i) / (POINTS - 1));
}

/** Density at each point of the grid; an end where it has no finite value (a prior below 1) is taken from its neighbour. */
export function densityOn(grid: readonly number[], posterior: Beta): number[] {
  const y = grid.map((x) => betaPdf(posterior, x));
  return y.map((value, i) => (Number.isFinite(value) ? value : (y[i === 0 ? 1 : i - 1] ?? 0)));
}
