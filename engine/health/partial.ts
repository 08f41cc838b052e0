import { addDays, type Day } from '../core/index.ts';
import { median } from './median.ts';
import type { DayValue } from './unusual.ts';

export const PARTIAL_RULES = {
  /** Below this share of the usual rows of its weekday a day is not complete. */
  complete: 0.7,
  /** Weeks before that say what is usual. */
  weeks: 8,
  /** Fewer of them than this can not tell. */
  minWeeks: 3,
  /** Newest days that may still be growing. */
  newest: 3,
  /** Usual rows below this vary too much by chance: at 60 rows seven tenths is 2.3 standard deviations away. */
  minUsual: 60,
} as const;

export interface PartialDay {
  readonly day: Day;
  readonly value: number;
  readonly usual: number;
}

const rules = PARTIAL_RULES;

/**
 * The newest days that have come only in part: less than seven tenths of the median of their weekday in the eight weeks
 * before, with no complete day after them. Empty when fewer than three such weeks are there: can't tell.
 */
export function partialDays(days: readonly DayValue[]): readonly PartialDay[] {
  const byDay = new Map(days.map(({ day, value }) => [day, value]));
  const found: PartialDay[] = [];
  for (const { day, value } of days.slice(-rules.newest).toReversed()) {
    const weeks = Array.from({ length: rules.weeks }, (_, week) => byDay.get(addDays(day, -7 * (week + 1))));
    const before = weeks.flatMap((rows) => (rows === undefined ? [] : [rows]));
    const usual = median(before);
    if (before.length < rules.minWeeks || usual < rules.minUsual || value >= rules.complete * usual) break;
    found.push({ day, value, usual });
  }
  return found.toReversed();
}
