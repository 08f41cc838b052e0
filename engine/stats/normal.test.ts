import { describe, expect, it } from 'vitest';
import { normalCdf, normalPdf, normalQuantile } from './normal.ts';
import { ORACLE } from './special.fixture.ts';

describe('the normal distribution', () => {
  it.each(ORACLE.normalCdf)('Φ(%d) as mpmath', (z, expected) => {
    expect(Math.abs(normalCdf(z) - expected) / expected).toBeLessThan(1e-12);
  });

  it.each([1e-12, 1e-5, 0.025, 0.3, 0.5, 0.8, 0.999])('the quantile at %d undoes it', (p) => {
    expect(Math.abs(normalCdf(normalQuantile(p)) - p) / p).toBeLessThan(1e-12);
  });

  it('has the value of every table', () => {
    expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
    expect(normalQuantile(0)).toBe(Number.NEGATIVE_INFINITY);
    expect(normalQuantile(1)).toBe(Number.POSITIVE_INFINITY);
    expect([-1e300, -Infinity, 1e300, Infinity].map(normalCdf)).toEqual([0, 0, 1, 1]);
    expect(normalPdf(0)).toBeCloseTo(0.3989422804014327, 15);
  });
});
