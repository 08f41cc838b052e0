import { finite, MISSING } from './missing.ts';
import { DEFAULT_LOCALE } from './numbers.ts';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T/;

const formats = new Map<string, Intl.DateTimeFormat>();

function parts(locale: string, options: Intl.DateTimeFormatOptions, millis: number): Map<string, string> {
  const key = JSON.stringify([locale, options]);
  const known = formats.get(key);
  const format = known ?? new Intl.DateTimeFormat(locale, options);
  if (known === undefined) formats.set(key, format);
  return new Map(format.formatToParts(millis).map((part) => [part.type, part.value]));
}

const ON_DAY = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;

/** A calendar day: "21 Nov 2026". */
export function formatDay(value: unknown, locale = DEFAULT_LOCALE): string {
  if (typeof value !== 'string' || !DAY.test(value)) return MISSING;
  const millis = Date.parse(`${value}T00:00:00Z`);
  if (Number.isNaN(millis)) return MISSING;
  const p = parts(locale, ON_DAY, millis);
  return `${p.get('day')} ${p.get('month')} ${p.get('year')}`;
}

/** A span of days: "3 – 21 Nov 2026", with month and year on the first only where they differ. */
export function formatDayRange(from: unknown, to: unknown, locale = DEFAULT_LOCALE): string {
  const [a, b] = [formatDay(from, locale), formatDay(to, locale)];
  if (a === b || a === MISSING || b === MISSING) return a === b ? a : `${a} – ${b}`;
  const [day, month, year] = a.split(' ');
  const [, lastMonth, lastYear] = b.split(' ');
  if (year !== lastYear) return `${a} – ${b}`;
  return month === lastMonth ? `${day} – ${b}` : `${day} ${month} – ${b}`;
}

const AT = {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'shortOffset',
} as const;

function instantParts(value: unknown, zone: string, locale: string): Map<string, string> | null {
  if (typeof value !== 'string' || !INSTANT.test(value)) return null;
  const millis = Date.parse(value);
  return Number.isNaN(millis) ? null : parts(locale, { ...AT, timeZone: zone }, millis);
}

/** "GMT-5" as "UTC−5", "UTC+0" as "UTC". */
const offset = (name: string | undefined): string =>
  (name ?? 'UTC').replace('GMT', 'UTC').replace('-', '−').replace(/\+0$/, '');

/** The offset of a zone at an instant: "UTC−5". */
export function formatZone(value: unknown, zone = 'UTC', locale = DEFAULT_LOCALE): string {
  const p = instantParts(value, zone, locale);
  return p === null ? MISSING : offset(p.get('timeZoneName'));
}

/** An instant in an IANA zone, the zone always said: "21 Nov 2026, 12:04 UTC−5". */
export function formatInstant(value: unknown, zone = 'UTC', locale = DEFAULT_LOCALE): string {
  const p = instantParts(value, zone, locale);
  if (p === null) return MISSING;
  const day = `${p.get('day')} ${p.get('month')} ${p.get('year')}`;
  return `${day}, ${p.get('hour')}:${p.get('minute')} ${offset(p.get('timeZoneName'))}`;
}

/** The time of day with seconds: "12:04:31 UTC−5". */
export function formatTime(value: unknown, zone = 'UTC', locale = DEFAULT_LOCALE): string {
  const p = instantParts(value, zone, locale);
  if (p === null) return MISSING;
  return `${p.get('hour')}:${p.get('minute')}:${p.get('second')} ${offset(p.get('timeZoneName'))}`;
}

/** A length of time from milliseconds, in its largest fitting unit: "38 ms", "4 s", "9 min", "9 h", "3 days". */
export function formatDuration(value: unknown): string {
  const ms = finite(value);
  if (ms === null || ms < 0) return MISSING;
  if (ms < 999.5) return `${Math.round(ms)} ms`;
  if (ms < 59_500) return `${Math.round(ms / 1000)} s`;
  if (ms < 59.5 * 60_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 47.5 * 3_600_000) return `${Math.round(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000).toLocaleString(DEFAULT_LOCALE)} days`;
}

/** How long ago an instant was: "9 h ago", "just now"; "in 9 h" for what is still to come. */
export function formatAgo(value: unknown, now: unknown): string {
  if (typeof value !== 'string' || typeof now !== 'string') return MISSING;
  const elapsed = Date.parse(now) - Date.parse(value);
  if (Number.isNaN(elapsed)) return MISSING;
  if (Math.abs(elapsed) < 5000) return 'just now';
  return elapsed > 0 ? `${formatDuration(elapsed)} ago` : `in ${formatDuration(-elapsed)}`;
}
