import { devianceTerm, stirlingError } from './gamma.ts';
import { normalQuantile } from './normal.ts';

/** Parameters of a Beta distribution, both > 0. */
export interface Beta {
  readonly alpha: number;
  readonly beta: number;
}

export const betaMean = ({ alpha, beta }: Beta): number => alpha / (alpha + beta);

export function betaVariance({ alpha, beta }: Beta): number {
  const n = alpha + beta;
  return ((alpha / n) * (beta / n)) / (n + 1);
}

/** ln B(a, b), by Stirling errors so that large parameters do not cancel. */
export function logBeta(a: number, b: number): number {
  const n = a + b;
  const delta = stirlingError(a) + stirlingError(b) - stirlingError(n);
  const body = a * Math.log(a / n) + b * Math.log(b / n);
  return body + delta + 0.5 * (Math.log(2 * Math.PI) + Math.log(n / a) - Math.log(b));
}

/**
 * x^a y^b / B(a, b) for y = 1 − x given on its own, so that neither end loses digits: the density of logit(X).
 * Saddle-point form of Loader (2000).
 */
export function betaKernel(a: number, b: number, x: number, y: number): number {
  if (x <= 0 || y <= 0) return 0;
  const n = a + b;
  const log = stirlingError(n) - stirlingError(a) - stirlingError(b) - devianceTerm(a, n * x) - devianceTerm(b, n * y);
  return Math.exp(log) * Math.sqrt(a / n) * Math.sqrt(b / (2 * Math.PI));
}

/** Density of Beta(alpha, beta) at x in [0, 1]; may be Infinity at an end where a parameter is below 1. */
export function betaPdf({ alpha, beta }: Beta, x: number): number {
  if (x < 0 || x > 1) return 0;
  if (x === 0) return alpha === 1 ? beta : alpha < 1 ? Number.POSITIVE_INFINITY : 0;
  if (x === 1) return beta === 1 ? alpha : beta < 1 ? Number.POSITIVE_INFINITY : 0;
  return betaKernel(alpha, beta, x, 1 - x) / x / (1 - x);
}

/** Continued fraction of DLMF 8.17.22 (modified Lentz); converges fast for x < (a + 1) / (a + b + 2). */
function fraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const floor = (v: number) => (Math.abs(v) < tiny ? tiny : v);
  let c = 1;
  let d = 1 / floor(1 - ((a + b) * x) / (a + 1));
  let h = d;
  for (let m = 1; m < 1_000_000; m += 1) {
    const m2 = 2 * m;
    const even = (m * (b - m) * x) / ((a + m2 - 1) * (a + m2));
    d = 1 / floor(1 + even * d);
    c = floor(1 + even / c);
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + m2) * (a + m2 + 1));
    d = 1 / floor(1 + odd * d);
    c = floor(1 + odd / c);
    const step = d * c;
    h *= step;
    if (Math.abs(step - 1) < 3e-16) break;
  }
  return h;
}

/**
 * The continued fraction BFRAC of Didonato & Morris 1992 (ACM TOMS 708), a, b > 1 and x below the mean: its terms are
 * positive, so nothing cancels when a parameter is large. Returns I_x(a, b) / kernel.
 */
function positiveFraction(a: number, b: number, x: number, y: number): number {
  const c = 1 + (a > b ? (a + b) * y - b : a - (a + b) * x);
  const c1 = 1 + 1 / a;
  let [p, s, an, bn, next] = [1, a + 1, 0, 1, c / c1];
  let r = c1 / c;
  let top = 1;
  for (let n = 1; n < 1_000_000; n += 1) {
    const t = n / a;
    const w = n * (b - n) * x;
    const e = a / s;
    const alpha = p * (p + b / a) * e * e * (w * x);
    const beta = n + w / s + ((1 + t) / (c1 + t + t)) * (c + n * (y + 1));
    p = 1 + t;
    s += 2;
    const newTop = alpha * an + beta * top;
    const newNext = alpha * bn + beta * next;
    const last = r;
    r = newTop / newNext;
    if (Math.abs(r - last) <= 4e-16 * r) break;
    an = top / newNext;
    bn = next / newNext;
    top = r;
    next = 1;
  }
  return r;
}

/** I_x(a, b) / kernel, for x not far above the mean. */
const tailRatio = (a: number, b: number, x: number, y: number): number =>
  a > 1 && b > 1 ? positiveFraction(a, b, x, y) : fraction(a, b, x) / a;

/** Both tails of Beta(a, b) at x, with y = 1 − x given on its own; the smaller tail is exact to rounding. */
export function betaTails(a: number, b: number, x: number, y: number): { lower: number; upper: number } {
  if (x <= 0) return { lower: 0, upper: 1 };
  if (y <= 0) return { lower: 1, upper: 0 };
  const kernel = betaKernel(a, b, x, y);
  const below = a > 1 && b > 1 ? a * y > b * x : x < (a + 1) / (a + b + 2);
  if (below) {
    const lower = Math.min(1, kernel * tailRatio(a, b, x, y));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, kernel * tailRatio(b, a, y, x));
  return { lower: 1 - upper, upper };
}

/** P(X ≤ x) for X ~ Beta: the regularised incomplete beta function I_x(alpha, beta). */
export const betaCdf = ({ alpha, beta }: Beta, x: number): number => betaTails(alpha, beta, x, 1 - x).lower;

/** P(X > x), exact where it is small. */
export const betaSurvival = ({ alpha, beta }: Beta, x: number): number => betaTails(alpha, beta, x, 1 - x).upper;

const logistic = (t: number): number => (t < 0 ? Math.exp(t) / (1 + Math.exp(t)) : 1 / (1 + Math.exp(-t)));

/**
 * The logit t with P(logit X ≤ t) = p, p ≤ ½. Newton on ln F, which is concave in t, so it can not overshoot twice
 * and needs no bracket.
 */
function logitQuantile(p: number, a: number, b: number): number {
  const mode = Math.log(a / b);
  let t = mode + normalQuantile(p) * Math.sqrt(1 / a + 1 / b);
  for (let i = 0; i < 200; i += 1) {
    const x = logistic(t);
    const y = logistic(-t);
    const { lower } = betaTails(a, b, x, y);
    const density = betaKernel(a, b, x, y);
    if (lower === 0 || density === 0) {
      t = t < mode ? (t + mode) / 2 : t - 1;
      continue;
    }
    const step = (Math.log(lower / p) * lower) / density;
    t -= step;
    if (Math.abs(step) <= 1e-14 * Math.max(1, Math.abs(t))) break;
  }
  return t;
}

/** The x with P(X ≤ x) = p. Solved on the logit scale from the nearer tail. */
export function betaQuantile({ alpha, beta }: Beta, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return 1;
  return p <= 0.5 ? logistic(logitQuantile(p, alpha, beta)) : logistic(-logitQuantile(1 - p, beta, alpha));
}
