import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmState } from '../../contract/index.ts';
import { cellRecord } from './cell.fixture.ts';
import { recommendedShares, sharesFit } from './shares.ts';

const { rule } = cellRecord().design;
const active = (count: number): ArmState[] => Array.from({ length: count }, () => 'active');

describe('recommended shares', () => {
  it('[BA74] are the chances to be best within floor and cap', () => {
    const near = [0.6, 0.3, 0.1].map((share) => expect.closeTo(share, 12));
    expect(recommendedShares([0.6, 0.3, 0.1], active(3), rule)).toEqual(near);
    const [first = 0, second = 0] = recommendedShares([0.999, 0.001], active(2), rule);
    expect([first, second]).toEqual([0.8, expect.closeTo(0.2, 12)]);
  });

  it('[BA74] a killed arm has none and a promoted one all', () => {
    const [killed, ...others] = recommendedShares([0.5, 0.3, 0.2], ['killed', 'active', 'active'], rule);
    expect(killed).toBe(0);
    expect(others).toEqual([expect.closeTo(0.6, 12), expect.closeTo(0.4, 12)]);
    expect(recommendedShares([0.5, 0.3, 0.2], ['active', 'promoted', 'active'], rule)).toEqual([0, 1, 0]);
    expect(recommendedShares([0.5, 0.5], ['killed', 'killed'], rule)).toEqual([0, 0]);
  });

  it('[BA74] add up to one for any number of arms, also where floor or cap can not be held', () => {
    const chances = fc.array(fc.double({ min: 0.001, max: 1, noNaN: true }), { minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(chances, fc.double({ min: 0, max: 0.5, noNaN: true }), (weights, floor) => {
        const total = weights.reduce((sum, own) => sum + own, 0);
        const given = weights.map((own) => own / total);
        const shares = recommendedShares(given, active(given.length), { ...rule, floor, cap: Math.max(floor, 0.6) });
        expect(shares.reduce((sum, own) => sum + own, 0)).toBeCloseTo(1, 9);
        const least = Math.min(floor, 1 / given.length);
        for (const share of shares) expect(share).toBeGreaterThanOrEqual(least - 1e-9);
      }),
    );
    expect(sharesFit(30, rule)).toBe(false);
    expect(sharesFit(3, rule)).toBe(true);
  });
});
