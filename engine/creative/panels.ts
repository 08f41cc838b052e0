import { type LogitPosterior, logistic } from './logit-posterior.ts';

/** A panel spans this many radii of curvature of ln f on the logit scale: standard deviations, where f is near normal. */
const PANEL = 4;
/** Nor more than this, for ln(1 + e^t) has its poles at ±iπ. */
const WIDEST = 4;

/** A stretch of the logit axis. */
export interface Panel {
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
export function panelsOf(posteriors: readonly LogitPosterior[]): { panels: Panel[]; gaps: Panel[] } {
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
