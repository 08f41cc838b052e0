import { expect, it } from 'vitest';
import { seededUniform } from '../stats/index.ts';
import { attribute } from './attribute.ts';
import { journeys, pathCount } from './attribution.fixture.ts';
import { journeysOf } from './journeys.ts';
import { markovCredit } from './markov.ts';
import { resample } from './resample.ts';
import { shapleyCredit } from './shapley.ts';
import { tellApart } from './tell-apart.ts';
import { lastTouch } from './touch-rules.ts';

const SETTINGS = { seed: 7, draws: 400, level: 0.9 };
const data = journeys([
  ['meta', 30, 900],
  ['meta email', 60, 500],
  ['email', 20, 200],
  ['tiktok email', 10, 400],
]);

it('[AT7] the same seed gives the same intervals, another seed others', () => {
  const read = (seed: number) => attribute(data, [lastTouch(data), markovCredit(data)], { ...SETTINGS, seed });
  expect(read(7)).toEqual(read(7));
  expect(read(8)).not.toEqual(read(7));
});

it('[AT7] every credit lies in its interval, and the share of one channel alone is certain', () => {
  for (const credits of attribute(data, [lastTouch(data), markovCredit(data), shapleyCredit(data)], SETTINGS)) {
    for (const { conversions, conversionsInterval } of credits) {
      expect(conversionsInterval.low).toBeLessThanOrEqual(conversions);
      expect(conversionsInterval.high).toBeGreaterThanOrEqual(conversions);
    }
  }
  const alone = journeys([['meta meta', 12, 40]]);
  const [[only] = []] = attribute(alone, [markovCredit(alone)], SETTINGS);
  expect(only?.conversionsInterval).toEqual({ low: 12, high: 12 });
});

it('[AT7] the interval of a last-touch share is that of a Beta', () => {
  // 90 of 120 conversions end with email: under the bootstrap the share is Beta(90, 30), 5 % and 95 % points by scipy 1.17.
  const [[email] = []] = attribute(data, [lastTouch(data)], { ...SETTINGS, draws: 20_000 });
  expect(email?.channel).toBe('email');
  expect((email?.conversionsInterval.low ?? 0) / 120).toBeCloseTo(0.682921, 2);
  expect((email?.conversionsInterval.high ?? 0) / 120).toBeCloseTo(0.812323, 2);
});

it('[AT7] resampled value has the variance of the values', () => {
  // One path, values 10 and 30, ten times each: mean 20, variance of the Dirichlet mean 100 / 21.
  const path = { ...pathCount('meta', 20), value: 400, valueSquares: 10 * 100 + 10 * 900 };
  const one = journeysOf([path]);
  const uniform = seededUniform(3);
  const means = Array.from({ length: 20_000 }, () => {
    const { conversions, value } = resample(one, uniform);
    return (value[0] ?? 0) / (conversions[0] ?? 1);
  });
  const mean = means.reduce((sum, x) => sum + x, 0) / means.length;
  const variance = means.reduce((sum, x) => sum + (x - mean) ** 2, 0) / means.length;
  expect(mean).toBeCloseTo(20, 1);
  expect(variance / (100 / 21)).toBeGreaterThan(0.95);
  expect(variance / (100 / 21)).toBeLessThan(1.05);
});

it('[AT8] tells apart only what does not overlap', () => {
  expect(tellApart({ low: 5, high: 6 }, { low: 1, high: 4 })).toBe('more');
  expect(tellApart({ low: 1, high: 4 }, { low: 5, high: 6 })).toBe('less');
  expect(tellApart({ low: 1, high: 5 }, { low: 5, high: 6 })).toBe('cant_tell');
});
