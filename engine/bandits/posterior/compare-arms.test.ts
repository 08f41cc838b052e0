import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalCdf } from '../../stats/index.ts';
import { compareArms } from './compare-arms.ts';
import type { Posterior } from './posterior.ts';

const options = { seed: 5, draws: 40_000 };
const rate = fc.record({
  kind: fc.constant('beta' as const),
  alpha: fc.double({ min: 0.5, max: 300, noNaN: true }),
  beta: fc.double({ min: 0.5, max: 9000, noNaN: true }),
});

describe('arms compared', () => {
  it('[BA21] two normals are the better with the probability of their difference', () => {
    const arms: readonly Posterior[] = [
      { kind: 'normal', mean: 10, sd: 3 },
      { kind: 'normal', mean: 12, sd: 4 },
    ];
    const { arms: found, method, monteCarloError } = compareArms(arms, options);
    expect(method).toBe('draws');
    expect(monteCarloError).toBe(0.0025);
    // The difference is normal with mean 2 and deviation 5.
    expect(Math.abs((found[1]?.probabilityBest ?? 0) - normalCdf(0.4))).toBeLessThan(4 * monteCarloError);
  });

  it('[BA21] quadrature and draws of the same rates agree within the stated error', () => {
    fc.assert(
      fc.property(fc.array(rate, { minLength: 2, maxLength: 6 }), (rates) => {
        const exact = compareArms(rates, options);
        // A count with the rate's parameters far from its ends is no rate, but a normal beside them makes it draw.
        const far: Posterior = { kind: 'normal', mean: -9, sd: 0.1 };
        const drawn = compareArms([...rates, far], options);
        expect(exact.method).toBe('quadrature');
        for (const [arm, { probabilityBest, expectedLoss }] of exact.arms.entries()) {
          const other = drawn.arms[arm];
          expect(Math.abs((other?.probabilityBest ?? 9) - probabilityBest)).toBeLessThan(5 * drawn.monteCarloError);
          expect(Math.abs((other?.expectedLoss ?? 9) - expectedLoss)).toBeLessThan(0.01);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('[BA21] the order of the arms does not matter to quadrature, and probabilities add up to one', () => {
    fc.assert(
      fc.property(fc.array(rate, { minLength: 2, maxLength: 8 }), (rates) => {
        const forth = compareArms(rates, options).arms;
        const back = compareArms([...rates].reverse(), options).arms.toReversed();
        for (const [arm, own] of forth.entries()) {
          expect(back[arm]?.probabilityBest).toBeCloseTo(own.probabilityBest, 9);
          expect(back[arm]?.expectedLoss).toBeCloseTo(own.expectedLoss, 9);
        }
        expect(forth.reduce((sum, { probabilityBest }) => sum + probabilityBest, 0)).toBeCloseTo(1, 9);
      }),
      { numRuns: 50 },
    );
  });

  it('[BA21] one arm is the best; without arms there is nothing to compare', () => {
    expect(compareArms([{ kind: 'gamma', shape: 1, rate: 1 }], options).arms).toEqual([
      { probabilityBest: 1, expectedLoss: 0 },
    ]);
    expect(() => compareArms([], options)).toThrow(RangeError);
  });
});
