import type { LoggedRounds } from './rounds.ts';

export interface CellMeans {
  /** The drawn-in mean of an action in a position; that of all where it was never seen. */
  mean(position: number, action: number): number;
  /** In how many rounds the mean of all counts for each cell; Infinity when cells do not differ. */
  readonly strength: number;
}

/** Rounds, sum and squares of each cell, position by position. */
function cellSums({ actions, positions, rewards }: LoggedRounds, training: Int32Array, size: number) {
  const cells = size * (1 + (positions?.reduce((most, position) => Math.max(most, position), 0) ?? 0));
  const count = new Float64Array(cells);
  const sum = new Float64Array(cells);
  let [total, squares] = [0, 0];
  for (const round of training) {
    const cell = (positions?.[round] ?? 0) * size + (actions[round] ?? 0);
    const reward = rewards[round] ?? 0;
    count[cell] = (count[cell] ?? 0) + 1;
    sum[cell] = (sum[cell] ?? 0) + reward;
    total += reward;
    squares += reward * reward;
  }
  return { count, sum, total, squares };
}

/**
 * Means of cells (action × position), each drawn towards the mean of all by the ratio of the variance within cells to that
 * between them, both by moments. Source: Bühlmann & Straub 1970, one-way random effects; Efron & Morris 1975.
 */
export function shrunkenMeans(rounds: LoggedRounds, training: Int32Array, size: number): CellMeans {
  const { count, sum, total, squares } = cellSums(rounds, training, size);
  const n = training.length;
  const all = n === 0 ? 0 : total / n;
  let [seen, explained, own, countSquares] = [0, 0, 0, 0];
  for (const [cell, rows] of count.entries()) {
    if (rows === 0) continue;
    const mean = (sum[cell] ?? 0) / rows;
    seen += 1;
    own += rows * mean * mean;
    explained += rows * (mean - all) ** 2;
    countSquares += rows * rows;
  }
  const within = n > seen ? Math.max(0, squares - own) / (n - seen) : 0;
  const between = n === 0 ? 0 : (explained - (seen - 1) * within) / (n - countSquares / n);
  const strength = seen > 1 && between > 0 ? within / between : Number.POSITIVE_INFINITY;
  return {
    strength,
    mean(position, action) {
      const cell = position * size + action;
      const rows = count[cell] ?? 0;
      if (rows === 0 || strength === Number.POSITIVE_INFINITY) return all;
      return ((sum[cell] ?? 0) + strength * all) / (rows + strength);
    },
  };
}
