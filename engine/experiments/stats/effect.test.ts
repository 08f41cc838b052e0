import { describe, expect, it } from 'vitest';
import { effectOf, type KnownEffect } from './effect.ts';
import { fixedHorizon } from './fixed-horizon.ts';
import type { Metric, QuantileMetric } from './metric.ts';
import { jointMomentsOf, momentsFromSums, momentsOf } from './moments.ts';
import { confidenceSequence } from './sequential.ts';
import { JOINT, MEANS, ORACLE } from './stats.fixture.ts';

function known(control: Metric, treatment: Metric, options: Parameters<typeof effectOf>[2] = {}): KnownEffect {
  const effect = effectOf(control, treatment, options);
  if (!effect.known) throw new Error(effect.reason);
  return effect;
}

const absolute = { difference: 'absolute' } as const;
const gbstats = { convention: 'gbstats' } as const;

function expectEffect(effect: KnownEffect, expected: { readonly estimate: number; readonly standardError: number }) {
  expect(effect.estimate).toBeCloseTo(expected.estimate, 11);
  expect(effect.standardError).toBeCloseTo(expected.standardError, 11);
}

const proportion = (n: number, successes: number): Metric => ({ kind: 'proportion', n, successes });

describe('the effect on a mean', () => {
  it('[ES3] is the difference with the standard error and the degrees of freedom of Welch', () => {
    const effect = known(MEANS.control, MEANS.treatment, absolute);
    expectEffect(effect, ORACLE.welch);
    expect(effect.degrees).toBeCloseTo(ORACLE.welch.degrees, 9);
    expect(effect.units).toBe(22);
  });

  it('[ES3] relative has its standard error by the delta method', () => {
    expectEffect(known(MEANS.control, MEANS.treatment), ORACLE.relative);
  });

  it('[ES3] relative is a gain when the mean rises, also below zero', () => {
    const at = (mean: number): Metric => ({ kind: 'mean', moments: { n: 10, mean, m2: 9 } });
    expect(known(at(-10), at(-5)).estimate).toBeCloseTo(0.5, 12);
  });

  it('[ES9] relative has degrees of freedom of its own parts; gbstats takes those of the difference', () => {
    const [control, treatment] = [
      { kind: 'mean', moments: { n: 10, mean: 1, m2: 9 } },
      { kind: 'mean', moments: { n: 1000, mean: 3, m2: 999 } },
    ] as const;
    // parts: 1/10 · 3² and 1/1000
    const expected = 0.901 ** 2 / (0.9 ** 2 / 9 + 0.001 ** 2 / 999);
    expect(known(control, treatment).degrees).toBeCloseTo(expected, 9);
    const plain = 0.101 ** 2 / (0.1 ** 2 / 9 + 0.001 ** 2 / 999);
    expect(known(control, treatment, gbstats).degrees).toBeCloseTo(plain, 9);
  });
});

describe('the effect on a proportion', () => {
  it('[ES4] has the variance of the zeros and ones; gbstats leaves Bessel out', () => {
    const ones = (n: number, k: number) => momentsOf(Array.from({ length: n }, (_, i) => (i < k ? 1 : 0)));
    const asMeans = known({ kind: 'mean', moments: ones(28, 14) }, { kind: 'mean', moments: ones(30, 16) });
    const effect = known(proportion(28, 14), proportion(30, 16));
    expectEffect(effect, asMeans);
    // published by GrowthBook for these counts
    expect(known(proportion(28, 14), proportion(30, 16), gbstats).standardError).toBeCloseTo(0.2717, 4);
    expect(effect.standardError).toBeGreaterThan(0.275);
  });
});

describe('the effect on a ratio', () => {
  it('[ES5] has its standard error by the delta method', () => {
    const [control, treatment] = [
      { kind: 'ratio', joint: JOINT.control },
      { kind: 'ratio', joint: JOINT.treatment },
    ] as const;
    expectEffect(known(control, treatment, absolute), ORACLE.ratio.absolute);
    expectEffect(known(control, treatment), ORACLE.ratio.relative);
  });
});

describe('the effect with a covariate', () => {
  const control = { kind: 'cuped', joint: JOINT.control } as const;
  const treatment = { kind: 'cuped', joint: JOINT.treatment } as const;

  it('[ES6] is that of the analysis of covariance, with the error of its adjusted means', () => {
    const effect = known(control, treatment, absolute);
    expect(effect.theta).toBeCloseTo(ORACLE.cuped.theta, 11);
    expect(effect.estimate).toBeCloseTo(ORACLE.cuped.absolute.estimate, 11);
    expect(effect.standardError).toBeLessThan(ORACLE.welch.standardError / 3);
    const given = { theta: ORACLE.cuped.theta };
    const [a, b] = [
      { ...control, ...given },
      { ...treatment, ...given },
    ];
    expectEffect(known(a, b, absolute), ORACLE.cuped.absolute);
    expectEffect(known(a, b), ORACLE.cuped.relative);
  });

  it('[ES6] pays for the slope it fits: arms of equal size have the interval of least squares', () => {
    const arm = (pairs: readonly (readonly [number, number])[]) => ({
      kind: 'cuped' as const,
      joint: jointMomentsOf(pairs),
    });
    const a = arm([
      [12.1, 10.3],
      [9.4, 8.8],
      [15.3, 13.9],
      [11, 10.1],
      [8.7, 8],
    ]);
    const b = arm([
      [14.6, 11],
      [11.2, 9.1],
      [17.9, 14],
      [13.1, 10.7],
      [10.4, 8.9],
    ]);
    const effect = known(a, b, absolute);
    // Our own run of numpy: least squares of the measure on an intercept, the arm and the covariate.
    expectEffect(effect, { estimate: 1.4786738197424714, standardError: 0.3747831829450937 });
    expect(effect.degrees).toBeLessThanOrEqual(7);
    expect(effect.degrees).toBeGreaterThan(6);
    const given = { theta: effect.theta ?? Number.NaN };
    const slopeKnown = known({ ...a, ...given }, { ...b, ...given }, absolute);
    expect(slopeKnown.standardError).toBeLessThan(effect.standardError * 0.95);
  });

  it('[ES6] relative pays for the slope as far as it moves the effect', () => {
    const at = (theta: number) => known({ ...control, theta }, { ...treatment, theta }).estimate;
    const effect = known(control, treatment);
    const theta = effect.theta ?? Number.NaN;
    const moved = (at(theta + 1e-5) - at(theta - 1e-5)) / 2e-5;
    const [x, y] = [JOINT.control, JOINT.treatment];
    const residuals = x.x.m2 + y.x.m2 - theta * (x.cxy + y.cxy);
    const given = known({ ...control, theta }, { ...treatment, theta }).standardError;
    const square = (given * given * 20) / 19 + (moved * moved * residuals) / 19 / (x.y.m2 + y.y.m2);
    expect(effect.standardError).toBeCloseTo(Math.sqrt(square), 9);
  });

  it('[ES6] without a covariate that varies is the plain effect', () => {
    const flat = (joint: typeof JOINT.control) => ({
      kind: 'cuped' as const,
      joint: { x: joint.x, y: { ...joint.y, m2: 0 }, cxy: 0 },
    });
    expectEffect(known(flat(JOINT.control), flat(JOINT.treatment)), ORACLE.relative);
  });

  it('[ES9] fits θ within the arms; gbstats fits it over both, where the effect leaks into it', () => {
    // The measure is the covariate, plus 10 in treatment; the covariate is higher there by chance.
    const arm = (shift: number, effect: number) => ({
      kind: 'cuped' as const,
      joint: jointMomentsOf([0, 1, 2, 3, 4].map((x, i) => [x + shift + effect + (i % 2) * 0.1, x + shift])),
    });
    const [a, b] = [arm(0, 0), arm(1, 10)];
    expect(known(a, b, absolute).theta).toBeCloseTo(1, 1);
    expect(known(a, b, absolute).estimate).toBeCloseTo(10, 1);
    expect(known(a, b, { ...absolute, ...gbstats }).theta).toBeGreaterThan(2);
    expect(known(a, b, { ...absolute, ...gbstats }).estimate).toBeLessThan(9);
  });

  it('[ES9] relative divides by the adjusted control; gbstats by the unadjusted one', () => {
    const theta = 1;
    const [a, b] = [
      { ...control, theta },
      { ...treatment, theta },
    ];
    const pooled = (10 * JOINT.control.y.mean + 12 * JOINT.treatment.y.mean) / 22;
    const adjusted = JOINT.control.x.mean - (JOINT.control.y.mean - pooled);
    const difference = known(a, b, absolute).estimate;
    expect(known(a, b).estimate).toBeCloseTo(difference / adjusted, 12);
    expect(known(a, b, gbstats).estimate).toBeCloseTo(difference / JOINT.control.x.mean, 12);
    expect(adjusted).toBeGreaterThan(JOINT.control.x.mean + 0.1);
  });
});

describe('the effect on a quantile', () => {
  const median = (over: Partial<QuantileMetric> = {}): QuantileMetric => ({
    kind: 'quantile',
    n: 400,
    nStar: 400,
    level: 0.5,
    estimate: 10,
    lower: 9.02,
    upper: 10.98,
    ...over,
  });

  it('[ES7] has the standard error that its order statistics are apart', () => {
    // 1.96 / (2 · 1.959964) = 0.500009 in each arm
    const effect = known(median(), median({ estimate: 11 }), absolute);
    expect(effect.standardError).toBeCloseTo(Math.SQRT2 * 0.500009, 5);
  });

  it('[ES7] is widened by how much units differ in their share of events below it', () => {
    const clusters = jointMomentsOf([
      [3, 4],
      [1, 2],
      [5, 5],
      [2, 4],
      [6, 7],
      [0, 1],
      [4, 5],
      [3, 3],
    ]);
    const [plain, clustered] = [median(), median({ clusters })].map((m) => known(m, m, absolute).standardError);
    // variance of the share over clusters: numpy's covariance matrix and the delta method
    expect(clustered).toBeCloseTo((plain ?? 0) * Math.sqrt((0.004994549586388867 * 400) / 0.25), 11);
  });

  it('[ES9] has no floor on its variance; gbstats has one of 1e-5, in any unit', () => {
    const tiny = median({ estimate: 1e-4, lower: 0.9e-4, upper: 1.1e-4 });
    expect(known(tiny, tiny, absolute).standardError).toBeLessThan(1e-5);
    expect(known(tiny, tiny, { ...absolute, ...gbstats }).standardError).toBeGreaterThan(2e-4);
  });

  it('[ES8] can not be told from too few events or when its bounds are one', () => {
    const few = median({ level: 0.99, n: 300, nStar: 300 });
    expect(effectOf(few, few)).toEqual({ known: false, reason: 'no_variance', theta: null });
    const flat = median({ lower: 10, upper: 10, n: 5000 });
    expect(effectOf(flat, flat)).toEqual({ known: false, reason: 'no_variance', theta: null });
  });
});

describe('an effect that can not be told', () => {
  const mean = (n: number, sum: number, squares: number): Metric => ({
    kind: 'mean',
    moments: momentsFromSums(n, sum, squares),
  });

  it('[ES8] has its reason and no number', () => {
    const reason = (a: Metric, b: Metric, options = {}) => {
      const effect = effectOf(a, b, options);
      return effect.known ? effect.estimate : effect.reason;
    };
    expect(reason(proportion(0, 0), proportion(10, 5))).toBe('no_units');
    expect(reason(proportion(10, 10), proportion(10, 10))).toBe('no_variance');
    expect(reason(proportion(10, 10), proportion(10, 5), gbstats)).toBe('no_variance');
    expect(reason(proportion(1, 0), proportion(10, 5))).toBe('no_variance');
    expect(reason(mean(1, 3, 9), mean(50, 150, 600))).toBe('no_variance');
    expect(reason(mean(4, 0, 10), mean(4, 4, 10))).toBe('zero_baseline');
    const cuped: Metric = { kind: 'cuped', joint: jointMomentsOf([]) };
    expect(reason(cuped, cuped)).toBe('no_units');
  });

  it('[ES8] is not that of an arm in which nobody has the event: it takes the variance of the other', () => {
    // (0 − 0.1) / 0.1, with p (1 − p) n / (n − 1) of the control over the units of the treatment: √(0.09 / 999) / 0.1.
    const effect = known(proportion(1000, 100), proportion(1000, 0));
    expect(effect.estimate).toBe(-1);
    expect(effect.standardError).toBeCloseTo(Math.sqrt(0.09 / 999) / 0.1, 12);
    expect(fixedHorizon(effect, {}).pValue).toBeLessThan(1e-10);
    const { interval } = confidenceSequence(effect);
    expect(interval[1]).toBeLessThan(0);
    // Absolute, both arms have that variance.
    const difference = known(proportion(1000, 100), proportion(500, 0), absolute);
    expect(difference.standardError).toBeCloseTo(Math.sqrt((0.09 * 1000) / 999 / 1000 + (0.09 * 1000) / 999 / 500), 12);
    // Two units that bought nothing say little.
    expect(fixedHorizon(known(proportion(1000, 100), proportion(2, 0)), {}).pValue).toBeGreaterThan(0.5);
  });

  it('[ES9] absolute does not need a control off zero; gbstats does', () => {
    const [a, b] = [mean(4, 0, 10), mean(4, 4, 10)];
    expect(known(a, b, absolute).estimate).toBe(1);
    expect(effectOf(a, b, { ...absolute, ...gbstats })).toMatchObject({ known: false, reason: 'zero_baseline' });
  });

  it('of two kinds of metric is a fault of the caller', () => {
    expect(() => effectOf(MEANS.control, proportion(3, 1))).toThrow(RangeError);
  });
});
