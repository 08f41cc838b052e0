import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysFrom, weekdayOf } from '../core/index.ts';
import { missingRuns, neighbouring } from './gaps.ts';
import { partialDays } from './partial.ts';

const START = dayOf('2026-09-07');
const through = addDays(START, 69);
const all = daysFrom(START, through);
const without = (...gone: readonly string[]) => all.filter((day) => !gone.includes(day));

describe('missing days', () => {
  it('[DH2] are runs between the first and the last promised day', () => {
    expect(missingRuns(without('2026-10-02', '2026-10-03', '2026-10-04', '2026-10-20'), through)).toEqual([
      { from: '2026-10-02', to: '2026-10-04', days: 3 },
      { from: '2026-10-20', to: '2026-10-20', days: 1 },
    ]);
    expect(missingRuns(all, through)).toEqual([]);
    expect(missingRuns([], through)).toEqual([]);
  });

  it('[DH2] a promised last day without rows is missing, days after it are not', () => {
    expect(missingRuns(all.slice(0, -1), through)).toEqual([{ from: through, to: through, days: 1 }]);
    expect(missingRuns(all.slice(0, -2), addDays(through, -2))).toEqual([]);
  });

  it('[DH2] weekdays that never have rows are not missing', () => {
    const workdays = all.filter((day) => weekdayOf(day) < 6);
    expect(missingRuns(workdays, through)).toEqual([]);
    const gap = workdays.filter((day) => day !== '2026-10-02' && day !== '2026-10-05');
    expect(missingRuns(gap, through)).toEqual([{ from: '2026-10-02', to: '2026-10-05', days: 2 }]);
  });

  it('puts neighbouring days together', () => {
    const days = ['2026-10-03', '2026-10-01', '2026-10-02', '2026-10-05'].map(dayOf);
    expect(neighbouring(days).map(({ from, to }) => [from, to])).toEqual([
      ['2026-10-01', '2026-10-03'],
      ['2026-10-05', '2026-10-05'],
    ]);
    expect(neighbouring([])).toEqual([]);
  });
});

describe('days that are not complete', () => {
  const even = (last: number, before = 400) =>
    all.map((day, index) => ({ day, value: index === all.length - 1 ? last : before }));

  it('[DH7] the newest day with less than seven tenths of its weekday', () => {
    expect(partialDays(even(160))).toEqual([{ day: through, value: 160, usual: 400 }]);
    expect(partialDays(even(280))).toEqual([]);
    expect(partialDays(even(279))).toHaveLength(1);
  });

  it('[DH7] a day before a complete one is none: it is a drop', () => {
    const days = even(400).map((entry, index) => (index === all.length - 2 ? { ...entry, value: 100 } : entry));
    expect(partialDays(days)).toEqual([]);
  });

  it('[DH7] several newest days may still be growing, three at most', () => {
    const days = even(400).map((entry, index) => (index >= all.length - 5 ? { ...entry, value: 50 } : entry));
    expect(partialDays(days).map(({ day }) => day)).toEqual(all.slice(-3));
  });

  it('[DH7] says nothing with fewer than three weeks before, or of a handful of rows', () => {
    expect(partialDays(even(10).slice(-21))).toEqual([]);
    expect(partialDays(even(10, 50))).toEqual([]);
  });
});
