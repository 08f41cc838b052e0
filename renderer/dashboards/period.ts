import type { Days, Preset, Scope } from '../../engine/contract/index.ts';
import { formatDayRange, formatMonth } from '../../engine/serializer/index.ts';
import { addDays, daysBetween, monthEnd, monthStart } from './calendar.ts';

const WORDS: Readonly<Record<Preset, string>> = {
  last_7_days: 'Last 7 days',
  last_28_days: 'Last 28 days',
  last_90_days: 'Last 90 days',
  last_12_months: 'Last 12 months',
  this_month: 'This month',
  last_month: 'Last month',
  this_year: 'This year',
  all: 'All days',
};

export const presetWords = (preset: Preset): string => WORDS[preset];

/** Whether the days are whole calendar months. */
const isWholeMonths = ({ from, to }: Days): boolean => from === monthStart(from) && to === monthEnd(to);

/** A period in a few words: "Last 28 days", "Oct 2026", "3 – 21 Nov 2026". */
export function periodWords(period: Scope['period']): string {
  if (typeof period === 'string') return WORDS[period];
  const isOneMonth = isWholeMonths(period) && monthStart(period.from) === monthStart(period.to);
  return isOneMonth ? formatMonth(period.from) : formatDayRange(period.from, period.to);
}

const COMPARED = { none: 'No comparison', previous: 'Days before', year: 'A year before' } as const;

/** A comparison in a few words. */
export const compareWords = (compare: Scope['compare']): string =>
  typeof compare === 'string' ? COMPARED[compare] : formatDayRange(compare.from, compare.to);

const monthsBetween = (from: string, to: string): number =>
  (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));

/** The period just before (-1) or after (1): as many whole months when it is whole months, else as many days. */
export function shiftPeriod(days: Days, by: -1 | 1): Days {
  if (isWholeMonths(days)) {
    const months = monthsBetween(days.from, days.to) + 1;
    return { from: monthStart(days.from, by * months), to: monthEnd(monthStart(days.to, by * months)) };
  }
  const length = daysBetween(days.from, days.to) + 1;
  return { from: addDays(days.from, by * length), to: addDays(days.to, by * length) };
}

/** Whether any day of `days` lies in `within`. */
export const overlaps = (days: Days, within: Days): boolean => days.from <= within.to && days.to >= within.from;
