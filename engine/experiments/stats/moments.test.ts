import { describe, expect, it } from 'vitest';
import { seededUniform } from '../../stats/index.ts';
import {
  addValue,
  covariance,
  jointMomentsFromSums,
  jointMomentsOf,
  mergeJointMoments,
  mergeMoments,
  momentsFromSums,
  momentsOf,
  NO_JOINT_MOMENTS,
  NO_MOMENTS,
  variance,
} from './moments.ts';

/** Values 1e9 ± 1, half each: mean 1e9, Σ (x − mean)² = n. */
const far = (n: number): readonly number[] => Array.from({ length: n }, (_, i) => 1e9 + (i % 2 === 0 ? 1 : -1));

describe('moments', () => {
  it('[ES2] keep the variance of values at 1e9 with deviation 1, where plain sums lose it', () => {
    const n = 100_000;
    const values = far(n);
    expect(variance(momentsOf(values))).toBeCloseTo(n / (n - 1), 9);
    const squares = values.reduce((sum, x) => sum + x * x, 0);
    const sum = values.reduce((total, x) => total + x, 0);
    expect(Math.abs(variance(momentsFromSums(n, sum, squares)) - 1)).toBeGreaterThan(0.5);
  });

  it('[ES2] of two groups add up to those of all units, in any split', () => {
    const uniform = seededUniform(5);
    const values = Array.from({ length: 1000 }, () => 1e9 + uniform());
    const whole = momentsOf(values);
    for (const cut of [0, 1, 137, 999, 1000]) {
      const merged = mergeMoments(momentsOf(values.slice(0, cut)), momentsOf(values.slice(cut)));
      expect(merged.n).toBe(1000);
      expect(Math.abs(merged.mean - whole.mean)).toBeLessThan(1e-5);
      expect(variance(merged) / variance(whole)).toBeCloseTo(1, 6);
    }
  });

  it('[ES2] of pairs keep the covariance far from zero and add up', () => {
    const pairs = far(2000).map((x, i): readonly [number, number] => [x, 2 * x + (i % 3)]);
    const near = pairs.map(([x, y]): readonly [number, number] => [x - 1e9, y - 2e9]);
    const exact = covariance(jointMomentsOf(near));
    expect(covariance(jointMomentsOf(pairs)) / exact).toBeCloseTo(1, 6);
    const merged = mergeJointMoments(jointMomentsOf(pairs.slice(0, 300)), jointMomentsOf(pairs.slice(300)));
    expect(covariance(merged) / exact).toBeCloseTo(1, 6);
  });

  it('come from plain sums and from single values alike', () => {
    const values = [3, 1, 4, 1, 5];
    expect(momentsFromSums(5, 14, 52)).toEqual({ n: 5, mean: 2.8, m2: 52 - 196 / 5 });
    expect(variance(momentsOf(values))).toBeCloseTo((52 - 196 / 5) / 4, 12);
    const joint = jointMomentsFromSums(momentsFromSums(2, 3, 5), momentsFromSums(2, 7, 25), 11);
    // (1, 3) and (2, 4)
    expect(covariance(joint)).toBeCloseTo(0.5, 12);
  });

  it('of nothing and of one value have no variance', () => {
    expect(momentsFromSums(0, 0, 0)).toEqual(NO_MOMENTS);
    expect(variance(NO_MOMENTS)).toBe(0);
    expect(variance(addValue(NO_MOMENTS, 7))).toBe(0);
    expect(covariance(mergeJointMoments(NO_JOINT_MOMENTS, NO_JOINT_MOMENTS))).toBe(0);
  });
});
