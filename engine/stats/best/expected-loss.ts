import type { PosteriorGrid } from './posterior-grid.ts';

/**
 * E[max_j θ_j − θ_i]: how much rate is lost on average by choosing variant i, in the unit of the rate.
 * Computed as ∫ F_i (1 − Π_{j≠i} F_j) dθ, which has no cancellation and can not be negative.
 * Source: Stucchio 2015, "Bayesian A/B Testing at VWO", §4 (loss), in the K-variant form.
 */
export function expectedLoss(grid: PosteriorGrid): number[] {
  const { variants, nodes, weight, rate, below, gaps } = grid;
  const losses = new Array<number>(variants).fill(0);
  for (let n = 0; n < nodes; n += 1) {
    const theta = rate[n] ?? 0;
    addSlice(losses, below, nodes, n, (weight[n] ?? 0) * theta * (1 - theta));
  }
  for (const gap of gaps) addSlice(losses, gap.below, 1, 0, gap.length);
  return losses;
}

/** Adds length · F_i (1 − Π_{j≠i} F_j) for each i, where F_k stands at `below[k * stride + at]`. */
function addSlice(losses: number[], below: Float64Array, stride: number, at: number, length: number): void {
  for (let i = 0; i < losses.length; i += 1) {
    const own = below[i * stride + at] ?? 0;
    if (own === 0) continue;
    let others = 1;
    for (let j = 0; j < losses.length; j += 1) if (j !== i) others *= below[j * stride + at] ?? 0;
    losses[i] = (losses[i] ?? 0) + length * own * (1 - others);
  }
}
