import { duckDbValue, type Members } from './duckdb.ts';
import { formatInstantExact } from './instant.ts';
import { MISSING } from './missing.ts';
import { DEFAULT_LOCALE, formatBytes, formatCount, formatNumber } from './numbers.ts';
import { flatText, shownText } from './text.ts';
import type { Reader } from './value.ts';

/** Members of one list that are written out; the rest is counted. */
const SHOWN = 20;
/** Lists within lists that are written out. */
const DEPTH = 3;
/** Characters of a text that came from a value with members. */
const LENGTH = 2000;

interface Around {
  readonly reader: Required<Reader>;
  readonly depth: number;
  /** What is being written, to stop where a value holds itself. */
  readonly within: readonly object[];
}

function written(members: Members, rest: number, around: Around, self: object): string {
  if (members.length === 0) return 'none';
  if (around.depth >= DEPTH || around.within.includes(self)) return '…';
  const inner = { ...around, depth: around.depth + 1, within: [...around.within, self] };
  const parts = members.map(([name, value]) => {
    const text = write(value, inner);
    return name === null ? text : `${typeof name === 'string' ? flatText(name) : write(name, inner)}: ${text}`;
  });
  if (rest > 0) parts.push(`and ${formatCount(rest, around.reader.locale)} more`);
  const text = parts.join(', ');
  return around.depth === 0 ? text : `(${text})`;
}

/** The first members of something that can be walked through, and how many come after them. */
function firstOf(items: Iterable<unknown>, size: number): { members: Members; rest: number } {
  const members: (readonly [unknown, unknown])[] = [];
  for (const item of items) {
    if (members.length === SHOWN) break;
    members.push([null, item]);
  }
  return { members, rest: size - members.length };
}

/** A property read without letting its getter's failure out: what can't be read is not there. */
function property(value: object, key: string): unknown {
  try {
    return Reflect.get(value, key);
  } catch {
    return undefined;
  }
}

function struct(value: object): { members: Members; rest: number } {
  const keys = Object.keys(value);
  return {
    members: keys.slice(0, SHOWN).map((key) => [key, property(value, key)] as const),
    rest: Math.max(0, keys.length - SHOWN),
  };
}

function object(value: object, around: Around): string {
  const { reader } = around;
  if (value instanceof Date)
    return Number.isNaN(value.getTime())
      ? MISSING
      : formatInstantExact(value.toISOString(), reader.zone, reader.locale);
  if (value instanceof Error) return flatText(value.message);
  if (value instanceof URL) return flatText(value.href);
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return formatBytes(value.byteLength, reader.locale);
  if (value instanceof Number || value instanceof String || value instanceof Boolean || value instanceof BigInt)
    return write(value.valueOf(), around);
  if (Array.isArray(value) || value instanceof Set) {
    const { members, rest } = firstOf(value, Array.isArray(value) ? value.length : value.size);
    return written(members, rest, around, value);
  }
  if (value instanceof Map) {
    const { members, rest } = firstOf(value, value.size);
    const pairs = members.map(([, entry]) =>
      Array.isArray(entry) ? ([entry[0], entry[1]] as const) : ([null, entry] as const),
    );
    return written(pairs, rest, around, value);
  }
  const known = duckDbValue(value, reader);
  if (typeof known === 'string') return known;
  if (known !== null) {
    const members = known.members.slice(0, SHOWN);
    return written(members, known.members.length - members.length, around, value);
  }
  const { members, rest } = struct(value);
  return members.length === 0 ? MISSING : written(members, rest, around, value);
}

function write(value: unknown, around: Around): string {
  switch (typeof value) {
    case 'string':
      return around.depth === 0 ? shownText(value) : flatText(value);
    case 'number':
    case 'bigint':
      return formatNumber(value, around.reader.locale);
    case 'boolean':
      return value ? 'yes' : 'no';
    case 'object':
      return value === null ? MISSING : object(value, around);
    default:
      return MISSING;
  }
}

/**
 * Any value there is, of JavaScript or of `@duckdb/node-api`, as text that is safe to show: "—" for what has no reading
 * (nothing, functions, symbols, not a number), lists with commas, members with their names, long ones cut with what was
 * left out. Never throws, whatever a value does when it is looked at.
 */
export function formatAny(value: unknown, { locale = DEFAULT_LOCALE, zone = 'UTC' }: Reader = {}): string {
  try {
    const text = write(value, { reader: { locale, zone }, depth: 0, within: [] });
    return text.length > LENGTH && typeof value === 'object' ? `${[...text].slice(0, LENGTH).join('')}…` : text;
  } catch {
    // A proxy or a getter that throws decides for itself that it can't be read; that is what missing means.
    return MISSING;
  }
}
