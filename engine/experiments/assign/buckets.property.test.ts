import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bucketRanges, chooseVariation, equalWeights } from './buckets.ts';
import { hashToUnit } from './hash.ts';

const weights = fc
  .array(fc.integer({ min: 1, max: 50 }), { minLength: 2, maxLength: 8 })
  .map((parts) => parts.map((part) => part / parts.reduce((sum, each) => sum + each, 0)));
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('buckets', () => {
  it('[AS4] raising the coverage moves nobody who was in', () => {
    fc.assert(
      fc.property(weights, share, share, share, (all, a, b, point) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        const before = chooseVariation(point, bucketRanges(all.length, low, all));
        const after = chooseVariation(point, bucketRanges(all.length, high, all));
        expect(before === -1 || before === after).toBe(true);
      }),
    );
  });

  it('[AS4] with full coverage everybody is in, by the weights', () => {
    fc.assert(
      fc.property(weights, (all) => {
        const ranges = bucketRanges(all.length, 1, all);
        ranges.forEach(([from, to], index) => {
          expect(to - from).toBeCloseTo(all[index] ?? Number.NaN, 12);
          if (index > 0) expect(from).toBe(ranges[index - 1]?.[1]);
        });
        expect(ranges.at(-1)?.[1]).toBeCloseTo(1, 12);
      }),
    );
  });

  it('[AS5] weights that do not fit are equal weights, and coverage is held to 0 and 1', () => {
    const equal = bucketRanges(3, 1);
    expect(equal.map(([from, to]) => to - from)).toEqual(equalWeights(3).map((each) => expect.closeTo(each, 12)));
    for (const wrong of [[0.5, 0.5], [0.5, 0.5, 0.5], [0.1, 0.1, 0.1], []])
      expect(bucketRanges(3, 1, wrong)).toEqual(equal);
    expect(bucketRanges(3, 7)).toEqual(equal);
    expect(bucketRanges(3, -1).every(([from, to]) => from === to)).toBe(true);
  });

  it('[AS4] 20,000 ids come out by their weights (each within 4 standard errors)', () => {
    const wanted = [0.5, 0.3, 0.2];
    const units = 20_000;
    for (const version of [1, 2]) {
      const counts = [0, 0, 0];
      const ranges = bucketRanges(3, 1, wanted);
      for (let id = 0; id < units; id++) {
        const variation = chooseVariation(hashToUnit('weights', `user-${id}`, version) ?? 1, ranges);
        counts[variation] = (counts[variation] ?? 0) + 1;
      }
      counts.forEach((count, index) => {
        const p = wanted[index] ?? Number.NaN;
        expect(Math.abs(count / units - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / units));
      });
    }
  });
});
