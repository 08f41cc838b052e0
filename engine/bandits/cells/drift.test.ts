import { describe, expect, it } from 'vitest';
import { addDays, daysFrom } from '../../core/index.ts';
import { Generator } from '../../stats/rng/index.ts';
import { armOf, FIRST } from './cell.fixture.ts';
import { dayCounts, driftOf, FALSE_ALARMS, weeklyDispersion } from './drift.ts';
import type { ArmEvidence } from './evidence.ts';
import { valueDrift } from './value-drift.ts';

const DAYS = 60;
const days = daysFrom(FIRST, addDays(FIRST, DAYS - 1));

/** Sign-ups of days: their rate by the place of the day. */
function counted(random: Generator, trials: number, rate: (day: number) => number): ArmEvidence {
  const series = days.map((_, day) => {
    const p = rate(day);
    return [trials, Math.round(trials * p + Math.sqrt(trials * p * (1 - p)) * random.standardNormal())] as const;
  });
  return armOf('a', series);
}

const judged = (arm: ArmEvidence, family: 'beta' | 'gamma' | 'student' = 'beta') =>
  driftOf(arm, days, { family, arms: 1, value: 'sign-up rate' });

describe('the drift of an arm', () => {
  it('[BA75] is found and dated when the rate changes', () => {
    const found = judged(counted(Generator.seeded(3), 900, (day) => (day < 35 ? 0.1 : 0.16)));
    expect(found?.alarm).toBe(true);
    expect(found?.pValue).toBeLessThan(FALSE_ALARMS);
    expect(Math.abs(days.indexOf(found?.since ?? FIRST) - 35)).toBeLessThanOrEqual(2);
  });

  it('[BA75] a rhythm of the week is none', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const found = judged(counted(Generator.seeded(seed), 900, (day) => (day % 7 > 4 ? 0.07 : 0.11)));
      expect(found?.alarm).toBe(false);
      expect(found?.since).toBeNull();
    }
  });

  it('[BA75] goes off with the stated probability at most while nothing changes, by counts and by values', () => {
    let [byCounts, byValues] = [0, 0];
    const TIMES = 400;
    for (let seed = 0; seed < TIMES; seed += 1) {
      const random = Generator.seeded(1000 + seed);
      if (judged(counted(random, 500, () => 0.08))?.alarm === true) byCounts += 1;
      const values = days.map(() => [1, Math.exp(random.standardNormal())] as const);
      if (judged(armOf('a', values), 'student')?.alarm === true) byValues += 1;
    }
    // 1 % of 400, and four of their standard deviations.
    expect(byCounts).toBeLessThanOrEqual(12);
    expect(byValues).toBeLessThanOrEqual(12);
  });

  it('[BA75] of values is found by their ranks, whatever their shape', () => {
    const random = Generator.seeded(8);
    const values = days.map((_, day) => Math.exp(random.standardNormal() * 0.3) * (day < 30 ? 1 : 2));
    const { evidence, changedOn } = valueDrift(values);
    expect(1 / evidence).toBeLessThan(FALSE_ALARMS);
    expect(Math.abs((changedOn ?? 0) - 30)).toBeLessThanOrEqual(2);
    expect(valueDrift([1, 2, 3]).changedOn).toBeNull();
    expect(valueDrift(days.map(() => 1)).evidence).toBeLessThanOrEqual(1);
  });

  it('[BA75] money counts in parts so small that a sign-up in one of them is rare', () => {
    const arm = armOf('a', [
      [2, 9],
      [10, 0],
      [0, 0],
      [4, 1],
    ]);
    const counts = dayCounts(arm, 'gamma');
    expect(counts).toHaveLength(3);
    for (const { successes, trials } of counts) expect(successes / trials).toBeLessThanOrEqual(0.01 + 1e-12);
  });

  it('[BA75] with less than two weeks nothing can be told', () => {
    expect(
      judged(
        armOf(
          'a',
          days.map((_, day) => [day < 13 ? 100 : 0, 10] as const),
        ),
      ),
    ).toBeNull();
  });

  it('the dispersion of independent days is one, of a rhythm more', () => {
    const random = Generator.seeded(2);
    const even = dayCounts(
      counted(random, 900, () => 0.1),
      'beta',
    );
    const uneven = dayCounts(
      counted(random, 900, (day) => (day % 2 === 0 ? 0.06 : 0.14)),
      'beta',
    );
    expect(weeklyDispersion(even)).toBeLessThan(1.6);
    expect(weeklyDispersion(uneven)).toBeGreaterThan(5);
    expect(weeklyDispersion([])).toBe(1);
  });
});
