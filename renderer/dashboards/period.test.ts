import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Days } from '../../engine/contract/index.ts';
import * as core from '../../engine/core/index.ts';
import { addDays, daysBetween, isDay, monthEnd, monthStart } from './calendar.ts';
import { compareWords, overlaps, periodWords, shiftPeriod } from './period.ts';

const { dayOf } = core;
const days = (from: string, to: string): Days => ({ from: dayOf(from), to: dayOf(to) });

describe('the period in words', () => {
  it.each([
    [days('2026-10-01', '2026-10-31'), 'Oct 2026'],
    [days('2026-11-03', '2026-11-21'), '3 – 21 Nov 2026'],
    [days('2026-02-01', '2026-03-31'), '1 Feb – 31 Mar 2026'],
    [days('2026-11-03', '2026-11-03'), '3 Nov 2026'],
  ])('%j', (period, words) => {
    expect(periodWords(period)).toBe(words);
  });

  it('names presets and comparisons', () => {
    expect(periodWords('last_28_days')).toBe('Last 28 days');
    expect(compareWords('year')).toBe('A year before');
    expect(compareWords(days('2025-11-03', '2025-11-21'))).toBe('3 – 21 Nov 2025');
  });
});

describe('the period before and after', () => {
  it('is as many days', () => {
    expect(shiftPeriod(days('2026-10-25', '2026-11-21'), -1)).toEqual(days('2026-09-27', '2026-10-24'));
  });

  it('[PG3] is as many whole months, however long they are', () => {
    expect(shiftPeriod(days('2026-03-01', '2026-03-31'), -1)).toEqual(days('2026-02-01', '2026-02-28'));
    expect(shiftPeriod(days('2026-01-01', '2026-03-31'), 1)).toEqual(days('2026-04-01', '2026-06-30'));
  });

  it('is knocked back by the other way, and touches the period', () => {
    const day = fc.integer({ min: 0, max: 20_000 }).map((after) => core.addDays(dayOf('2000-01-01'), after));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 800 }), (from, length) => {
        const period = { from, to: core.addDays(from, length) };
        const after = shiftPeriod(period, 1);
        expect(after.from).toBe(core.addDays(period.to, 1));
        expect(shiftPeriod(after, -1).to).toBe(period.to);
      }),
    );
  });

  it('overlaps what it shares a day with', () => {
    const year = days('2026-01-01', '2026-12-31');
    expect(overlaps(days('2026-12-31', '2027-01-02'), year)).toBe(true);
    expect(overlaps(days('2027-01-01', '2027-01-02'), year)).toBe(false);
  });
});

describe("the window's calendar", () => {
  it("agrees with the engine's", () => {
    const day = fc.integer({ min: -30_000, max: 60_000 }).map((after) => core.addDays(dayOf('2000-01-01'), after));
    fc.assert(
      fc.property(day, fc.integer({ min: -400, max: 400 }), (from, by) => {
        expect(addDays(from, by)).toBe(core.addDays(from, by));
        expect(daysBetween(from, core.addDays(from, by))).toBe(by);
        expect(monthStart(from, by)).toBe(core.addMonths(core.monthOf(from), by));
        expect(monthEnd(from)).toBe(core.addDays(core.addMonths(core.monthOf(from), 1), -1));
      }),
    );
  });

  it.each(['2026-02-29', '2026-13-01', '26-01-01', '', '2026-01-01T00:00'])('knows that %s is no day', (text) => {
    expect(isDay(text)).toBe(false);
    expect(core.isDay(text)).toBe(false);
  });
});
