import { describe, expect, it } from 'vitest';
import { chiSquareSurvival, devianceTerm, gammaLower, gammaUpper, logGamma } from './gamma.ts';
import { ORACLE } from './special.fixture.ts';

const relative = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected);

describe('gamma functions', () => {
  it.each(ORACLE.logGamma)('ln Γ(%d) as mpmath', (x, expected) => {
    expect(relative(logGamma(x), expected)).toBeLessThan(1e-13);
  });

  it.each(ORACLE.gammaUpper)('Q(%d, %d) as mpmath', (a, x, expected) => {
    expect(relative(gammaUpper(a, x), expected)).toBeLessThan(1e-12);
    expect(gammaLower(a, x)).toBeCloseTo(1 - expected, 13);
  });

  it('has the textbook critical values of χ²', () => {
    // Abramowitz & Stegun, table 26.8: χ² 3.84146 at 1 degree and 16.2662 at 3 degrees.
    expect(chiSquareSurvival(3.841458820694124, 1)).toBeCloseTo(0.05, 12);
    expect(chiSquareSurvival(16.2662, 3)).toBeCloseTo(0.001, 7);
    // Two degrees: exp(−x / 2).
    expect(relative(chiSquareSurvival(60, 2), Math.exp(-30))).toBeLessThan(1e-12);
    expect(chiSquareSurvival(0, 4)).toBe(1);
  });

  it('reaches the end of its range', () => {
    expect([gammaLower(2, Number.POSITIVE_INFINITY), gammaUpper(2, Number.POSITIVE_INFINITY)]).toEqual([1, 0]);
    expect(chiSquareSurvival(Number.POSITIVE_INFINITY, 3)).toBe(0);
    expect(gammaUpper(2, Number.NaN)).toBeNaN();
  });

  it('keeps the deviance of neighbours, which the plain formula loses', () => {
    // d²/(2m) to first order for x = m + d
    expect(relative(devianceTerm(1e9 + 1, 1e9), 0.5e-9)).toBeLessThan(1e-8);
    expect(devianceTerm(0, 3)).toBe(3);
    expect(devianceTerm(6, 2)).toBeCloseTo(6 * Math.log(3) - 4, 14);
  });
});
