import { gammaLower, gammaUpper } from './gamma.ts';

/** P(Z ≤ z) for a standard normal Z, by erfc(x) = Q(½, x²) (DLMF 7.11.2); exact in both tails. */
export function normalCdf(z: number): number {
  const upper = gammaUpper(0.5, (z * z) / 2) / 2;
  return z <= 0 ? upper : 0.5 + gammaLower(0.5, (z * z) / 2) / 2;
}

export const normalPdf = (z: number): number => Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);

/** Abramowitz & Stegun 26.2.23: |error| < 4.5e-4, the start for Halley's steps. For p ≤ ½. */
function roughQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(p));
  const top = 2.515517 + t * (0.802853 + t * 0.010328);
  const bottom = 1 + t * (1.432788 + t * (0.189269 + t * 0.001308));
  return top / bottom - t;
}

/**
 * The z with P(Z ≤ z) = p, for 0 < p < 1; ∓Infinity at 0 and 1.
 * A rational start and Halley's iteration on the distribution function.
 */
export function normalQuantile(p: number): number {
  if (p <= 0) return Number.NEGATIVE_INFINITY;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  if (p > 0.5) return -normalQuantile(1 - p);
  let z = roughQuantile(p);
  for (let i = 0; i < 4; i += 1) {
    const u = (normalCdf(z) - p) / normalPdf(z);
    z -= u / (1 + (z * u) / 2);
  }
  return z;
}
