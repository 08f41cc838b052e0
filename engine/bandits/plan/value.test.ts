import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalPdf, seededUniform } from '../../stats/index.ts';
import { shareBudget } from './budget.ts';
import { shrink } from './shrink.ts';
import { chanceAbove, gainOverBest, knowledgeGradient } from './value.ts';

/** E[max(0, X − best)] by the trapezoid rule over ten standard deviations. */
function integrated(mean: number, sd: number, best: number): number {
  const steps = 200_000;
  let sum = 0;
  for (let n = 0; n < steps; n += 1) {
    const z = -10 + (20 * (n + 0.5)) / steps;
    sum += Math.max(0, mean + sd * z - best) * normalPdf(z) * (20 / steps);
  }
  return sum;
}

describe('the value of knowing an arm', () => {
  it.each([
    [0.1, 0.02, 0.15],
    [0.15, 0.02, 0.15],
    [0.2, 0.05, 0.15],
    [3, 0.5, 2],
  ])('[BA69] is E[max(0, X − best)]: mean %d, sd %d, best %d', (mean, sd, best) => {
    expect(gainOverBest({ mean, sd }, best)).toBeCloseTo(integrated(mean, sd, best), 8);
  });

  it('[BA69] grows with what is not known, and a trial never teaches more than there is to know', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (mean, sd, best, noise) => {
          const all = gainOverBest({ mean, sd }, best);
          expect(gainOverBest({ mean, sd: sd * 1.1 }, best)).toBeGreaterThanOrEqual(all - 1e-12);
          expect(knowledgeGradient({ mean, sd }, best, noise)).toBeLessThanOrEqual(all + 1e-12);
          expect(knowledgeGradient({ mean, sd }, best, 0)).toBeCloseTo(all, 12);
          expect(all).toBeGreaterThanOrEqual(Math.max(0, mean - best) - 1e-12);
        },
      ),
    );
    expect([gainOverBest({ mean: 1, sd: 0 }, 0.4), chanceAbove({ mean: 1, sd: 0 }, 0.4)]).toEqual([0.6, 1]);
  });
});

describe('shrinking', () => {
  it('[BA69] draws estimates of one truth to one mean, and leaves those that differ beyond chance nearly as they are', () => {
    const same = shrink([0.1, 0.11, 0.09].map((value) => ({ value, variance: 0.01 })));
    expect(same.between).toBe(0);
    expect(same.estimates.map(({ value }) => value)).toEqual([same.mean, same.mean, same.mean]);
    const apart = shrink([0, 1, 2].map((value) => ({ value, variance: 1e-6 })));
    // Three values a unit apart have the variance 1; what chance adds is a millionth.
    expect(apart.between).toBeCloseTo(1, 5);
    expect(apart.estimates.map(({ value }) => value)[2]).toBeCloseTo(2, 5);
  });

  it('[BA69] is nearer to the truth than what was measured', () => {
    const uniform = seededUniform(7);
    const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    const loss = { raw: 0, shrunken: 0 };
    for (let world = 0; world < 300; world += 1) {
      const truths = Array.from({ length: 12 }, () => 0.1 + 0.02 * normal());
      const measured = truths.map((truth) => ({ value: truth + 0.03 * normal(), variance: 0.03 ** 2 }));
      const { estimates } = shrink(measured);
      truths.forEach((truth, n) => {
        loss.raw += ((measured[n]?.value ?? 0) - truth) ** 2;
        loss.shrunken += ((estimates[n]?.value ?? 0) - truth) ** 2;
      });
    }
    // The Bayes risk is 0.02² / (0.02² + 0.03²) = 0.31 of the measured one; to learn the mean and spread costs some.
    expect(loss.shrunken / loss.raw).toBeLessThan(0.5);
  });

  it('refuses nothing, and a variance of zero', () => {
    expect(() => shrink([])).toThrow(RangeError);
    expect(() => shrink([{ value: 1, variance: 0 }])).toThrow(RangeError);
  });
});

describe('sharing the budget', () => {
  const askings = fc.array(
    fc.record({ least: fc.integer({ min: 1, max: 9_000 }), side: fc.constantFrom('explore', 'exploit') }),
  );

  it('[BA69] pays each cell its least or nothing, and keeps the budget and the half', () => {
    fc.assert(
      fc.property(
        askings,
        fc.integer({ min: 1, max: 50_000 }),
        fc.integer({ min: 1, max: 20 }),
        (asked, budget, most) => {
          const paid = shareBudget(asked, { budget, most });
          const sum = (side: string) =>
            paid.reduce<number>((total, own, n) => total + (asked[n]?.side === side ? (own ?? 0) : 0), 0);
          expect(sum('exploit')).toBeLessThanOrEqual(budget / 2);
          expect(sum('exploit') + sum('explore')).toBeLessThanOrEqual(budget);
          paid.forEach((own, n) => {
            if (own !== null) expect(own).toBeGreaterThanOrEqual(asked[n]?.least ?? 0);
          });
          expect(paid.filter((own) => own !== null).length).toBeLessThanOrEqual(most);
        },
      ),
    );
  });
});
