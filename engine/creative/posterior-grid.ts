import { type Beta, legendreRule } from '../stats/index.ts';

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
/** A panel spans this many radii of curvature of ln f on the logit scale: standard deviations, where f is near normal. */
const PANEL = 4;
/** Nor more than this, for ln(1 + e^t) has its poles at ±iπ. */
const WIDEST = 4;
/** Below e^−DROP of its peak a density is left out: 2e-15 of the mass. */
const DROP = 34;

/** A posterior on the logit scale: density ∝ exp(a t − (a + b) ln(1 + e^t)), log-concave with its mode at ln(a / b). */
interface LogitPosterior {
  readonly a: number;
  readonly n: number;
  readonly mode: number;
  readonly modeRate: number;
  readonly from: number;
  readonly to: number;
}

const logistic = (t: number): number => 1 / (1 + Math.exp(-t));

/** ln density at t minus ln density at the mode; exact near the mode whatever the size of a and n. */
const drop = (a: number, n: number, modeRate: number, d: number): number =>
  a * d - n * Math.log1p(modeRate * Math.expm1(d));

/** Where the log density has fallen by DROP, on the given side: Newton from outside, monotone by concavity. */
function edge(a: number, n: number, mode: number, modeRate: number, start: number): number {
  let d = start;
  for (let i = 0; i < 30; i += 1) {
    const excess = drop(a, n, modeRate, d) + DROP;
    const step = excess / (a - n * logistic(mode + d));
    d -= step;
    if (Math.abs(step) < 0.01 * Math.abs(start)) break;
  }
  return mode + d;
}

function onLogitScale({ alpha: a, beta: b }: Beta): LogitPosterior {
  const n = a + b;
  const mode = Math.log(a / b);
  const modeRate = a / n;
  const scale = Math.sqrt(1 / a + 1 / b);
  const reach = Math.sqrt(2 * DROP) * scale;
  return {
    a,
    n,
    mode,
    modeRate,
    from: edge(a, n, mode, modeRate, -reach),
    to: edge(a, n, mode, modeRate, reach),
  };
}

/** Above this many observations ln f is taken relative to the mode, where the shared logarithm would lose digits. */
const SHARED_LOG_LIMIT = 1e5;

/** Logits of the nodes, and ln(1 + e^t) there: what all variants share. */
interface Axis {
  readonly offset: Float64Array;
  readonly softplus: Float64Array;
}

interface Panel {
  readonly from: number;
  readonly to: number;
}

/** How wide a panel at t may be: PANEL times the narrowest curvature radius of the log densities there. */
function widthAt(t: number, active: readonly LogitPosterior[]): number {
  const rate = logistic(t);
  const most = active.reduce((n, p) => Math.max(n, p.n), 0);
  return Math.min(WIDEST, PANEL / Math.sqrt(most * rate * (1 - rate)));
}

/** Where the panel that starts at `at` may end, so that every posterior it meets is resolved. */
function panelEnd(at: number, posteriors: readonly LogitPosterior[]): number {
  const active = posteriors.filter((p) => p.from <= at && p.to > at);
  const guess = widthAt(at, active);
  let end = at + Math.min(guess, widthAt(at + guess, active));
  for (const p of posteriors) {
    if (p.from <= at || p.from >= end) continue;
    // A much narrower posterior begins inside: stop where it does. One of like width just joins in.
    const own = widthAt(p.from, [p]);
    if (2 * own < end - at) end = p.from;
  }
  return end;
}

/** Covers the posteriors with panels from left to right; a stretch that holds none of them is a gap. */
function panelsOf(posteriors: readonly LogitPosterior[]): { panels: Panel[]; gaps: Panel[] } {
  const panels: Panel[] = [];
  const gaps: Panel[] = [];
  const last = posteriors.reduce((to, p) => Math.max(to, p.to), Number.NEGATIVE_INFINITY);
  let at = posteriors.reduce((from, p) => Math.min(from, p.from), Number.POSITIVE_INFINITY);
  while (at < last) {
    const here = at;
    const isCovered = posteriors.some((p) => p.from <= here && p.to > here);
    const next = isCovered
      ? Math.min(panelEnd(at, posteriors), last)
      : posteriors.reduce((from, p) => (p.from > here ? Math.min(from, p.from) : from), last);
    (isCovered ? panels : gaps).push({ from: at, to: next });
    at = next;
  }
  return { panels, gaps };
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
    const row = { density: density.subarray(k * nodes, (k + 1) * nodes), below: below.subarray(k * nodes) };
    fillRow(logit, panels, { offset, softplus }, row.density, row.below);
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
