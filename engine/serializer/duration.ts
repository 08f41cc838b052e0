import { finite, MISSING } from './missing.ts';
import { DEFAULT_LOCALE, decimal, fixed, formatCount } from './numbers.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const counted = (count: number, one: string, many: string, locale: string): string =>
  `${formatCount(count, locale)} ${count === 1 ? one : many}`;

/** A length of time from milliseconds, in its largest fitting unit: "38 ms", "4 s", "9 min", "9 h", "3 days". */
export function formatDuration(value: unknown, locale = DEFAULT_LOCALE): string {
  const ms = finite(value);
  if (ms === null || ms < 0) return MISSING;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59.5 * SECOND) return `${Math.round(ms / SECOND)} s`;
  if (ms < 59.5 * MINUTE) return `${Math.round(ms / MINUTE)} min`;
  if (ms < 47.5 * HOUR) return `${Math.round(ms / HOUR)} h`;
  return `${decimal(ms / DAY, 0, 0, locale)} days`;
}

/** A positive length of time in two neighbouring units, rounded to the smaller one first so that 59.7 s is 1 min. */
function twoUnits(ms: number, locale: string): string {
  if (ms < 999.5) return `${decimal(ms, 0, 0, locale)} ms`;
  const seconds = Math.round(ms / SECOND);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return joined(`${Math.floor(seconds / 60)} min`, seconds % 60, 's');
  const minutes = Math.round(ms / MINUTE);
  if (minutes < 1440) return joined(`${Math.floor(minutes / 60)} h`, minutes % 60, 'min');
  const hours = Math.round(ms / HOUR);
  return joined(counted(Math.floor(hours / 24), 'day', 'days', locale), hours % 24, 'h');
}

const joined = (first: string, rest: number, unit: string): string => (rest === 0 ? first : `${first} ${rest} ${unit}`);

/** A length of time from milliseconds in at most two units: "1 h 12 min", "4 min 30 s", "3 days 4 h", "−2 min". */
export function formatSpan(value: unknown, locale = DEFAULT_LOCALE): string {
  const ms = finite(value);
  if (ms === null) return MISSING;
  const text = twoUnits(Math.abs(ms), locale);
  return ms < 0 && text !== '0 ms' ? `−${text}` : text;
}

/** A number of days: "41 days", "1 day", "12.4 days", "<0.1 days". */
export function formatDays(value: unknown, locale = DEFAULT_LOCALE): string {
  const days = finite(value);
  if (days === null) return MISSING;
  const isSmall = days !== 0 && Math.abs(days) < 0.05;
  const text = isSmall ? fixed(days, 1, locale) : decimal(days, 0, 1, locale);
  return `${text} ${text === decimal(1, 0, 0, locale) ? 'day' : 'days'}`;
}

/** How long ago an instant was: "9 h ago", "just now"; "in 9 h" for what is still to come. */
export function formatAgo(value: unknown, now: unknown): string {
  if (typeof value !== 'string' || typeof now !== 'string') return MISSING;
  const elapsed = Date.parse(now) - Date.parse(value);
  if (Number.isNaN(elapsed)) return MISSING;
  if (Math.abs(elapsed) < 5000) return 'just now';
  return elapsed > 0 ? `${formatDuration(elapsed)} ago` : `in ${formatDuration(-elapsed)}`;
}
