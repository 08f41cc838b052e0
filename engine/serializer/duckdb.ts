import { formatDay } from './day.ts';
import { formatSpan } from './duration.ts';
import { numericText } from './exact.ts';
import { formatInstantExact } from './instant.ts';
import { MISSING } from './missing.ts';
import { decimal, formatBytes, numberFormat } from './numbers.ts';
import { flatText } from './text.ts';
import type { Reader } from './value.ts';

/** What a DuckDB value is made of, whichever fields its class has. */
type Fields = Readonly<Record<string, unknown>>;
type Writer = (fields: Fields, reader: Required<Reader>) => string;

const big = (value: unknown): bigint | null =>
  typeof value === 'bigint' ? value : typeof value === 'number' && Number.isSafeInteger(value) ? BigInt(value) : null;

/** Division and remainder that round down, also below zero. */
function floorDivide(a: bigint, b: bigint): readonly [bigint, bigint] {
  const rest = ((a % b) + b) % b;
  return [(a - rest) / b, rest];
}

/** The second day of year 1 and the last millisecond of year 9999: what an instant can be written in. */
const FIRST = -62_135_510_400_000n;
const LAST = 253_402_300_799_999n;

/** An instant from a count of `perMilli` ticks a millisecond; fractions of a second only where there are any. */
function instant(ticks: bigint | null, perMilli: bigint, { zone, locale }: Required<Reader>): string {
  if (ticks === null) return MISSING;
  const [millis, rest] = floorDivide(ticks, perMilli);
  if (millis < FIRST || millis > LAST) return MISSING;
  const text = formatInstantExact(new Date(Number(millis)).toISOString(), zone, locale);
  const nanos = (((millis % 1000n) + 1000n) % 1000n) * 1_000_000n + rest * (1_000_000n / perMilli);
  const fraction = String(nanos).padStart(9, '0').replace(/0+$/, '');
  return fraction === '' ? text : text.replace(/(:\p{Nd}{2}) (?=UTC)/u, `$1.${fraction} `);
}

const seconds = (ticks: bigint | null, reader: Required<Reader>): string =>
  instant(ticks === null ? null : ticks * 1000n, 1n, reader);

/** A time of day from nanoseconds: "17:04:31", "17:04:31.5". */
function timeOfDay(nanos: bigint | null): string {
  if (nanos === null || nanos < 0n || nanos > 86_400_000_000_000n) return MISSING;
  const whole = nanos / 1_000_000_000n;
  const two = (value: bigint): string => String(value).padStart(2, '0');
  const fraction = String(nanos % 1_000_000_000n)
    .padStart(9, '0')
    .replace(/0+$/, '');
  const text = `${two(whole / 3600n)}:${two((whole / 60n) % 60n)}:${two(whole % 60n)}`;
  return fraction === '' ? text : `${text}.${fraction}`;
}

function zoneOffset(value: unknown): string {
  if (typeof value !== 'number' || !Number.isSafeInteger(value)) return '';
  const minutes = Math.round(Math.abs(value) / 60);
  if (minutes === 0) return ' UTC';
  const rest = minutes % 60 === 0 ? '' : `:${String(minutes % 60).padStart(2, '0')}`;
  return ` UTC${value < 0 ? '−' : '+'}${Math.floor(minutes / 60)}${rest}`;
}

function day({ days }: Fields, { locale }: Required<Reader>): string {
  if (typeof days !== 'number') return MISSING;
  const millis = days * 86_400_000;
  if (millis < Number(FIRST) || millis > Number(LAST)) return MISSING;
  return formatDay(new Date(millis).toISOString().slice(0, 10), locale);
}

/** DECIMAL(width, scale): every digit it has, no more. */
function exactDecimal({ value, scale }: Fields, { locale }: Required<Reader>): string {
  const digits = big(value);
  if (digits === null || typeof scale !== 'number' || scale < 0 || scale > 38) return MISSING;
  const format = numberFormat(locale, { minimumFractionDigits: scale, maximumFractionDigits: scale });
  const text = format.format(numericText(digits < 0n ? -digits : digits, scale));
  return digits < 0n ? `−${text}` : text;
}

function interval({ months, days, micros }: Fields, { locale }: Required<Reader>): string {
  const parts: string[] = [];
  const add = (count: unknown, one: string): void => {
    const whole = big(count);
    if (whole !== null && whole !== 0n)
      parts.push(`${decimal(whole, 0, 0, locale)} ${whole === 1n || whole === -1n ? one : `${one}s`}`);
  };
  add(months, 'month');
  add(days, 'day');
  const rest = big(micros);
  if (rest !== null && rest !== 0n) parts.push(formatSpan(Number(rest) / 1000, locale));
  return parts.length === 0 ? '0 days' : parts.join(' ');
}

/** A UUID's 128 bits; DuckDB keeps them with the first bit flipped, so that they sort. */
function uuid({ hugeint }: Fields): string {
  const stored = big(hugeint);
  if (stored === null) return MISSING;
  const hex = (BigInt.asUintN(128, stored) ^ (1n << 127n)).toString(16).padStart(32, '0');
  return [0, 8, 12, 16, 20].map((start, i, all) => hex.slice(start, all[i + 1] ?? 32)).join('-');
}

const bytes = (value: unknown): string => (value instanceof Uint8Array ? formatBytes(value.length) : MISSING);
const times = (value: unknown, factor: bigint): bigint | null => {
  const ticks = big(value);
  return ticks === null ? null : ticks * factor;
};

/** One rule for each class of value of `@duckdb/node-api` that is no list of others. */
const WRITERS: Readonly<Record<string, Writer>> = {
  DuckDBDecimalValue: exactDecimal,
  DuckDBDateValue: day,
  DuckDBTimestampSecondsValue: (value, reader) => seconds(big(value.seconds), reader),
  DuckDBTimestampMillisecondsValue: (value, reader) => instant(big(value.millis), 1n, reader),
  DuckDBTimestampValue: (value, reader) => instant(big(value.micros), 1000n, reader),
  DuckDBTimestampTZValue: (value, reader) => instant(big(value.micros), 1000n, reader),
  DuckDBTimestampNanosecondsValue: (value, reader) => instant(big(value.nanos), 1_000_000n, reader),
  DuckDBTimeValue: (value) => timeOfDay(times(value.micros, 1000n)),
  DuckDBTimeNSValue: (value) => timeOfDay(big(value.nanos)),
  DuckDBTimeTZValue: (value) => `${timeOfDay(times(value.micros, 1000n))}${zoneOffset(value.offset)}`,
  DuckDBIntervalValue: interval,
  DuckDBBlobValue: (value) => bytes(value.bytes),
  DuckDBGeometryValue: (value) => bytes(value.bytes),
  DuckDBBitValue: (value) => flatText(String(value)),
  DuckDBUUIDValue: uuid,
};

/** The items of a DuckDB value that holds others, as names and values; unnamed where the name is null. */
export type Members = readonly (readonly [name: unknown, value: unknown])[];

const unnamed = (items: unknown): Members =>
  Array.isArray(items) ? items.map((item: unknown) => [null, item] as const) : [];

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const HOLDERS: Readonly<Record<string, (fields: Fields) => Members>> = {
  DuckDBListValue: ({ items }) => unnamed(items),
  DuckDBArrayValue: ({ items }) => unnamed(items),
  DuckDBStructValue: ({ entries }) => (isFields(entries) ? Object.entries(entries) : []),
  DuckDBMapValue: ({ entries }) =>
    Array.isArray(entries)
      ? entries.map((entry: unknown) => (isFields(entry) ? ([entry.key, entry.value] as const) : [null, entry]))
      : [],
  DuckDBUnionValue: ({ value }) => [[null, value]],
  DuckDBVariantValue: ({ value }) => [[null, value]],
};

/** How `@duckdb/node-api` calls the value's class; null for a value of nobody's. */
function duckClass(value: object): string | null {
  const name: unknown = Object.getPrototypeOf(value)?.constructor?.name;
  return typeof name === 'string' && name.startsWith('DuckDB') ? name : null;
}

/** A DuckDB value as text, its members where it holds others, null when it is none of DuckDB's. */
export function duckDbValue(value: object, reader: Required<Reader>): string | { members: Members } | null {
  const name = duckClass(value);
  if (name === null || !isFields(value)) return null;
  const write = Object.hasOwn(WRITERS, name) ? WRITERS[name] : undefined;
  if (write !== undefined) return write(value, reader);
  const hold = Object.hasOwn(HOLDERS, name) ? HOLDERS[name] : undefined;
  return hold === undefined ? MISSING : { members: hold(value) };
}
