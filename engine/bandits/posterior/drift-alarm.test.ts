import { describe, expect, it } from 'vitest';
import { Generator } from '../../stats/rng/index.ts';
import { type DayCounts, driftAlarm } from './drift-alarm.ts';

const TRIALS = 150;

function counted(rates: readonly number[], seed: number): readonly DayCounts[] {
  const random = Generator.seeded(seed);
  return rates.map((rate) => {
    let successes = 0;
    for (let trial = 0; trial < TRIALS; trial += 1) successes += random.random() < rate ? 1 : 0;
    return { successes, trials: TRIALS };
  });
}

const steady = Array.from({ length: 60 }, () => 0.05);

describe('the drift alarm', () => {
  it('[BA25] hardly ever goes off in sixty looks at a rate that stays the same', () => {
    const runs = 400;
    const alarms = Array.from({ length: runs }, (_, seed) =>
      driftAlarm(counted(steady, seed), { falseAlarmRate: 0.05 }),
    );
    const rate = alarms.filter(({ alarm }) => alarm).length / runs;
    // Three standard errors above 5 %.
    expect(rate).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / runs));
  });

  it('[BA25] goes off after a change and dates it', () => {
    const changed = steady.map((rate, day) => (day < 30 ? rate : 0.1));
    const found = Array.from({ length: 40 }, (_, seed) => driftAlarm(counted(changed, 1000 + seed)));
    expect(found.filter(({ alarm }) => alarm)).toHaveLength(40);
    for (const { raisedOn, changedOn, before, after } of found) {
      expect(raisedOn).toBeGreaterThanOrEqual(30);
      expect(Math.abs((changedOn ?? 0) - 30)).toBeLessThan(8);
      expect(before).toBeCloseTo(0.05, 1);
      expect(after).toBeGreaterThan(before ?? 1);
    }
  });

  it('[BA25] says the same of a day however many come after it', () => {
    const days = counted(
      steady.map((rate, day) => (day < 20 ? rate : 0.12)),
      7,
    );
    const { raisedOn } = driftAlarm(days);
    expect(raisedOn).not.toBeNull();
    expect(driftAlarm(days.slice(0, (raisedOn ?? 0) + 1)).raisedOn).toBe(raisedOn);
    expect(driftAlarm(days.slice(0, raisedOn ?? 0)).alarm).toBe(false);
  });

  it('[BA25] needs more where days vary more than chance, and can not tell from a day', () => {
    const days = counted(
      steady.map((rate, day) => (day < 30 ? rate : 0.1)),
      3,
    );
    expect(driftAlarm(days, { dispersion: 3 }).evidence).toBeLessThan(driftAlarm(days).evidence);
    expect(driftAlarm(days.slice(0, 1))).toEqual({
      alarm: false,
      raisedOn: null,
      changedOn: null,
      before: null,
      after: null,
      evidence: 0,
    });
    expect(() => driftAlarm([{ successes: 2, trials: 1 }])).toThrow(RangeError);
  });
});
