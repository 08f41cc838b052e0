import { gammaLower, gammaUpper, logGamma, poissonTerm } from './gamma.ts';
import { normalLevel } from './normal-level.ts';

/** Density of Gamma(shape, rate) at x; both parameters > 0. May be Infinity at 0 where the shape is below 1. */
export function gammaPdf(shape: number, rate: number, x: number): number {
  if (x < 0) return 0;
  if (x === 0) return shape === 1 ? rate : shape < 1 ? Number.POSITIVE_INFINITY : 0;
  return (shape * poissonTerm(shape, rate * x)) / x;
}

/** P(X ≤ x). */
export const gammaCdf = (shape: number, rate: number, x: number): number => gammaLower(shape, rate * x);

/** Where to begin: the first term of the series, which lies below the quantile, or Wilson & Hilferty 1931. */
function roughLog(shape: number, p: number): number {
  const least = (Math.log(p) + logGamma(shape + 1)) / shape;
  if (shape < 1) return least;
  const cube = 1 - 1 / (9 * shape) + normalLevel(p) / Math.sqrt(9 * shape);
  return cube > 0 ? Math.max(least, Math.log(shape) + 3 * Math.log(cube)) : least;
}

/**
 * The x with P(X ≤ x) = p. Newton on the logarithm of the nearer tail as a function of ln x, which is concave, so that it
 * needs no bracket.
 */
export function gammaQuantile(shape: number, rate: number, p: number): number {
  if (p <= 0) return 0;
  if (p >= 1) return Number.POSITIVE_INFINITY;
  let t = roughLog(shape, p);
  for (let i = 0; i < 200; i += 1) {
    const x = Math.exp(t);
    // Smaller than the smallest number there is.
    if (x === 0) return 0;
    const density = shape * poissonTerm(shape, x);
    const tail = p <= 0.5 ? gammaLower(shape, x) : gammaUpper(shape, x);
    const wanted = p <= 0.5 ? p : 1 - p;
    const step = (tail * Math.log(tail / wanted)) / density;
    t -= p <= 0.5 ? step : -step;
    if (Math.abs(step) <= 1e-14 * Math.max(1, Math.abs(t))) break;
  }
  return Math.exp(t) / rate;
}
