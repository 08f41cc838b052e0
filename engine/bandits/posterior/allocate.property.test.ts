import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocate } from './allocate.ts';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const weights = fc.array(fc.oneof(share, fc.constant(0)), { minLength: 1, maxLength: 24 });

/** Floors and caps that can be held for k arms. */
const bounds = (k: number) =>
  fc.record({ low: share, high: share }).map(({ low, high }) => ({ floor: low / k, cap: 1 / k + high * (1 - 1 / k) }));

describe('shares', () => {
  it('[BA23] add up to one within their bounds, and keep the order of the chances', () => {
    fc.assert(
      fc.property(
        weights.chain((own) => fc.tuple(fc.constant(own), bounds(own.length))),
        ([own, { floor, cap }]) => {
          const found = allocate(own, { floor, cap });
          if (!found.ok) throw new Error(found.error.message);
          expect(Math.abs(found.value.reduce((sum, value) => sum + value, 0) - 1)).toBeLessThan(1e-9);
          for (const [arm, value] of found.value.entries()) {
            expect(value).toBeGreaterThanOrEqual(floor - 1e-9);
            expect(value).toBeLessThanOrEqual(cap + 1e-9);
            for (const [other, second] of found.value.entries())
              if ((own[arm] ?? 0) > (own[other] ?? 0)) expect(value).toBeGreaterThanOrEqual(second - 1e-9);
          }
        },
      ),
    );
  });

  it('[BA23] are the chances themselves where no bound is met', () => {
    const found = allocate([0.7, 0.2, 0.1], { floor: 0.05, cap: 0.8 });
    expect(found.ok && found.value.map((value) => Number(value.toFixed(12)))).toEqual([0.7, 0.2, 0.1]);
  });

  it('[BA23] what the floor takes comes from the others in proportion', () => {
    const found = allocate([0.6, 0.4, 0], { floor: 0.1 });
    expect(found.ok && found.value.map((value) => Number(value.toFixed(12)))).toEqual([0.54, 0.36, 0.1]);
    const capped = allocate([1, 0, 0], { cap: 0.5 });
    expect(capped.ok && capped.value.map((value) => Number(value.toFixed(12)))).toEqual([0.5, 0.25, 0.25]);
  });

  it('[BA23] an arm that may not be played has none, and one that is not judged yet an equal share', () => {
    const found = allocate([0.9, 0.1, 0], { eligible: [false, true, true], minimumPlays: 100, plays: [500, 400, 20] });
    expect(found.ok && found.value.map((value) => Number(value.toFixed(12)))).toEqual([0, 0.5, 0.5]);
  });

  it('[BA23] floors above one and caps below it are refused', () => {
    for (const rules of [{ floor: 0.4 }, { cap: 0.3 }, { floor: 0.3, cap: 0.2 }, { eligible: [false, false, false] }]) {
      const found = allocate([0.5, 0.3, 0.2], rules);
      expect(found.ok ? null : found.error.code).toBe('BANDIT_ALLOCATION_IMPOSSIBLE');
    }
    expect(() => allocate([Number.NaN, 1])).toThrow(RangeError);
  });
});
