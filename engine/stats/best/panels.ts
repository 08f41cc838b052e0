import { drop, type LogitPosterior, logistic } from './logit-posterior.ts';

/** A panel spans this many radii of curvature of ln f on the logit scale: standard deviations, where f is near normal. */
const PANEL = 4;
/** Nor more than this, for ln(1 + e^t) has its poles at ±iπ. */
const WIDEST = 3;

/** A posterior that begins inside a panel joins it when the panel is at most this much wider than its own would be. */
const JOINS = 1.25;

/** A stretch of the logit axis. */
export interface Panel {
  readonly from: number;
  readonly to: number;
}

/**
 * How wide a panel with one end at t may be. Where the other end lies further out on a tail, that tail is near
 * exponential, and 16 nodes hold a fall of e^7; the lower the density is already, the steeper the fall may be.
 */
function widthAt(t: number, end: 'left' | 'right', active: readonly LogitPosterior[]): number {
  const rate = logistic(t);
  let width = WIDEST;
  for (const { a, n, mode, modeRate } of active) {
    width = Math.min(width, PANEL / Math.sqrt(n * rate * (1 - rate)));
    const isHighEnd = end === 'left' ? t > mode : t < mode;
    if (isHighEnd) width = Math.min(width, (7 - 1.2 * drop(a, n, modeRate, t - mode)) / Math.abs(a - n * rate));
  }
  return width;
}

/** How wide a panel from `at` on may be, by what it meets at both its ends. */
function widthFrom(at: number, active: readonly LogitPosterior[]): number {
  const guess = widthAt(at, 'left', active);
  const width = Math.min(guess, widthAt(at + guess, 'right', active));
  // Curvature peaks at a rate of one half, t = 0: a panel across it goes by that peak.
  return at < 0 && at + width > 0 ? Math.min(width, widthAt(0, 'left', active)) : width;
}

/** Where the panel that starts at `at` may end, so that every posterior it meets is resolved. */
function panelEnd(at: number, posteriors: readonly LogitPosterior[]): number {
  const width = widthFrom(
    at,
    posteriors.filter((p) => p.from <= at && p.to > at),
  );
  const whole = at + width;
  let end = whole;
  for (const p of posteriors) {
    if (p.from <= at || p.from >= end) continue;
    // A narrower posterior begins inside: stop where it does. One that the panel resolves just joins in.
    const own = Math.min(widthAt(p.from, 'left', [p]), widthAt(whole, 'right', [p]));
    if (width > JOINS * own) end = p.from;
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
