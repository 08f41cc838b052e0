import { describe, expect, it } from 'vitest';
import { nelderMead } from './nelder-mead.ts';

const OPTIONS = { step: 1, tolerance: 1e-14, iterations: 2000 };

describe('Nelder and Mead', () => {
  it("finds the bottom of Rosenbrock's valley", () => {
    const valley = ([x = 0, y = 0]: readonly number[]): number => 100 * (y - x * x) ** 2 + (1 - x) ** 2;
    const { point, value } = nelderMead(valley, [-1.2, 1], OPTIONS);
    expect(value).toBeLessThan(1e-10);
    expect(point[0]).toBeCloseTo(1, 4);
    expect(point[1]).toBeCloseTo(1, 4);
  });

  it('says when it did not get there', () => {
    expect(nelderMead(([x = 0]) => x, [0], { ...OPTIONS, iterations: 5 }).converged).toBe(false);
  });
});
