import { describe, expect, it } from 'vitest';
import { betaMean } from '../stats/index.ts';
import { differenceAt, uplift } from './uplift.ts';

describe('uplift', () => {
  // Ends from our own run of scipy 1.17.1: 40 × 40-point Gauss–Legendre over beta.pdf · beta.cdf, then brentq.
  it.each([
    [151, 2903, 123, 2912, -0.0014747853817645793, 0.019351639519418058],
    [1, 101, 2, 101, -0.04632229095073565, 0.02236624640153312],
    [3, 5000, 1e5, 2e6, -0.047602257267505506, -0.046136667490268735],
  ])('of Beta(%d, %d) over Beta(%d, %d)', (a1, b1, a2, b2, low, high) => {
    const found = uplift({ alpha: a1, beta: b1 }, { alpha: a2, beta: b2 });
    expect(found.estimate).toBeCloseTo(a1 / (a1 + b1) - a2 / (a2 + b2), 15);
    expect(Math.abs(found.low - low)).toBeLessThan(2e-9);
    expect(Math.abs(found.high - high)).toBeLessThan(2e-9);
    expect(found.level).toBe(0.95);
  });

  it('of two uniform rates is the triangle: its 97.5 % point is 1 − √0.05', () => {
    const found = uplift({ alpha: 1, beta: 1 }, { alpha: 1, beta: 1 });
    expect(found.high).toBeCloseTo(1 - Math.sqrt(0.05), 11);
    expect(found.low).toBeCloseTo(-found.high, 11);
  });

  it('mirrors when the two change places', () => {
    const [x, y] = [
      { alpha: 30, beta: 900 },
      { alpha: 2000, beta: 70_000 },
    ];
    expect(uplift(x, y).low).toBeCloseTo(-uplift(y, x).high, 12);
    expect(differenceAt(x, y, 0.001).below).toBeCloseTo(1 - differenceAt(y, x, -0.001).below, 12);
    expect(uplift(x, y).estimate).toBeCloseTo(betaMean(x) - betaMean(y), 15);
  });
});
