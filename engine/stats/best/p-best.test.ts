import { describe, expect, it } from 'vitest';
import { betaCdf, logBeta } from '../index.ts';
import { expectedLoss } from './expected-loss.ts';
import { pBest } from './p-best.ts';
import { posteriorGrid } from './posterior-grid.ts';

const betas = (...shapes: [number, number][]) => shapes.map(([alpha, beta]) => ({ alpha, beta }));

/** P(θ2 > θ1) for whole parameters (Miller 2015, "Formulas for Bayesian A/B Testing", eq. 6). */
function closedForm([a1, b1]: [number, number], [a2, b2]: [number, number]): number {
  let sum = 0;
  for (let i = 0; i < a2; i += 1)
    sum += Math.exp(logBeta(a1 + i, b1 + b2) - Math.log(b2 + i) - logBeta(1 + i, b2) - logBeta(a1, b1));
  return sum;
}

describe('P(best) and expected loss', () => {
  it('agree with an independent integration on the five variants of the design mock', () => {
    // Our own run of scipy 1.17.1: 200-point Gauss–Legendre pieces over beta.pdf and beta.cdf.
    const grid = posteriorGrid(betas([151, 2903], [123, 2912], [111, 2983], [119, 2896], [97, 2927]));
    const p = [
      0.9297401959194697, 0.04244744014412359, 0.002615796924914609, 0.025072761371800274, 1.238056396916006e-4,
    ];
    const loss = [
      1.54477580128175e-4, 0.009070647693270097, 0.013721941742761644, 0.01012851049349194, 0.017521110983107352,
    ];
    pBest(grid).forEach((value, i) => {
      expect(Math.abs(value - (p[i] ?? 0))).toBeLessThan(1e-11);
    });
    expectedLoss(grid).forEach((value, i) => {
      expect(Math.abs(value - (loss[i] ?? 0))).toBeLessThan(1e-12);
    });
  });

  it.each<[[number, number], [number, number]]>([
    [
      [1, 101],
      [2, 101],
    ],
    [
      [40, 960],
      [55, 945],
    ],
    [
      [1, 1],
      [1, 1],
    ],
    [
      [5, 4000],
      [12, 9000],
    ],
    [
      [3, 50],
      [700, 12_000],
    ],
    [
      [2, 37],
      [29, 8163],
    ],
    [
      [1, 23],
      [25, 731],
    ],
    [
      [3, 5],
      [4, 4],
    ],
  ])('equals the closed form for two variants: %j, %j', (first, second) => {
    const p = pBest(posteriorGrid(betas(first, second)));
    expect(Math.abs((p[1] ?? 0) - closedForm(first, second))).toBeLessThan(1e-11);
  });

  it('hold for seven variants with hardly any data, where the densities are far from normal', () => {
    // Our own run of mpmath 1.3.0, quad with 30 digits over betainc.
    const grid = posteriorGrid(betas([3, 5], [4, 4], [3, 5], [3, 6], [4, 5], [2, 3], [1, 2]));
    const p = [
      0.09287150773381997, 0.28601109271988434, 0.09287150773381997, 0.05240523685855603, 0.16849505630157072,
      0.1638998963347662, 0.14344570231758275,
    ];
    const loss = [
      0.2835590498799068, 0.15855904987990682, 0.2835590498799068, 0.3252257165465735, 0.21411460543546237,
      0.2585590498799068, 0.3252257165465735,
    ];
    pBest(grid).forEach((value, i) => {
      expect(Math.abs(value - (p[i] ?? 0))).toBeLessThan(1e-9);
    });
    expectedLoss(grid).forEach((value, i) => {
      expect(Math.abs(value - (loss[i] ?? 0))).toBeLessThan(1e-9);
    });
  });

  it('splits evenly between equals, twelve of them and very concentrated ones alike', () => {
    const twelve = pBest(posteriorGrid(Array.from({ length: 12 }, () => ({ alpha: 41, beta: 3001 }))));
    for (const p of twelve) expect(p).toBeCloseTo(1 / 12, 13);
    const narrow = pBest(posteriorGrid(betas([1e7, 1e9], [1e7, 1e9])));
    expect(narrow[0]).toBeCloseTo(0.5, 13);
  });

  it('has the loss of two equal concentrated posteriors at sd / √π', () => {
    // E[max(X, Y)] − E[X] = sd / √π for two independent normals, which Beta(1e7, 1e9) is to 1e-6.
    const n = 1.01e9;
    const sd = Math.sqrt((1e7 * 1e9) / (n * n * (n + 1)));
    const loss = expectedLoss(posteriorGrid(betas([1e7, 1e9], [1e7, 1e9])));
    expect(Math.abs((loss[0] ?? 0) / (sd / Math.sqrt(Math.PI)) - 1)).toBeLessThan(1e-6);
  });

  it('handles posteriors that do not touch', () => {
    const grid = posteriorGrid(betas([1e5, 1e7], [9e6, 1e6]));
    expect(grid.gaps.length).toBe(1);
    expect(pBest(grid)).toEqual([0, 1]);
    const loss = expectedLoss(grid);
    expect(Math.abs((loss[0] ?? 0) - (0.9 - 1e5 / 1.01e7))).toBeLessThan(1e-12);
    expect(loss[1]).toBeLessThan(1e-14);
  });

  it('holds a normalised distribution on its nodes', () => {
    const shape = { alpha: 7, beta: 320 };
    const grid = posteriorGrid([shape, { alpha: 1, beta: 12 }]);
    for (let n = 0; n < grid.nodes; n += 1)
      expect(Math.abs((grid.below[n] ?? 0) - betaCdf(shape, grid.rate[n] ?? 0))).toBeLessThan(1e-10);
  });
});
