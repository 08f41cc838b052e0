import { MISSING } from './missing.ts';
import { DEFAULT_LOCALE } from './numbers.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** A date format, made once for each locale and set of options. @throws RangeError for a zone nobody knows. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${Object.values(options).join(' ')}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(locale, { calendar: 'gregory', ...options });
  formats.set(key, made);
  return made;
}

const ON_DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
const IN_MONTH = { month: 'short', year: 'numeric', timeZone: 'UTC' } as const;

/** Milliseconds of a day's start in UTC; null for what is no day of the calendar: 30 February, year 0. */
function dayMillis(value: unknown): number | null {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || value < '0001') return null;
  const millis = Date.parse(`${value}T00:00:00Z`);
  if (Number.isNaN(millis) || new Date(millis).toISOString().slice(0, 10) !== value) return null;
  return millis;
}

/** A calendar day: "21 Nov 2026". */
export function formatDay(value: unknown, locale = DEFAULT_LOCALE): string {
  const millis = dayMillis(value);
  return millis === null ? MISSING : dateFormat(locale, ON_DAY).format(millis);
}

/** The month of a day, or of `YYYY-MM`: "Nov 2026". */
export function formatMonth(value: unknown, locale = DEFAULT_LOCALE): string {
  const millis = dayMillis(typeof value === 'string' && /^\d{4}-\d{2}$/.test(value) ? `${value}-01` : value);
  return millis === null ? MISSING : dateFormat(locale, IN_MONTH).format(millis);
}

/** A span of days: "3 – 21 Nov 2026", with month and year on the first only where they differ. */
export function formatDayRange(from: unknown, to: unknown, locale = DEFAULT_LOCALE): string {
  const [a, b] = [dayMillis(from), dayMillis(to)];
  const ends = [formatDay(from, locale), formatDay(to, locale)];
  if (ends[0] === ends[1]) return ends[0] ?? MISSING;
  if (a === null || b === null || a > b) return ends.join(' – ');
  return dateFormat(locale, ON_DAY)
    .formatRange(a, b)
    .replace(/\s*–\s*/, ' – ');
}
