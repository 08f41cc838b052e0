import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysFrom, weekdayOf } from '../../core/index.ts';
import { normalDraw, seededUniform } from '../../stats/index.ts';
import { unusualDays } from './unusual.ts';

const TO = dayOf('2026-11-20');
const FROM = addDays(TO, -147);
const SHOWN = addDays(TO, -27);

/** Spend with quiet weekends and 15 % of noise from day to day. */
function series(seed: number) {
  const uniform = seededUniform(seed);
  return daysFrom(FROM, TO).map((day) => ({
    day,
    value: (weekdayOf(day) > 5 ? 60 : 100) * Math.exp(0.15 * normalDraw(uniform)),
  }));
}

describe('unusual days', () => {
  it('[MT10] are hardly ever found where nothing is unusual', () => {
    let alarms = 0;
    for (let seed = 0; seed < 400; seed += 1) alarms += unusualDays(series(seed), SHOWN).length;
    // Of 400 × 28 days: stated as fewer than one in a thousand.
    expect(alarms / (400 * 28)).toBeLessThan(0.001);
  });

  it('[MT10] a day four times its usual is found, and it alone', () => {
    for (let seed = 0; seed < 50; seed += 1) {
      const spike = addDays(TO, -9);
      const days = series(seed).map((entry) => (entry.day === spike ? { ...entry, value: entry.value * 4 } : entry));
      const [found, ...others] = unusualDays(days, SHOWN);
      expect(found?.day).toBe(spike);
      expect(others).toEqual([]);
    }
  });

  it('[MT10] without four weeks before it a day can not be told', () => {
    const days = series(1)
      .slice(-20)
      .map((entry, index) => (index === 19 ? { ...entry, value: 9999 } : entry));
    expect(unusualDays(days, SHOWN)).toEqual([]);
  });
});
