import { describe, expect, it } from 'vitest';
import { betaCdf, betaMean, betaPdf, betaQuantile, betaSurvival, betaVariance, logBeta } from './beta.ts';
import { ORACLE } from './special.fixture.ts';

const relative = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected);

describe('the Beta distribution', () => {
  it.each(ORACLE.betaTails)('has both tails of Beta(%d, %d) at %d as mpmath', (alpha, beta, x, lower, upper) => {
    expect(relative(betaCdf({ alpha, beta }, x), lower)).toBeLessThan(1e-12);
    expect(relative(betaSurvival({ alpha, beta }, x), upper)).toBeLessThan(1e-12);
  });

  it.each(ORACLE.betaLarge)('holds for Beta(%d, %d) at %d', (alpha, beta, x, lower) => {
    expect(relative(betaCdf({ alpha, beta }, x), lower)).toBeLessThan(1e-9);
  });

  it.each(ORACLE.betaQuantile)('has the quantile of Beta(%d, %d) at %d as scipy', (alpha, beta, p, x) => {
    expect(relative(betaQuantile({ alpha, beta }, p), x)).toBeLessThan(1e-10);
  });

  it('has closed forms where they exist', () => {
    expect(betaPdf({ alpha: 2, beta: 2 }, 0.25)).toBeCloseTo(6 * 0.25 * 0.75, 14);
    expect(betaPdf({ alpha: 1, beta: 5 }, 0)).toBe(5);
    expect(betaPdf({ alpha: 5, beta: 1 }, 1)).toBe(5);
    expect(betaPdf({ alpha: 2, beta: 5 }, -0.1)).toBe(0);
    expect(logBeta(2, 3)).toBeCloseTo(Math.log(1 / 12), 14);
    expect(betaMean({ alpha: 3, beta: 1 })).toBe(0.75);
    expect(betaVariance({ alpha: 1, beta: 1 })).toBeCloseTo(1 / 12, 15);
    // X ~ Beta(1, b): P(X > x) = (1 − x)^b
    expect(relative(betaSurvival({ alpha: 1, beta: 50 }, 0.4), 0.6 ** 50)).toBeLessThan(1e-12);
  });

  it('reaches the ends of its range', () => {
    const x = { alpha: 4, beta: 9 };
    expect([betaCdf(x, 0), betaCdf(x, 1), betaQuantile(x, 0), betaQuantile(x, 1)]).toEqual([0, 1, 0, 1]);
  });
});
