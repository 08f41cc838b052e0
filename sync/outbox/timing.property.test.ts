import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backoffMs, DEFAULT_TIMING, jitterOf } from './timing.ts';

const uniform = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

describe('backoff', () => {
  it('[OB15] stays below its bound, which doubles up to the maximum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), uniform, (attempt, u) => {
        const wait = backoffMs(DEFAULT_TIMING, attempt, u);
        const bound = Math.min(DEFAULT_TIMING.backoffMaxMs, DEFAULT_TIMING.backoffMs * 2 ** (attempt - 1));
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThan(bound);
      }),
    );
  });

  it('[OB15] uses the whole range: the jitter is uniform and the same again', () => {
    const draws = Array.from({ length: 10_000 }, (_, i) => jitterOf(`01930000-0000-7000-8000-000000000066/${i}`));
    const tenths = Array.from({ length: 10 }, (_, d) => draws.filter((u) => Math.floor(u * 10) === d).length);
    // Chi-squared with 9 degrees of freedom: 27.9 is the 99.9th percentile.
    const chi2 = tenths.reduce((sum, n) => sum + (n - 1_000) ** 2 / 1_000, 0);
    expect(chi2).toBeLessThan(27.9);
    expect(jitterOf('a/1')).toBe(jitterOf('a/1'));
  });
});
