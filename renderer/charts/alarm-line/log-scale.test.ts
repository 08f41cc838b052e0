import { describe, expect, it } from 'vitest';
import { decadeText, decadeTicks, lowestDecade, pPlace } from './log-scale.ts';

describe('an axis of p-values', () => {
  it('[CH20] always has the alarm on it, and the smallest p-value down to a limit', () => {
    expect(lowestDecade([0.4, 0.9], 0.001)).toBe(-4);
    expect(lowestDecade([0.4, 3e-7], 0.001)).toBe(-7);
    expect(lowestDecade([1e-80, 0], 0.001)).toBe(-12);
    expect(lowestDecade([], 0.001)).toBe(-4);
  });

  it('[CH20] is logarithmic from 1 at its head to its foot', () => {
    expect(pPlace(1, -4)).toBeCloseTo(0);
    expect(pPlace(0.01, -4)).toBeCloseTo(0.5);
    expect(pPlace(0.0001, -4)).toBeCloseTo(1);
    expect(pPlace(0, -4)).toBe(1);
  });

  it('writes decades so that they can be read', () => {
    expect(decadeTicks(-4, 9).map(decadeText)).toEqual(['1', '0.1', '0.01', '0.001', '10⁻⁴']);
    expect(decadeTicks(-12, 4)).toEqual([0, -3, -6, -9, -12]);
  });
});
