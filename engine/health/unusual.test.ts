import { describe, expect, it } from 'vitest';
import { addDays, type Day, dayOf, daysFrom } from '../core/index.ts';
import { type DayValue, UNUSUAL_RULES, unusualDays } from './unusual.ts';

const START = dayOf('2026-03-02');
const DAYS = 148;
const days: readonly Day[] = daysFrom(START, addDays(START, DAYS - 1));

/** Mulberry32: a small seeded generator, enough to make noise for tests. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());

interface World {
  readonly level: number;
  /** Standard deviation on the log scale, beside the Poisson noise of the count. */
  readonly noise: number;
  readonly seed: number;
  readonly change?: (index: number) => number;
}

/** A series with a week's pattern, growth, and noise that is normal on the log scale and Poisson in the count. */
function series({ level, noise, seed, change = () => 1 }: World): readonly DayValue[] {
  const next = uniform(seed);
  return days.map((day, index) => {
    const week = 0.35 * Math.sin((2 * Math.PI * index) / 7);
    const mean = level * Math.exp(week + 0.002 * index + noise * normal(next)) * change(index);
    return { day, value: Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(next))) };
  });
}

const found = (world: World) => unusualDays(series(world))?.map(({ day, direction }) => [day, direction]);

describe('unusual days', () => {
  it.each([
    { level: 40, noise: 0.1 },
    { level: 40, noise: 0.3 },
    { level: 300, noise: 0.1 },
    { level: 300, noise: 0.3 },
    { level: 20_000, noise: 0.05 },
    { level: 20_000, noise: 0.3 },
  ])('[DH5] fewer than 1 of 100 series of level $level and noise $noise has a false alarm', ({ level, noise }) => {
    const runs = 400;
    const alarmed = Array.from({ length: runs }, (_, seed) => unusualDays(series({ level, noise, seed }))).filter(
      (alarms) => alarms === null || alarms.length > 0,
    );
    expect(alarmed.length).toBeLessThan(runs / 100);
  });

  it('[DH5] a day with four times the usual is found in 99 of 100 series of level 300 and noise 0.12, and no other day', () => {
    const runs = 200;
    const missed = Array.from({ length: runs }, (_, seed) => {
      const at = 40 + (seed % 100);
      const spikes = found({ level: 300, noise: 0.12, seed, change: (index) => (index === at ? 4 : 1) });
      expect(spikes?.filter(([day]) => day !== days[at])).toEqual([]);
      return spikes?.length === 1 ? 0 : 1;
    });
    expect(missed.reduce<number>((sum, one) => sum + one, 0)).toBeLessThanOrEqual(runs / 100);
  });

  it('[DH3] finds a drop, and a spike of two days', () => {
    const drop = (index: number) => (index === 90 ? 0.2 : 1);
    expect(found({ level: 3000, noise: 0.08, seed: 3, change: drop })).toEqual([[days[90], 'drop']]);
    const two = (index: number) => (index === 90 || index === 91 ? 3 : 1);
    expect(found({ level: 3000, noise: 0.08, seed: 3, change: two })).toEqual([
      [days[90], 'spike'],
      [days[91], 'spike'],
    ]);
  });

  it('[DH3] a step to a new level is no spike once four days have confirmed it', () => {
    const step = (at: number) => (index: number) => (index >= at ? 2.5 : 1);
    expect(found({ level: 3000, noise: 0.08, seed: 5, change: step(80) })).toEqual([]);
    expect(found({ level: 3000, noise: 0.08, seed: 5, change: step(DAYS - 6) })).toEqual([]);
    expect(found({ level: 3000, noise: 0.08, seed: 5, change: step(DAYS - 1) })).toEqual([[days.at(-1), 'spike']]);
  });

  it('[DH3] a quiet Sunday is as usual', () => {
    const closed = series({ level: 2000, noise: 0.05, seed: 8 }).map(({ day, value }, index) => ({
      day,
      value: index % 7 === 6 ? Math.round(value / 8) : value,
    }));
    expect(unusualDays(closed)).toEqual([]);
  });

  it('[DH3] says what was usual', () => {
    const spiked = series({ level: 3000, noise: 0.05, seed: 9, change: (index) => (index === 70 ? 5 : 1) });
    const [spike] = unusualDays(spiked) ?? [];
    const plain = series({ level: 3000, noise: 0.05, seed: 9 })[70]?.value ?? 0;
    expect(spike?.usual).toBeGreaterThan(plain * 0.8);
    expect(spike?.usual).toBeLessThan(plain * 1.2);
    expect(spike?.ratio).toBeCloseTo((spike?.value ?? 0) / (spike?.usual ?? 1), 10);
  });

  it('[DH6] can not tell with fewer than four weeks', () => {
    const all = series({ level: 300, noise: 0.1, seed: 1 });
    expect(unusualDays(all.slice(0, UNUSUAL_RULES.minDays - 1))).toBeNull();
    expect(unusualDays(all.slice(0, UNUSUAL_RULES.minDays))).not.toBeNull();
    expect(unusualDays([])).toBeNull();
  });

  it('is silent about a constant series, and about sums of a few different values', () => {
    expect(unusualDays(days.map((day) => ({ day, value: 500 })))).toEqual([]);
    const next = uniform(4);
    const coins = days.map((day) => ({ day, value: 599 * (1 + Math.floor(3 * next())) }));
    expect(unusualDays(coins)).toEqual([]);
  });
});
