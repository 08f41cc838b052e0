import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, isDay, weekdayOf } from './day.ts';

const plain = fc
  .record({
    year: fc.integer({ min: 1, max: 9990 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.integer({ min: 1, max: 28 }),
  })
  .map((fields) => Temporal.PlainDate.from(fields));
const days = fc.integer({ min: -300, max: 3000 });

describe('day arithmetic', () => {
  it("is that of Temporal's calendar", () => {
    fc.assert(
      fc.property(plain, days, (date, shift) => {
        const day = dayOf(date.toString());
        const moved = date.add({ days: shift });
        if (moved.year < 1) return;
        expect(addDays(day, shift)).toBe(moved.toString());
        expect(daysBetween(day, addDays(day, shift))).toBe(shift);
        expect(weekdayOf(day)).toBe(date.dayOfWeek);
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '26-04-01', '2026-4-1', '2026-04-01T00:00:00Z'])(
    '%s is no day',
    (text) => {
      expect(isDay(text)).toBe(false);
    },
  );
});
