import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ArmPosterior } from '../../contract/index.ts';
import { betaCdf, studentCdf } from '../../stats/index.ts';
import { compareArms } from '../posterior/index.ts';
import { compareBeliefs } from './compare-beliefs.ts';

const gamma = (shape: number, rate: number): ArmPosterior => ({ kind: 'gamma', shape, rate });
const student = (mean: number, scale: number, df: number): ArmPosterior => ({ kind: 'student', mean, scale, df });

describe('arms beside one another', () => {
  it.each([
    [3, 20, 5, 22],
    [400, 1000, 430, 1010],
    [1, 5, 90, 300],
  ])('[BA73] two Gammas compare as the closed form says: %d/%d, %d/%d', (a1, b1, a2, b2) => {
    // P(X < Y) for X ~ Gamma(a1, b1), Y ~ Gamma(a2, b2) is the regularised incomplete Beta at b1 / (b1 + b2).
    const { pBest } = compareBeliefs([gamma(a1, b1), gamma(a2, b2)]);
    expect(pBest[1]).toBeCloseTo(betaCdf({ alpha: a1, beta: a2 }, b1 / (b1 + b2)), 7);
  });

  it('[BA73] the loss of two is the distance of their means apart', () => {
    const two = compareBeliefs([gamma(40, 100), gamma(55, 110)]);
    expect((two.expectedLoss[0] ?? 0) - (two.expectedLoss[1] ?? 0)).toBeCloseTo(0.5 - 0.4, 8);
    const means = compareBeliefs([student(1.2, 0.3, 6), student(0.9, 0.1, 40)]);
    expect((means.expectedLoss[1] ?? 0) - (means.expectedLoss[0] ?? 0)).toBeCloseTo(0.3, 6);
  });

  it('[BA73] a Student t against one that is all but known is its own distribution', () => {
    const { pBest } = compareBeliefs([student(0.4, 0.2, 5), student(0.55, 1e-6, 50)]);
    expect(pBest[1]).toBeCloseTo(studentCdf((0.55 - 0.4) / 0.2, 5), 5);
  });

  it.each([
    ['gamma', [gamma(30, 90), gamma(41, 100), gamma(12, 30)]],
    ['student', [student(0.3, 0.05, 12), student(0.34, 0.03, 40), student(0.28, 0.2, 4), student(0.33, 0.02, 8)]],
  ] as const)('[BA73] %s: quadrature is what many draws come to', (_, posteriors) => {
    const drawn = compareArms(posteriors, { seed: 5, draws: 200_000 });
    const found = compareBeliefs(posteriors);
    expect(found.pBest.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
    for (const [arm, { probabilityBest, expectedLoss }] of drawn.arms.entries()) {
      // Five standard errors of the draws.
      expect(Math.abs((found.pBest[arm] ?? 0) - probabilityBest)).toBeLessThan(5 * drawn.monteCarloError);
      expect(found.expectedLoss[arm]).toBeCloseTo(expectedLoss, 2);
    }
  });

  it('[BA73] equal arms have equal chances, however many and of whatever family', () => {
    const family = fc.constantFrom(gamma(9, 40), student(0.2, 0.1, 7), { kind: 'beta', alpha: 5, beta: 90 } as const);
    fc.assert(
      fc.property(family, fc.integer({ min: 2, max: 20 }), (posterior, arms) => {
        for (const p of compareBeliefs(Array.from({ length: arms }, () => posterior)).pBest)
          expect(p).toBeCloseTo(1 / arms, 8);
      }),
      { numRuns: 20 },
    );
  });

  it('one arm is the best, and none is an answer', () => {
    expect(compareBeliefs([gamma(2, 3)])).toEqual({ pBest: [1], expectedLoss: [0] });
    expect(compareBeliefs([])).toEqual({ pBest: [], expectedLoss: [] });
    expect(() => compareBeliefs([gamma(2, 3), student(1, 1, 3)])).toThrow(RangeError);
  });
});
