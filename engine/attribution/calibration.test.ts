import { expect, it } from 'vitest';
import { seededUniform } from '../stats/index.ts';
import { attribute } from './attribute.ts';
import { journeys } from './attribution.fixture.ts';
import { dataDrivenCredit } from './data-driven.ts';

/** Each channel on a journey adds its effect to the chance of converting; `base` is there without any. */
const EFFECTS: Readonly<Record<string, number>> = {
  meta: 0.05,
  search: 0.045,
  youtube: 0.065,
  tiktok: 0.03,
  display: 0.01,
};
const BASE = 0.016;
const NAMES = Object.keys(EFFECTS);

interface Simulated {
  readonly data: ReturnType<typeof journeys>;
  /** Expected share of the credit. */
  readonly shares: ReadonlyMap<string, number>;
}

function simulate(seed: number, count: number): Simulated {
  const uniform = seededUniform(seed);
  const ends = new Map<string, [number, number]>();
  const expected = new Map<string, number>();
  for (let journey = 0; journey < count; journey += 1) {
    const length = Math.min(6, 1 + Math.floor(Math.log(uniform()) / Math.log(0.5)));
    const touches = Array.from({ length }, () => NAMES[Math.floor(uniform() * NAMES.length)] ?? 'meta');
    const present = [...new Set(touches)];
    let chance = BASE;
    for (const name of present) {
      const effect = EFFECTS[name] ?? 0;
      chance += effect;
      expected.set(name, (expected.get(name) ?? 0) + effect + BASE / present.length);
    }
    const end = ends.get(touches.join(' ')) ?? [0, 0];
    end[uniform() < chance ? 0 : 1] += 1;
    ends.set(touches.join(' '), end);
  }
  const all = [...expected.values()].reduce((sum, amount) => sum + amount, 0);
  return {
    data: journeys([...ends].map(([path, [conversions, losses]]) => [path, conversions, losses] as const)),
    shares: new Map([...expected].map(([name, amount]) => [name, amount / all])),
  };
}

it('[AT10] 90 % intervals of data-driven credit cover what was planted in about nine of ten simulations', () => {
  let [covered, all] = [0, 0];
  for (let seed = 1; seed <= 40; seed += 1) {
    const { data, shares } = simulate(seed, 4000);
    const conversions = data.outcomes.conversions.reduce((sum, count) => sum + count, 0);
    const [credits = []] = attribute(data, [dataDrivenCredit(data)], { seed, draws: 150, level: 0.9 });
    for (const { channel, conversionsInterval } of credits) {
      const planted = (shares.get(channel) ?? 0) * conversions;
      if (planted >= conversionsInterval.low && planted <= conversionsInterval.high) covered += 1;
      all += 1;
    }
  }
  expect(all).toBe(200);
  // Nominal 180 of 200, binomial standard deviation 4.2.
  expect(covered).toBeGreaterThanOrEqual(166);
  expect(covered).toBeLessThanOrEqual(194);
});
