import { describe, expect, it } from 'vitest';
import { studentCdf, studentPdf, studentQuantile, studentSurvival } from './student-t.ts';

const relative = (actual: number, expected: number) => Math.abs(actual - expected) / Math.abs(expected);

/** degrees, t, P(T > t), density: our own run of mpmath 1.2.1 with 50 digits. */
const TAILS = [
  [1, 0.5, 0.35241638234956674, 0.25464790894703254],
  [1, 1000000, 3.1830988618368455e-7, 3.1830988618347235e-13],
  [2.5, -1.3, 0.8497566053646459, 0.1465546185608505],
  [7.25, 2, 0.04210554128962589, 0.06293191885957182],
  [30, 1.96, 0.02967115644802524, 0.061119852876620834],
  [98, 0.01, 0.49602080814556276, 0.39790578631289664],
  [197.26, 12.5, 4.347710222517238e-27, 3.0515304890135806e-26],
  [1000, 3.3, 0.000500498362501045, 0.0017640030798212537],
  [99472.5, 16.3, 5.898527355572725e-60, 9.624810982261433e-59],
  [1e7, 1.2, 0.11506968443612713, 0.19418604621377095],
  [1e7, 5.5, 1.899002523373366e-8, 1.076998986110576e-7],
] as const;

/** degrees, p, quantile: the same run. */
const QUANTILES = [
  [1, 0.975, 12.706204736174692],
  [1.7, 0.001, -34.77419785845835],
  [3, 0.995, 5.840909309733355],
  [10, 1e-12, -40.5320961786626],
  [55.70744914862206, 0.975, 2.0034728971453077],
  [150, 0.6, 0.25379692204033827],
  [7395.3, 0.975, 1.960284817087506],
  [1e6, 0.9995, 3.2905364612487222],
  [2, 1e-6, -707.1057205259339],
] as const;

describe("Student's t", () => {
  it.each(TAILS)('with %d degrees has the tail and the density at %d of mpmath', (degrees, t, tail, density) => {
    const tolerance = degrees > 1e6 ? 2e-11 : 1e-12;
    expect(relative(studentSurvival(t, degrees), tail)).toBeLessThan(tolerance);
    expect(relative(studentPdf(t, degrees), density)).toBeLessThan(tolerance);
    expect(studentCdf(-t, degrees)).toBe(studentSurvival(t, degrees));
  });

  it.each(QUANTILES)('with %d degrees has the quantile at %d of mpmath', (degrees, p, t) => {
    expect(relative(studentQuantile(p, degrees), t)).toBeLessThan(1e-12);
  });

  it('reaches the ends of its range', () => {
    expect(studentQuantile(0, 5)).toBe(Number.NEGATIVE_INFINITY);
    expect(studentQuantile(1, 5)).toBe(Number.POSITIVE_INFINITY);
    expect(studentQuantile(0.5, 5)).toBe(0);
    expect(studentSurvival(0, 5)).toBe(0.5);
    expect(studentSurvival(Number.POSITIVE_INFINITY, 5)).toBe(0);
    expect(studentSurvival(Number.NEGATIVE_INFINITY, 5)).toBe(1);
    expect(studentSurvival(1, Number.NaN)).toBeNaN();
  });
});
