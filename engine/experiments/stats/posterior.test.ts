import { expect, it } from 'vitest';
import type { KnownEffect } from './effect.ts';
import { posteriorOf } from './posterior.ts';

const effect: KnownEffect = {
  known: true,
  difference: 'relative',
  estimate: 0.05,
  standardError: 0.03,
  degrees: 500,
  units: 502,
  baseline: 20,
  theta: null,
};
const prior = { mean: 0.02, variance: 0.0016 };

it('[ES12] a proper prior and the data add up by precision; losses are those of the normal', () => {
  // our own run of scipy 1.10.1, losses by quadrature
  const read = posteriorOf(effect, { prior });
  expect(read.mean).toBeCloseTo(0.0392, 14);
  expect(read.deviation).toBeCloseTo(0.024, 14);
  expect(read.interval[0]).toBeCloseTo(-0.00783913562896131, 13);
  expect(read.interval[1]).toBeCloseTo(0.0862391356289613, 13);
  expect(read.chanceToWin).toBeCloseTo(0.9488005450828921, 13);
  expect(read.risk[0]).toBeCloseTo(0.03971542066403939, 12);
  expect(read.risk[1]).toBeCloseTo(0.0005154206640393769, 12);
});

it('[ES12] a flat prior leaves the estimate with its standard error', () => {
  expect(posteriorOf(effect)).toMatchObject({ mean: 0.05, deviation: expect.closeTo(0.03, 14) });
});

it('[ES12] a fall that is a gain swaps chances and losses', () => {
  const [up, down] = [posteriorOf(effect), posteriorOf(effect, { lowerIsBetter: true })];
  expect(down.chanceToWin).toBeCloseTo(1 - up.chanceToWin, 14);
  expect(down.risk).toEqual([up.risk[1], up.risk[0]]);
});

it('[ES12] a relative prior of an absolute effect is scaled by the mean of control, and the other way round', () => {
  const wide: KnownEffect = { ...effect, difference: 'absolute', estimate: 1, standardError: 0.6 };
  expect(posteriorOf(wide, { prior }).mean).toBeCloseTo(0.0392 * 20, 12);
  const absolute = { mean: 0.4, variance: 0.64, scale: 'absolute' } as const;
  expect(posteriorOf(effect, { prior: absolute }).mean).toBeCloseTo(0.0392, 12);
  expect(posteriorOf(wide, { prior: absolute }).mean).toBeCloseTo(0.0392 * 20, 12);
});

it('[ES9] losses far out stay above zero; gbstats cuts them beyond 37 standard errors', () => {
  const far: KnownEffect = { ...effect, estimate: 37.4, standardError: 1 };
  expect(posteriorOf(far).risk[1]).toBeGreaterThan(0);
  expect(posteriorOf(far, { convention: 'gbstats' }).risk).toEqual([37.4, 0]);
});
