import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Beta, expectedLoss, pBest, posteriorGrid } from '../stats/index.ts';
import { posterior } from './posterior.ts';
import { betaDraw, seeded } from './simulation.fixture.ts';
import { differenceAt } from './uplift.ts';

const counts = fc
  .tuple(fc.integer({ min: 0, max: 300_000 }), fc.double({ min: 0, max: 0.2, noNaN: true }))
  .map(([impressions, rate]) => ({ impressions, clicks: Math.round(impressions * rate) }));
const tests = fc.array(counts, { minLength: 2, maxLength: 12 });
const shape = (max: number) => fc.double({ min: Math.log(0.5), max: Math.log(max), noNaN: true }).map(Math.exp);
const shapes = fc.array(fc.record({ alpha: shape(1e6), beta: shape(1e7) }), { minLength: 2, maxLength: 6 });

const read = (posteriors: readonly Beta[]) => {
  const grid = posteriorGrid(posteriors);
  return { p: pBest(grid), loss: expectedLoss(grid), grid };
};

it('P(best) sums to 1 before it is divided out', () => {
  fc.assert(
    fc.property(shapes, (posteriors) => {
      const { grid } = read(posteriors);
      const { variants, nodes, weight, density, below } = grid;
      let sum = 0;
      for (let n = 0; n < nodes; n += 1)
        for (let i = 0; i < variants; i += 1) {
          let term = (weight[n] ?? 0) * (density[i * nodes + n] ?? 0);
          for (let j = 0; j < variants; j += 1) if (j !== i) term *= below[j * nodes + n] ?? 0;
          sum += term;
        }
      expect(Math.abs(sum - 1)).toBeLessThan(1e-9);
    }),
    { numRuns: 1000 },
  );
});

it('is a probability for each variant, and no loss is negative or above 1', () => {
  fc.assert(
    fc.property(tests, (test) => {
      const { p, loss } = read(test.map((count) => posterior(count)));
      expect(Math.abs(p.reduce((sum, x) => sum + x, 0) - 1)).toBeLessThan(1e-9);
      for (const x of [...p, ...loss]) {
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 200 },
  );
});

it('does not depend on the order of the variants', () => {
  fc.assert(
    fc.property(shapes, (posteriors) => {
      const forth = read(posteriors);
      const back = read([...posteriors].reverse());
      forth.p.forEach((p, i) => {
        expect(Math.abs(p - (back.p.at(-1 - i) ?? -1))).toBeLessThan(1e-11);
      });
      forth.loss.forEach((loss, i) => {
        expect(Math.abs(loss - (back.loss.at(-1 - i) ?? -1))).toBeLessThan(1e-11);
      });
    }),
    { numRuns: 100 },
  );
});

it('one more click never lowers a variant’s P(best), nor raises its loss', () => {
  fc.assert(
    fc.property(tests, (test) => {
      const first = test[0];
      fc.pre(first !== undefined && first.clicks < first.impressions);
      const before = read(test.map((count) => posterior(count)));
      const more = test.map((count, i) => posterior(i === 0 ? { ...count, clicks: count.clicks + 1 } : count));
      const after = read(more);
      expect(after.p[0] ?? 0).toBeGreaterThanOrEqual((before.p[0] ?? 0) - 1e-12);
      expect(after.loss[0] ?? 0).toBeLessThanOrEqual((before.loss[0] ?? 0) + 1e-12);
    }),
    { numRuns: 150 },
  );
});

it('loss is E[max] minus the mean: the differences between losses are the differences between means', () => {
  fc.assert(
    fc.property(shapes, (posteriors) => {
      const { loss } = read(posteriors);
      const means = posteriors.map(({ alpha, beta }) => alpha / (alpha + beta));
      loss.forEach((value, i) => {
        expect(Math.abs(value - (loss[0] ?? 0) - ((means[0] ?? 0) - (means[i] ?? 0)))).toBeLessThan(1e-9);
      });
    }),
    { numRuns: 150 },
  );
});

it('equals P(θ₁ > θ₂) from the difference of the two posteriors', () => {
  fc.assert(
    fc.property(shape(1e5), shape(1e6), shape(1e5), shape(1e6), (a1, b1, a2, b2) => {
      const [x, y] = [
        { alpha: a1, beta: b1 },
        { alpha: a2, beta: b2 },
      ];
      expect(Math.abs((read([x, y]).p[0] ?? 0) - (1 - differenceAt(x, y, 0).below))).toBeLessThan(1e-8);
    }),
    { numRuns: 100 },
  );
});

it('agrees with a seeded Monte Carlo to within its error', () => {
  const draws = 20_000;
  const random = seeded(20_261_122);
  const cases: Beta[][] = [
    [151, 123, 111, 119, 97].map((alpha) => ({ alpha, beta: 3000 - alpha })),
    [
      { alpha: 1, beta: 40 },
      { alpha: 3, beta: 900 },
      { alpha: 12, beta: 700 },
    ],
  ];
  for (const posteriors of cases) {
    const wins = posteriors.map(() => 0);
    for (let d = 0; d < draws; d += 1) {
      const sample = posteriors.map((shape_) => betaDraw(random, shape_));
      const best = sample.indexOf(Math.max(...sample));
      wins[best] = (wins[best] ?? 0) + 1;
    }
    read(posteriors).p.forEach((p, i) => {
      const error = Math.sqrt((p * (1 - p)) / draws) + 1 / draws;
      expect(Math.abs((wins[i] ?? 0) / draws - p)).toBeLessThan(4.5 * error);
    });
  }
});
