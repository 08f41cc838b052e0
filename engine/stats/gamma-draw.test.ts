import { expect, it } from 'vitest';
import { gammaDraw } from './gamma-draw.ts';
import { seededUniform } from './xoshiro.ts';

it.each([0.4, 1, 2.5, 60])('has mean and variance %s', (shape) => {
  const draws = 40_000;
  const uniform = seededUniform(11);
  const drawn = Array.from({ length: draws }, () => gammaDraw(uniform, shape));
  const mean = drawn.reduce((sum, x) => sum + x, 0) / draws;
  const variance = drawn.reduce((sum, x) => sum + (x - mean) ** 2, 0) / draws;
  expect(Math.abs(mean - shape)).toBeLessThan(4.5 * Math.sqrt(shape / draws));
  // The variance of a sample variance: (excess kurtosis + 2)·σ⁴ / n, the excess of a Gamma being 6 / shape.
  expect(Math.abs(variance - shape)).toBeLessThan(4.5 * shape * Math.sqrt((6 / shape + 2) / draws));
  expect(Math.min(...drawn)).toBeGreaterThan(0);
});
