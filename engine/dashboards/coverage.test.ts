import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysFrom } from '../core/index.ts';
import { incompleteDays } from './coverage.ts';

const TO = dayOf('2026-11-20');
const FROM = addDays(TO, -69);
/** Ten weeks with a quiet weekend. */
const WEEKS = daysFrom(FROM, TO).map((day, index) => ({ day, rows: index % 7 > 4 ? 40 : 100 }));
const period = { from: addDays(TO, -6), to: TO };

describe('incomplete days', () => {
  it('[MT9] are those with no rows, or far fewer than their weekday has', () => {
    const counts = WEEKS.filter(({ day }) => day !== addDays(TO, -3)).map((entry) =>
      entry.day === TO ? { ...entry, rows: Math.round(entry.rows * 0.4) } : entry,
    );
    expect(incompleteDays(counts, period)).toEqual([addDays(TO, -3), TO]);
  });

  it('[MT9] are none where every weekday is as usual, weekends too', () => {
    expect(incompleteDays(WEEKS, period)).toEqual([]);
  });

  it('[MT9] with little history are only those without rows', () => {
    const young = WEEKS.slice(-8).map((entry) => (entry.day === TO ? { ...entry, rows: 1 } : entry));
    expect(incompleteDays(young, period)).toEqual([]);
  });
});
