import { expect, it } from 'vitest';
import { seededUniform } from '../stats/index.ts';
import { byName, farthest, journeys, pathCount } from './attribution.fixture.ts';
import { dataDrivenCredit, rateShares } from './data-driven.ts';
import { journeysOf } from './journeys.ts';
import { markovCredit } from './markov.ts';
import { ORACLE_DATA_DRIVEN, ORACLE_PATHS } from './oracle.fixture.ts';
import { lastTouch } from './touch-rules.ts';

it('[AT5] equals the mean over all orders, worked out by hand', () => {
  // Worth: {a} 0.02, {b} 0.01, {a, b} 0.05. a: (0.02 + 0.04) / 2 = 0.03, b: (0.03 + 0.01) / 2 = 0.02.
  const worth = [0, 0.02, 0.01, 0.05];
  const shares = rateShares(2, (coalition) => worth[coalition] ?? 0);
  expect(shares[0]).toBeCloseTo(0.6, 12);
  expect(shares[1]).toBeCloseTo(0.4, 12);
});

it('[AT5] equals an independent implementation over all orders', () => {
  const data = journeys(ORACLE_PATHS);
  const credits = byName(data, dataDrivenCredit(data)(data.outcomes).conversions);
  expect(farthest(credits, ORACLE_DATA_DRIVEN)).toBeLessThan(1e-10);
});

it('[AT10] a channel that lowers the rate takes from its share, and gets none when it adds nowhere', () => {
  const shares = rateShares(2, (coalition) => [0, 0.1, 0, 0.05][coalition] ?? 0);
  // a: (0.1 + 0.05) / 2 of 0.05; b: (0 − 0.05) / 2 of 0.05.
  expect(shares[0]).toBeCloseTo(1.5, 12);
  expect(shares[1]).toBeCloseTo(-0.5, 12);
  const data = journeys([
    ['a', 1000, 9000],
    ['b', 0, 10_000],
    ['a b', 500, 9500],
  ]);
  expect(byName(data, dataDrivenCredit(data)(data.outcomes).conversions)).toEqual({ a: 1500, b: 0 });
});

it('journeys over more than twelve channels are shared equally', () => {
  const path = Array.from({ length: 13 }, (_, index) => `c${index}`).join(' ');
  const data = journeysOf([pathCount(path, 26, 100)]);
  expect([...dataDrivenCredit(data)(data.outcomes).conversions]).toEqual(Array.from({ length: 13 }, () => 2));
});

it('[AT10] finds effects that were planted, where last touch and the removal effect do not', () => {
  // Each channel on a path adds its own effect to the chance of converting; `filler` is on most paths and adds none.
  const effects: Readonly<Record<string, number>> = { strong: 0.12, fair: 0.06, filler: 0 };
  const names = ['strong', 'fair', 'filler', 'filler'];
  const uniform = seededUniform(5);
  const counts = new Map<string, [number, number]>();
  const truth: Record<string, number> = { strong: 0, fair: 0, filler: 0 };
  for (let journey = 0; journey < 60_000; journey += 1) {
    const touches = Array.from({ length: 1 + Math.floor(uniform() * 4) }, () => names[Math.floor(uniform() * 4)] ?? '');
    const present = [...new Set(touches)];
    const chance = 0.004 + present.reduce((sum, name) => sum + (effects[name] ?? 0), 0);
    for (const name of present) truth[name] = (truth[name] ?? 0) + (effects[name] ?? 0);
    const ends = counts.get(touches.join(' ')) ?? [0, 0];
    ends[uniform() < chance ? 0 : 1] += 1;
    counts.set(touches.join(' '), ends);
  }
  const data = journeys([...counts].map(([path, [conversions, losses]]) => [path, conversions, losses] as const));
  const planted = Object.values(truth).reduce((sum, amount) => sum + amount, 0);
  const shareOf = (rule: typeof lastTouch, name: string): number => {
    const credits = byName(data, rule(data)(data.outcomes).conversions);
    return (credits[name] ?? 0) / Object.values(credits).reduce((sum, amount) => sum + amount, 0);
  };
  for (const name of ['strong', 'fair', 'filler']) {
    expect(Math.abs(shareOf(dataDrivenCredit, name) - (truth[name] ?? 0) / planted)).toBeLessThan(0.05);
  }
  expect(shareOf(dataDrivenCredit, 'filler')).toBeLessThan(0.06);
  expect(shareOf(lastTouch, 'filler')).toBeGreaterThan(0.2);
  expect(shareOf((paths) => markovCredit(paths), 'filler')).toBeGreaterThan(0.2);
});
