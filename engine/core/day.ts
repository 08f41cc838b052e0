import { Temporal } from '@js-temporal/polyfill';
import type { Brand } from './brand.ts';

/** A calendar day `YYYY-MM-DD`, without zone. Sorts as text. */
export type Day = Brand<string, 'Day'>;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

// Read by arithmetic and not by Date: every row of every answer has its day checked.
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  const days = month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
  return day >= 1 && day <= days;
}

/** @throws RangeError when the text is not a calendar day. */
export function dayOf(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a calendar day: ${text}`);
  return text;
}

const DAY_MS = 86_400_000;

/**
 * Days since 1 January 1970. Whole-day arithmetic goes by this number: many series are walked day by day. Years begin in
 * March, so that the leap day is the last one; 146,097 days are four hundred years.
 */
function numberOf(day: Day): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const sinceMarch = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8)) - 1;
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return 365 * year + leaps + sinceMarch - 719_468;
}

/** @throws RangeError beyond the years 0000 to 9999. */
export const addDays = (day: Day, days: number): Day =>
  dayOf(new Date((numberOf(day) + days) * DAY_MS).toISOString().slice(0, 10));

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => numberOf(to) - numberOf(from);

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
export const weekdayOf = (day: Day): number => ((((numberOf(day) + 3) % 7) + 7) % 7) + 1;
