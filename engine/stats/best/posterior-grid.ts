import type { Beta } from '../beta.ts';
import { legendreRule } from '../legendre.ts';
import { drop, type LogitPosterior, logistic, onLogitScale } from './logit-posterior.ts';
import { type Panel, panelsOf } from './panels.ts';

/**
 * The posteriors of K variants on one set of quadrature nodes.
 * Node n stands for the rate `rate[n]`; Σ `weight[n]` g(logit) approximates ∫ g d(logit).
 * `density` and `below` are K × nodes, row-major: density of logit θ_k, and P(θ_k ≤ rate).
 */
export interface PosteriorGrid {
  readonly variants: number;
  readonly nodes: number;
  readonly rate: Float64Array;
  readonly weight: Float64Array;
  readonly density: Float64Array;
  readonly below: Float64Array;
  /** Stretches between the nodes on which every posterior is 0: lengths in rate, and each P(θ_k ≤ rate) there. */
  readonly gaps: readonly { readonly length: number; readonly below: Float64Array }[];
}

const ORDER = 16;
const RULE = legendreRule(ORDER);

/** Above this many observations ln f is taken relative to the mode, where the shared logarithm would lose digits. */
const SHARED_LOG_LIMIT = 2e4;

/** Logits of the nodes, and ln(1 + e^t) there: what all variants share. */
interface Axis {
  readonly offset: Float64Array;
  readonly softplus: Float64Array;
}

/**
 * Lays K independent Beta posteriors on common Gauss–Legendre panels on the logit scale, where every Beta density is
 * smooth, and integrates each one up to each node with the rule's cumulative matrix. Densities are normalised by their
 * own integral, so P(θ ≤ rate) ends at exactly 1. The range follows the posteriors: very narrow ones get their own
 * panels. No randomness; two runs give the same bits.
 */
export function posteriorGrid(posteriors: readonly Beta[]): PosteriorGrid {
  const logits = posteriors.map(onLogitScale);
  const { panels, gaps } = panelsOf(logits);
  const nodes = panels.length * ORDER;
  const offset = new Float64Array(nodes);
  const softplus = new Float64Array(nodes);
  const weight = new Float64Array(nodes);
  const rate = new Float64Array(nodes);
  panels.forEach(({ from, to }, p) => {
    const half = (to - from) / 2;
    for (let i = 0; i < ORDER; i += 1) {
      const t = from + half * (1 + (RULE.nodes[i] ?? 0));
      offset[p * ORDER + i] = t;
      weight[p * ORDER + i] = half * (RULE.weights[i] ?? 0);
      const grown = Math.exp(t);
      softplus[p * ORDER + i] = Math.log1p(grown);
      rate[p * ORDER + i] = grown / (1 + grown);
    }
  });
  const density = new Float64Array(nodes * logits.length);
  const below = new Float64Array(nodes * logits.length);
  logits.forEach((logit, k) => {
    const [from, to] = [k * nodes, (k + 1) * nodes];
    fillRow(logit, panels, { offset, softplus }, density.subarray(from, to), below.subarray(from, to));
  });
  const flat = gaps.map(({ from, to }) => ({
    length: logistic(to) - logistic(from),
    below: Float64Array.from(logits, (logit) => (logit.to <= from ? 1 : 0)),
  }));
  return { variants: logits.length, nodes, rate, weight, density, below, gaps: flat };
}

/** Density and running integral of one posterior over all panels, then normalised. */
function fillRow(
  logit: LogitPosterior,
  panels: readonly Panel[],
  axis: Axis,
  density: Float64Array,
  below: Float64Array,
): void {
  const { a, n, mode, modeRate } = logit;
  const { offset, softplus } = axis;
  const peak = a * mode + n * Math.log1p(-modeRate);
  let total = 0;
  for (let p = 0; p < panels.length; p += 1) {
    const panel = panels[p];
    if (panel === undefined) break;
    const base = p * ORDER;
    if (panel.to <= logit.from || panel.from >= logit.to) {
      for (let i = 0; i < ORDER; i += 1) below[base + i] = total;
      continue;
    }
    if (n > SHARED_LOG_LIMIT)
      for (let i = 0; i < ORDER; i += 1)
        density[base + i] = Math.exp(drop(a, n, modeRate, (offset[base + i] ?? 0) - mode));
    else
      for (let i = 0; i < ORDER; i += 1)
        density[base + i] = Math.exp(a * (offset[base + i] ?? 0) - n * (softplus[base + i] ?? 0) - peak);
    const half = (panel.to - panel.from) / 2;
    let whole = 0;
    for (let i = 0; i < ORDER; i += 1) {
      let sum = 0;
      for (let j = 0; j < ORDER; j += 1) sum += (RULE.cumulative[i * ORDER + j] ?? 0) * (density[base + j] ?? 0);
      below[base + i] = total + half * sum;
      whole += (RULE.weights[i] ?? 0) * (density[base + i] ?? 0);
    }
    total += half * whole;
  }
  const scale = 1 / total;
  for (let i = 0; i < density.length; i += 1) {
    density[i] = (density[i] ?? 0) * scale;
    below[i] = Math.min(1, Math.max(0, (below[i] ?? 0) * scale));
  }
}
