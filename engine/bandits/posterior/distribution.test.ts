import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Generator } from '../../stats/rng/index.ts';
import {
  drawPosterior,
  posteriorCdf,
  posteriorDensity,
  posteriorInterval,
  posteriorMean,
  posteriorQuantile,
} from './distribution.ts';
import type { Posterior } from './posterior.ts';

const between = (low: number, high: number) => fc.double({ min: low, max: high, noNaN: true });
const posteriors: fc.Arbitrary<Posterior> = fc.oneof(
  fc.record({ kind: fc.constant('beta' as const), alpha: between(0.3, 500), beta: between(0.3, 5000) }),
  fc.record({ kind: fc.constant('normal' as const), mean: between(-50, 50), sd: between(0.01, 10) }),
  fc.record({
    kind: fc.constant('student' as const),
    mean: between(-50, 50),
    scale: between(0.01, 10),
    df: between(1.5, 300),
  }),
  fc.record({ kind: fc.constant('gamma' as const), shape: between(0.3, 500), rate: between(0.01, 1000) }),
);

/** The mean of each kind is what its literature says; the spread of the draws is what the distribution function says. */
const EXAMPLES: readonly Posterior[] = [
  { kind: 'beta', alpha: 31, beta: 471 },
  { kind: 'normal', mean: 4.2, sd: 0.7 },
  { kind: 'student', mean: 4.2, scale: 0.7, df: 5 },
  { kind: 'gamma', shape: 12, rate: 300 },
];

/** Near 1 a beta may gain more than the tolerance from one number to the next: the share lies between those of its neighbours. */
function expectShareBelow(posterior: Posterior, x: number, share: number): void {
  const step = Math.abs(x) * Number.EPSILON;
  expect(posteriorCdf(posterior, x - step)).toBeLessThan(share + 5e-10);
  expect(posteriorCdf(posterior, x + step)).toBeGreaterThan(share - 5e-10);
}

describe('a posterior', () => {
  it('[BA20] has as much below its interval as above it, whatever the level', () => {
    fc.assert(
      fc.property(posteriors, between(0.5, 0.99), (posterior, level) => {
        const { low, high } = posteriorInterval(posterior, level);
        expectShareBelow(posterior, low, (1 - level) / 2);
        expectShareBelow(posterior, high, (1 + level) / 2);
        expect(posteriorQuantile(posterior, 0.5)).toBeGreaterThanOrEqual(low);
      }),
    );
  });

  it('[BA20] has a density that adds up to what lies between two values', () => {
    fc.assert(
      fc.property(posteriors, (posterior) => {
        const { low, high } = posteriorInterval(posterior, 0.5);
        // Simpson's rule.
        const parts = 2000;
        const step = (high - low) / parts;
        let sum = 0;
        for (let i = 0; i <= parts; i += 1) {
          const weight = i === 0 || i === parts ? 1 : i % 2 === 1 ? 4 : 2;
          sum += weight * posteriorDensity(posterior, low + i * step);
        }
        expect((sum * step) / 3).toBeCloseTo(0.5, 3);
      }),
      { numRuns: 50 },
    );
  });

  it.each(EXAMPLES)('[BA20] draws of $kind come from it', (posterior) => {
    const random = Generator.seeded(11);
    const draws = Float64Array.from({ length: 20_000 }, () => drawPosterior(posterior, random)).sort();
    // Kolmogorov's distance stays below 1.95 / √n but once in a thousand.
    const distance = draws.reduce(
      (most, value, index) => Math.max(most, Math.abs(posteriorCdf(posterior, value) - (index + 0.5) / draws.length)),
      0,
    );
    expect(distance).toBeLessThan(1.95 / Math.sqrt(draws.length));
    const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
    const spread = posteriorInterval(posterior, 0.68);
    expect(Math.abs(mean - posteriorMean(posterior))).toBeLessThan((spread.high - spread.low) * 0.02);
  });

  it('[BA20] has no mean where the tails are too heavy for one, and no interval of level 1', () => {
    expect(posteriorMean({ kind: 'student', mean: 1, scale: 1, df: 1 })).toBeNaN();
    expect(() => posteriorInterval({ kind: 'normal', mean: 0, sd: 1 }, 1)).toThrow(RangeError);
  });
});
