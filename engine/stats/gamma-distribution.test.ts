import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gammaCdf, gammaPdf, gammaQuantile } from './gamma-distribution.ts';

const relative = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected);

/** shape, p, quantile at rate 1: our own run of mpmath 1.2.1 with 40 digits. */
const QUANTILES = [
  [0.3, 0.01, 1.5022226552360383e-7],
  [0.5, 0.5, 0.2274682115597864],
  [1, 0.975, 3.6888794541139354],
  [2.5, 0.025, 0.4156058067433312],
  [7, 0.9, 10.532072106498529],
  [50, 1e-6, 23.25066535794659],
  [1000, 0.999, 1100.5780982933145],
] as const;

describe('Gamma', () => {
  it.each(QUANTILES)('shape %d has at %d the quantile of mpmath', (shape, p, expected) => {
    expect(relative(gammaQuantile(shape, 1, p), expected)).toBeLessThan(1e-12);
    expect(relative(gammaQuantile(shape, 4, p), expected / 4)).toBeLessThan(1e-12);
  });

  it('comes back to the probability', () => {
    const shape = fc.double({ min: -3, max: 6, noNaN: true }).map((power) => 10 ** power);
    const p = fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true });
    fc.assert(
      fc.property(shape, p, (k, level) => {
        const x = gammaQuantile(k, 3, level);
        // Below the smallest number there is nothing to come back from.
        if (x > 1e-300) expect(Math.abs(gammaCdf(k, 3, x) - level)).toBeLessThan(1e-11);
      }),
    );
  });

  it('is exponential at shape 1', () => {
    expect(gammaPdf(1, 2, 0)).toBe(2);
    expect(relative(gammaPdf(1, 2, 0.7), 2 * Math.exp(-1.4))).toBeLessThan(1e-14);
    expect(relative(gammaQuantile(1, 2, 0.3), -Math.log(0.7) / 2)).toBeLessThan(1e-13);
    expect(gammaPdf(0.5, 1, 0)).toBe(Number.POSITIVE_INFINITY);
    expect(gammaPdf(3, 1, -1)).toBe(0);
    expect(gammaQuantile(2, 1, 0)).toBe(0);
    expect(gammaQuantile(2, 1, 1)).toBe(Number.POSITIVE_INFINITY);
  });
});
