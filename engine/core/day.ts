import { Temporal } from '@js-temporal/polyfill';
import type { Brand } from './brand.ts';

/** A calendar day `YYYY-MM-DD`, without zone. Sorts as text. */
export type Day = Brand<string, 'Day'>;

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    Temporal.PlainDate.from(text, { overflow: 'reject' });
    return true;
  } catch {
    return false;
  }
}

/** @throws RangeError when the text is not a calendar day. */
export function dayOf(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

export const addDays = (day: Day, days: number): Day => dayOf(Temporal.PlainDate.from(day).add({ days }).toString());

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to), { largestUnit: 'days' }).days;

/** The calendar day of an instant in an IANA zone. */
export const dayIn = (millis: number, zone: string): Day =>
  dayOf(Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(zone).toPlainDate().toString());

/** When a calendar day begins in an IANA zone, in milliseconds: midnight, or the first instant after it where clocks go forward then. */
export const startOfDay = (day: Day, zone: string): number =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).epochMilliseconds;

/** The Monday of the ISO week `week` of `year`. */
export function isoWeekMonday(year: number, week: number): Day {
  const fourth = Temporal.PlainDate.from({ year, month: 1, day: 4 });
  return dayOf(
    fourth
      .subtract({ days: fourth.dayOfWeek - 1 })
      .add({ weeks: week - 1 })
      .toString(),
  );
}

/** The same day of another month; the last day of it where it is shorter. */
export const addMonths = (day: Day, months: number): Day =>
  dayOf(Temporal.PlainDate.from(day).add({ months }).toString());

/** The first day of a day's month. */
export const monthOf = (day: Day): Day => dayOf(`${day.slice(0, 8)}01`);

/** The days from `from` to `to`, both included; none when `to` is earlier. */
export const daysFrom = (from: Day, to: Day): Day[] =>
  Array.from({ length: Math.max(0, daysBetween(from, to) + 1) }, (_, index) => addDays(from, index));

/** 1 for Monday to 7 for Sunday. */
export const weekdayOf = (day: Day): number => Temporal.PlainDate.from(day).dayOfWeek;
