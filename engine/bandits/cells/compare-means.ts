import { legendreRule, studentPdf } from '../../stats/index.ts';

/** How arms compare, one after the other. */
export interface Compared {
  /** P(its value is the largest). */
  readonly pBest: readonly number[];
  /** E[largest − its own], in the reward's unit. */
  readonly expectedLoss: readonly number[];
}

/** A mean whose noise is learned: mean + scale · t with `df` degrees of freedom. */
export interface LocatedMean {
  readonly mean: number;
  readonly scale: number;
  readonly df: number;
}

const ORDER = 16;
const RULE = legendreRule(ORDER);

/** Ends of the panels in scales from the mean: narrow where a t is curved, wide in its tails. */
const ENDS = [0, 0.5, 1, 1.75, 2.5, 3.5, 5, 7.5, 12, 20, 40, 100, 400, 3000];

function panelEnds(arms: readonly LocatedMean[]): readonly number[] {
  const ends = arms.flatMap(({ mean, scale }) => ENDS.flatMap((reach) => [mean - reach * scale, mean + reach * scale]));
  const apart = 1e-3 * Math.min(...arms.map(({ scale }) => scale));
  const kept: number[] = [];
  for (const end of ends.toSorted((a, b) => a - b)) {
    if (kept.length === 0 || end - (kept.at(-1) ?? end) > apart) kept.push(end);
  }
  return kept;
}

interface Grid {
  /** Length of axis each node stands for. */
  readonly weight: Float64Array;
  /** An arm after the other: density, and probability below the node. */
  readonly density: readonly Float64Array[];
  readonly below: readonly Float64Array[];
}

/** All arms on common Gauss–Legendre panels; each is integrated up to every node and normalised by its own integral. */
function gridOf(arms: readonly LocatedMean[]): Grid {
  const ends = panelEnds(arms);
  const panels = ends.slice(1).map((to, index) => ({ from: ends[index] ?? to, to }));
  const nodes = panels.length * ORDER;
  const weight = new Float64Array(nodes);
  const density = arms.map(() => new Float64Array(nodes));
  const below = arms.map(() => new Float64Array(nodes));
  const totals = arms.map(() => 0);
  for (const [p, { from, to }] of panels.entries()) {
    const half = (to - from) / 2;
    const base = p * ORDER;
    for (let i = 0; i < ORDER; i += 1) weight[base + i] = half * (RULE.weights[i] ?? 0);
    for (const [a, { mean, scale, df }] of arms.entries()) {
      const [f, F] = [density[a], below[a]];
      if (f === undefined || F === undefined) continue;
      for (let i = 0; i < ORDER; i += 1)
        f[base + i] = studentPdf((from + half * (1 + (RULE.nodes[i] ?? 0)) - mean) / scale, df) / scale;
      const start = totals[a] ?? 0;
      let whole = start;
      for (let i = 0; i < ORDER; i += 1) {
        let sum = 0;
        for (let j = 0; j < ORDER; j += 1) sum += (RULE.cumulative[i * ORDER + j] ?? 0) * (f[base + j] ?? 0);
        F[base + i] = start + half * sum;
        whole += (weight[base + i] ?? 0) * (f[base + i] ?? 0);
      }
      totals[a] = whole;
    }
  }
  const normalised = (rows: readonly Float64Array[]) =>
    rows.map((row, a) => row.map((value) => value / (totals[a] ?? 1)));
  return { weight, density: normalised(density), below: normalised(below) };
}

/** P(best) = ∫ f_i Π_{j≠i} F_j and E[largest − own] = ∫ F_i (1 − Π_{j≠i} F_j), over the whole axis. */
export function compareMeans(arms: readonly LocatedMean[]): Compared {
  const { weight, density, below } = gridOf(arms);
  const best = arms.map(() => 0);
  const loss = arms.map(() => 0);
  for (let n = 0; n < weight.length; n += 1) {
    const length = weight[n] ?? 0;
    for (let i = 0; i < arms.length; i += 1) {
      let others = 1;
      for (let j = 0; j < arms.length; j += 1) if (j !== i) others *= Math.min(1, below[j]?.[n] ?? 0);
      best[i] = (best[i] ?? 0) + length * (density[i]?.[n] ?? 0) * others;
      loss[i] = (loss[i] ?? 0) + length * Math.min(1, below[i]?.[n] ?? 0) * (1 - others);
    }
  }
  const total = best.reduce((sum, p) => sum + p, 0);
  return { pBest: best.map((p) => Math.min(1, p / total)), expectedLoss: loss };
}
