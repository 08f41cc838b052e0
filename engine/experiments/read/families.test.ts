import { describe, expect, it } from 'vitest';
import type { DecisionRule, ExperimentMetric } from '../../contract/index.ts';
import { momentsOf } from '../stats/index.ts';
import { compareArms, type RawComparison } from './compare.ts';
import { RULE, SIGN_UPS } from './design.fixture.ts';
import { adjustFamilies } from './families.ts';
import { readsOf } from './reads.ts';

const sums = (n: number, successes: number) => ({
  sums: {
    x: momentsOf(Array.from({ length: n }, (_, index) => (index < successes ? 1 : 0))),
    y: null,
    u: null,
    v: null,
    xy: null,
    xu: null,
    xv: null,
    yu: null,
    yv: null,
    uv: null,
  },
  quantile: null,
});

const FIXED: DecisionRule = { ...RULE, method: 'fixed' };

/** A comparison of 2,000 units each, of which the treatment has so many sign-ups against 400. */
const comparison = (role: ExperimentMetric['role'], successes: number): RawComparison =>
  compareArms(
    { ...SIGN_UPS, id: `${role}-${successes}`, role },
    { variation: 'treatment', control: sums(2000, 400), treatment: sums(2000, successes) },
    FIXED,
  );

const ALL = [
  comparison('goal', 450),
  comparison('secondary', 460),
  comparison('goal', 480),
  comparison('guardrail', 350),
  comparison('goal', 420),
  comparison('secondary', 470),
];
const p = ALL.map(({ relative }) => relative?.pValue ?? Number.NaN);

const adjusted = (correction: DecisionRule['correction']) =>
  adjustFamilies(ALL, { ...FIXED, correction }).map(({ adjustedPValue }) => adjustedPValue);

/** The p-value at an index, which is there. */
const at = (index: number): number => p[index] ?? Number.NaN;

describe('families', () => {
  it('[EX70] Holm runs over all goals, and over the secondary metrics apart', () => {
    // By hand: the smallest of three goals times 3, the next times 2, the last once; never falling.
    const goals = [3 * at(2), Math.max(3 * at(2), 2 * at(0)), Math.max(2 * at(0), at(4))];
    const found = adjusted('holm');
    expect(found[2]).toBeCloseTo(goals[0] ?? Number.NaN, 12);
    expect(found[0]).toBeCloseTo(goals[1] ?? Number.NaN, 12);
    expect(found[4]).toBeCloseTo(goals[2] ?? Number.NaN, 12);
    expect(found[5]).toBeCloseTo(2 * at(5), 12);
    expect(found[1]).toBeCloseTo(Math.max(2 * at(5), at(1)), 12);
  });

  it('[EX70] Benjamini and Hochberg likewise', () => {
    const found = adjusted('benjamini_hochberg');
    expect(found[4]).toBeCloseTo(at(4), 12);
    expect(found[0]).toBeCloseTo(Math.min(at(4), (at(0) * 3) / 2), 12);
    expect(found[2]).toBeCloseTo(Math.min(found[0] ?? 1, at(2) * 3), 12);
  });

  it('[EX70] guardrails are not corrected, nor is anything without a correction', () => {
    expect(adjusted('holm')[3]).toBe(at(3));
    expect(adjusted('none')).toEqual(p);
  });

  it('[EX70] what does not count among several comparisons is not called better, and the sentence says so', () => {
    const one = { ...comparison('goal', 455), adjustedPValue: 0.06, tests: 3 };
    expect(readsOf(one, FIXED, false)).toBe('cant_tell');
    expect(readsOf({ ...one, adjustedPValue: 0.04 }, FIXED, false)).toBe('better');
    expect(readsOf({ ...one, adjustedPValue: 0.04, metric: { ...one.metric, better: 'lower' } }, FIXED, false)).toBe(
      'worse',
    );
  });

  it('[EX68] a Bayesian rule has no p-values to correct', () => {
    const bayesian: DecisionRule = { ...RULE, method: 'bayesian' };
    const raw = compareArms(
      SIGN_UPS,
      { variation: 'treatment', control: sums(2000, 400), treatment: sums(2000, 480) },
      bayesian,
    );
    expect(adjustFamilies([raw], bayesian)[0]?.adjustedPValue).toBeNull();
  });
});
