import { dateFormat } from './day.ts';
import { MISSING } from './missing.ts';
import { DEFAULT_LOCALE } from './numbers.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T/;
/** A day into year 1: no zone is back in the year before. */
const YEAR_ONE = Date.parse('0001-01-02T00:00:00Z');

/** Milliseconds of an ISO instant; null for what is none or lies before year 1. */
function instantMillis(value: unknown): number | null {
  if (typeof value !== 'string' || !INSTANT.test(value)) return null;
  const millis = Date.parse(value);
  return Number.isNaN(millis) || millis < YEAR_ONE ? null : millis;
}

const AT = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
const ON_DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

/** The zone, or UTC where nobody knows it: the text says which it is. */
function knownZone(zone: string): string {
  try {
    dateFormat(DEFAULT_LOCALE, { timeZone: zone });
    return zone;
  } catch (thrown) {
    if (thrown instanceof RangeError) return 'UTC';
    throw thrown;
  }
}

const part = (parts: readonly Intl.DateTimeFormatPart[], type: string): string =>
  parts.find((candidate) => candidate.type === type)?.value ?? '';

/** The offset of a zone: "GMT-5" as "UTC−5", "GMT" as "UTC". */
function offset(millis: number, zone: string): string {
  const parts = dateFormat(DEFAULT_LOCALE, { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(millis);
  return part(parts, 'timeZoneName').replace('GMT', 'UTC').replace('-', '−').replace(/\+0$/, '');
}

interface Said {
  readonly day: string;
  readonly clock: string;
  readonly seconds: string;
  readonly zone: string;
}

function said(value: unknown, zone: string, locale: string): Said | null {
  const millis = instantMillis(value);
  if (millis === null) return null;
  const timeZone = knownZone(zone);
  const at = dateFormat(locale, { ...AT, timeZone }).formatToParts(millis);
  return {
    day: dateFormat(locale, { ...ON_DAY, timeZone }).format(millis),
    clock: `${part(at, 'hour')}:${part(at, 'minute')}`,
    seconds: part(at, 'second'),
    zone: offset(millis, timeZone),
  };
}

/** The offset of a zone at an instant: "UTC−5". */
export function formatZone(value: unknown, zone = 'UTC'): string {
  const millis = instantMillis(value);
  return millis === null ? MISSING : offset(millis, knownZone(zone));
}

/** An instant in an IANA zone, the zone always said: "21 Nov 2026, 12:04 UTC−5". */
export function formatInstant(value: unknown, zone = 'UTC', locale = DEFAULT_LOCALE): string {
  const at = said(value, zone, locale);
  return at === null ? MISSING : `${at.day}, ${at.clock} ${at.zone}`;
}

/** An instant to the second: "21 Nov 2026, 12:04:31 UTC−5". */
export function formatInstantExact(value: unknown, zone = 'UTC', locale = DEFAULT_LOCALE): string {
  const at = said(value, zone, locale);
  return at === null ? MISSING : `${at.day}, ${at.clock}:${at.seconds} ${at.zone}`;
}

/** The time of day with seconds: "12:04:31 UTC−5". */
export function formatTime(value: unknown, zone = 'UTC', locale = DEFAULT_LOCALE): string {
  const at = said(value, zone, locale);
  return at === null ? MISSING : `${at.clock}:${at.seconds} ${at.zone}`;
}
