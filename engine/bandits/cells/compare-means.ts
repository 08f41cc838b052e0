import { legendreRule, studentPdf, studentSurvival } from '../../stats/index.ts';

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
/** Less than this lies beyond an arm's last panel on each side. */
const BEYOND = 1e-11;

/** How far an arm reaches, in scales; the tails of few degrees of freedom are long. */
const reachOf = (df: number): number => ENDS.find((end) => end > 0 && studentSurvival(end, df) < BEYOND) ?? 3000;

interface Placed extends LocatedMean {
  readonly from: number;
  readonly to: number;
  readonly reach: number;
}

function placed(arm: LocatedMean): Placed {
  const reach = reachOf(arm.df);
  return { ...arm, reach, from: arm.mean - reach * arm.scale, to: arm.mean + reach * arm.scale };
}

function panelEnds(arms: readonly Placed[]): readonly number[] {
  const ends = arms.flatMap(({ mean, scale, reach }) =>
    ENDS.filter((end) => end <= reach).flatMap((end) => [mean - end * scale, mean + end * scale]),
  );
  const apart = 0.05 * Math.min(...arms.map(({ scale }) => scale));
  const kept: number[] = [];
  for (const end of ends.toSorted((a, b) => a - b)) {
    if (kept.length === 0 || end - (kept.at(-1) ?? end) > apart) kept.push(end);
  }
  return kept;
}

/** An arm on the panels: density and probability below each node; zero before it begins, one after it ends. */
function fill(arm: Placed, ends: readonly number[], density: Float64Array, below: Float64Array): void {
  const { mean, scale, df } = arm;
  let total = 0;
  for (let p = 0; p + 1 < ends.length; p += 1) {
    const [from = 0, to = 0] = [ends[p], ends[p + 1]];
    const [base, half] = [p * ORDER, (to - from) / 2];
    if (to <= arm.from || from >= arm.to) {
      for (let i = 0; i < ORDER; i += 1) below[base + i] = total;
      continue;
    }
    for (let i = 0; i < ORDER; i += 1)
      density[base + i] = studentPdf((from + half * (1 + (RULE.nodes[i] ?? 0)) - mean) / scale, df) / scale;
    let whole = 0;
    for (let i = 0; i < ORDER; i += 1) {
      let sum = 0;
      for (let j = 0; j < ORDER; j += 1) sum += (RULE.cumulative[i * ORDER + j] ?? 0) * (density[base + j] ?? 0);
      below[base + i] = total + half * sum;
      whole += (RULE.weights[i] ?? 0) * (density[base + i] ?? 0);
    }
    total += half * whole;
  }
  for (let n = 0; n < below.length; n += 1) {
    density[n] = (density[n] ?? 0) / total;
    below[n] = Math.min(1, (below[n] ?? 0) / total);
  }
}

/**
 * P(best) = ∫ f_i Π_{j≠i} F_j and E[largest − own] = ∫ F_i (1 − Π_{j≠i} F_j), over the whole axis, on Gauss–Legendre panels
 * that all arms share.
 */
export function compareMeans(means: readonly LocatedMean[]): Compared {
  const arms = means.map(placed);
  const ends = panelEnds(arms);
  const nodes = Math.max(0, ends.length - 1) * ORDER;
  const k = arms.length;
  const density = new Float64Array(k * nodes);
  const below = new Float64Array(k * nodes);
  for (const [a, arm] of arms.entries())
    fill(arm, ends, density.subarray(a * nodes, (a + 1) * nodes), below.subarray(a * nodes, (a + 1) * nodes));
  const best = arms.map(() => 0);
  const loss = arms.map(() => 0);
  const others = new Float64Array(k);
  for (let n = 0; n < nodes; n += 1) {
    const p = Math.floor(n / ORDER);
    const length = (((ends[p + 1] ?? 0) - (ends[p] ?? 0)) / 2) * (RULE.weights[n - p * ORDER] ?? 0);
    let product = 1;
    for (let a = 0; a < k; a += 1) {
      others[a] = product;
      product *= below[a * nodes + n] ?? 0;
    }
    product = 1;
    for (let a = k - 1; a >= 0; a -= 1) {
      const rest = (others[a] ?? 0) * product;
      best[a] = (best[a] ?? 0) + length * (density[a * nodes + n] ?? 0) * rest;
      loss[a] = (loss[a] ?? 0) + length * (below[a * nodes + n] ?? 0) * (1 - rest);
      product *= below[a * nodes + n] ?? 0;
    }
  }
  const total = best.reduce((sum, chance) => sum + chance, 0);
  return { pBest: best.map((chance) => Math.min(1, chance / total)), expectedLoss: loss };
}
