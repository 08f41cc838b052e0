import type { Day } from '../../engine/core/index.ts';

/** Days of the calendar by the platform's own dates, in UTC: the window does not carry the engine's calendar. */
const DAY_MS = 86_400_000;

const millisOf = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const textOf = (millis: number): string => new Date(millis).toISOString().slice(0, 10);

/** Whether a text is a day of the calendar: "2026-02-30" is none. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const millis = millisOf(text);
  return !Number.isNaN(millis) && textOf(millis) === text;
}

/** @throws RangeError when the days are none of the calendar. */
function dayAt(millis: number): Day {
  const text = textOf(millis);
  if (!isDay(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

export const addDays = (day: Day, days: number): Day => dayAt(millisOf(day) + days * DAY_MS);

/** Whole days from `from` to `to`. */
export const daysBetween = (from: Day, to: Day): number => Math.round((millisOf(to) - millisOf(from)) / DAY_MS);

/** The first day of the month `months` after the day's own. */
export const monthStart = (day: Day, months = 0): Day =>
  dayAt(Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months, 1));

/** The last day of the day's month. */
export const monthEnd = (day: Day): Day => addDays(monthStart(day, 1), -1);
