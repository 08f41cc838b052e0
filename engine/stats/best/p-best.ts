import type { PosteriorGrid } from './posterior-grid.ts';

/**
 * P(variant i has the highest rate) for K independent posteriors: ∫ f_i Π_{j≠i} F_j, by quadrature on the grid.
 * The integrals add up to 1 to within rounding and the quadrature's error (below 1e-9); that rest is divided out.
 * Source: Scott 2010, "A modern Bayesian look at the multi-armed bandit", eq. 5.
 */
export function pBest(grid: PosteriorGrid): number[] {
  const { variants, nodes, weight, density, below } = grid;
  const sums = new Array<number>(variants).fill(0);
  const others = new Float64Array(variants);
  for (let n = 0; n < nodes; n += 1) {
    let product = 1;
    for (let k = 0; k < variants; k += 1) {
      others[k] = product;
      product *= below[k * nodes + n] ?? 0;
    }
    product = weight[n] ?? 0;
    for (let k = variants - 1; k >= 0; k -= 1) {
      sums[k] = (sums[k] ?? 0) + product * (others[k] ?? 0) * (density[k * nodes + n] ?? 0);
      product *= below[k * nodes + n] ?? 0;
    }
  }
  const total = sums.reduce((sum, p) => sum + p, 0);
  return sums.map((p) => Math.min(1, p / total));
}
