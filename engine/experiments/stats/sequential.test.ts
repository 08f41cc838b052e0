import { describe, expect, it } from 'vitest';
import type { KnownEffect } from './effect.ts';
import { fixedHorizon } from './fixed-horizon.ts';
import { confidenceSequence, confidenceSequenceBy, sequentialScale, sequentialWidth } from './sequential.ts';

const effect = (estimate: number, units = 3000): KnownEffect => ({
  known: true,
  difference: 'absolute',
  estimate,
  standardError: 1,
  degrees: units - 2,
  units,
  baseline: 10,
  theta: null,
});

/**
 * Width and p-values at 3000 units, α 0.05, tuning 5000: our own run of scipy's root finder over the published width, the
 * p-value being the α at which the width is the z-score.
 */
const ORACLE = {
  two: { width: 3.0608388365049035, p: { 3.2: 0.034882967502160724, 5.5: 8.946145788549604e-6 } },
  one: { width: 2.812776519601934, p: { 3.2: 0.019364226031714362, 5.5: 6.918525944706043e-6 } },
} as const;

describe('the confidence sequence', () => {
  it('[ES11] has the width and the p-value of Waudby-Smith et al.', () => {
    const { interval, pValue } = confidenceSequence(effect(3.2));
    expect(interval[0]).toBeCloseTo(3.2 - ORACLE.two.width, 11);
    expect(interval[1]).toBeCloseTo(3.2 + ORACLE.two.width, 11);
    expect(pValue).toBeCloseTo(ORACLE.two.p[3.2], 12);
    expect(confidenceSequence(effect(-5.5)).pValue).toBeCloseTo(ORACLE.two.p[5.5], 15);
    expect(confidenceSequence(effect(1)).pValue).toBe(1);
  });

  it('[ES11] one-sided spends its α on one side', () => {
    const { interval, pValue } = confidenceSequence(effect(3.2), { side: 'greater' });
    expect(interval).toEqual([expect.closeTo(3.2 - ORACLE.one.width, 11), Number.POSITIVE_INFINITY]);
    expect(pValue).toBeCloseTo(ORACLE.one.p[3.2], 12);
    expect(confidenceSequence(effect(-3.2), { side: 'lesser' }).pValue).toBe(pValue);
    expect(confidenceSequence(effect(3.2), { side: 'lesser' }).pValue).toBe(1);
    expect(() => confidenceSequence(effect(1), { side: 'greater', alpha: 0.5 })).toThrow(RangeError);
  });

  it('[ES11] is wider than one look, and tightest in standard errors near its tuning', () => {
    const fixed = fixedHorizon(effect(0)).interval[1];
    expect(confidenceSequence(effect(0)).interval[1]).toBeGreaterThan(1.3 * fixed);
    const scale = sequentialScale(0.05, 5000);
    const at = (units: number) => sequentialWidth(units, scale, 0.05);
    expect(at(5000)).toBeLessThan(at(500));
    expect(at(5000)).toBeLessThan(at(50_000));
  });

  it('[EX103] reads a relative effect on the scale of the logarithm of the ratio; gbstats on its own', () => {
    const relative: KnownEffect = { ...effect(0.5), difference: 'relative', standardError: 0.2 };
    const { interval, pValue } = confidenceSequence(relative);
    // on the log scale ln 1.5 ± width · 0.2 / 1.5
    const reach = Math.exp((ORACLE.two.width * 0.2) / 1.5);
    expect(interval[0]).toBeCloseTo(1.5 / reach - 1, 11);
    expect(interval[1]).toBeCloseTo(1.5 * reach - 1, 11);
    const onLogScale = { ...effect(Math.log(1.5)), standardError: 0.2 / 1.5 };
    expect(pValue).toBeCloseTo(confidenceSequence(onLogScale).pValue, 14);
    expect(confidenceSequence(relative, { side: 'greater' }).interval[1]).toBe(Number.POSITIVE_INFINITY);
    expect(confidenceSequenceBy('gbstats', relative).interval[0]).toBeCloseTo(0.5 - ORACLE.two.width * 0.2, 11);
    // a ratio within one standard error of zero has no logarithm to speak of
    const vague: KnownEffect = { ...relative, estimate: -0.9 };
    expect(confidenceSequence(vague).interval[0]).toBeCloseTo(-0.9 - ORACLE.two.width * 0.2, 11);
  });

  it('[ES9] has exact one-sided p-values; gbstats ends its search at 1e-5 and 0.4999', () => {
    const one = (convention: 'standard' | 'gbstats', z: number) =>
      confidenceSequenceBy(convention, effect(z), { side: 'greater' }).pValue;
    expect(one('standard', 5.5)).toBeCloseTo(ORACLE.one.p[5.5], 15);
    expect(one('gbstats', 5.5)).toBe(1e-5);
    expect(one('standard', -1)).toBe(1);
    expect(one('gbstats', -1)).toBe(0.4999);
    expect(one('gbstats', 3.2)).toBeCloseTo(ORACLE.one.p[3.2], 5);
  });
});
