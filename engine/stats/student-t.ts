import { betaTails } from './beta.ts';
import { stirlingError } from './gamma.ts';
import { normalLevel } from './normal-level.ts';

/**
 * Density of Student's t with `degrees` > 0 degrees of freedom. The gamma functions enter through their Stirling errors
 * (Loader 2000), so that large degrees lose no digits: ln Γ(h + ½) − ln Γ(h) = h ln(1 + ½/h) − ½ + ½ ln h + δ(h + ½) − δ(h).
 */
export function studentPdf(t: number, degrees: number): number {
  const half = degrees / 2;
  const gammas = half * Math.log1p(0.5 / half) - 0.5 + stirlingError(half + 0.5) - stirlingError(half);
  const core = -((degrees + 1) / 2) * Math.log1p((t * t) / degrees);
  return Math.exp(gammas + core) / Math.sqrt(2 * Math.PI);
}

/**
 * P(T > t) for Student's t with `degrees` > 0 (need not be whole): ½ I_x(ν/2, ½) at x = ν / (ν + t²) (DLMF 8.17;
 * Abramowitz & Stegun 26.7.1). Relative error in the upper tail below 1e-12 up to a million degrees.
 */
export function studentSurvival(t: number, degrees: number): number {
  if (Number.isNaN(t) || Number.isNaN(degrees)) return Number.NaN;
  if (t < 0) return 1 - studentSurvival(-t, degrees);
  const square = t * t;
  if (!Number.isFinite(square)) return 0;
  return betaTails(degrees / 2, 0.5, degrees / (degrees + square), square / (degrees + square)).lower / 2;
}

/** P(T ≤ t), as exact in the lower tail. */
export const studentCdf = (t: number, degrees: number): number => studentSurvival(-t, degrees);

/**
 * The t with P(T ≤ t) = p; ∓Infinity at 0 and 1. Newton on ln P(T > t) as a function of ln t, which is concave and
 * falling, so it converges from any start.
 */
export function studentQuantile(p: number, degrees: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p === 0.5) return 0;
  if (p < 0.5) return -upperQuantile(p, degrees);
  return upperQuantile(1 - p, degrees);
}

/** Fisher & Cornish's expansion of the upper quantile around the normal's (Abramowitz & Stegun 26.7.5). */
function roughQuantile(tail: number, degrees: number): number {
  const z = -normalLevel(tail);
  const s = z * z;
  const first = (s + 1) / 4;
  const second = ((5 * s + 16) * s + 3) / 96;
  const third = (((3 * s + 19) * s + 17) * s - 15) / 384;
  return z * Math.max(1, 1 + (first + (second + third / degrees) / degrees) / degrees);
}

/** The t > 0 with P(T > t) = tail, tail < ½. */
function upperQuantile(tail: number, degrees: number): number {
  let t = roughQuantile(tail, degrees);
  for (let i = 0; i < 100; i += 1) {
    const survival = studentSurvival(t, degrees);
    const step = (survival * Math.log(survival / tail)) / (t * studentPdf(t, degrees));
    t *= Math.exp(step);
    // The error after a step is of the order of its square.
    if (Math.abs(step) < 1e-9) break;
  }
  return t;
}
