import { MISSING } from './missing.ts';
import { DEFAULT_LOCALE, formatNumber } from './numbers.ts';

/** Control characters, and marks that turn or hide the text around them (Unicode TR 36, bidi overrides). */
const UNSEEN = /[\p{Cc}\u200b\u2028-\u202e\u2060-\u2069\ufeff]+/gu;
/** Marks of direction without width: they would drag the text beside them along. */
const DIRECTION = /[\u200e\u200f\u061c]+/gu;
/** Halves of a pair that stand alone, and code points that are set aside for no character. */
const NO_CHARACTER = /\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

/** Text from outside, made safe to show on one line: no control characters, no broken pairs. */
export function cleanText(text: string): string {
  return text.replace(NO_CHARACTER, '\ufffd').replace(DIRECTION, '').replace(UNSEEN, ' ').trim();
}

/** What a program writes for a value it could not make. A text that is nothing else says nothing. */
const NOTHING = /^(?:[-+]?(?:NaN|nan|Infinity)|null|NULL|undefined|Invalid Date|\[object \w*\])$/;
const OBJECT_TAG = /\[object \w*\]|Invalid Date/g;
/** An object or list in JSON, or a piece of one. */
const JSON_START = /[{[]\s*["{[]/;
/** JSON longer than this is not taken apart: it is stripped of its signs. */
const JSON_LIMIT = 20_000;

/** The JSON value a text holds, or undefined when it is none. */
function parsed(text: string): unknown {
  if (!/^[{[]/.test(text) || text.length > JSON_LIMIT) return undefined;
  try {
    return JSON.parse(text);
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}

/** JSON as a person would note it: "page: /start, items: 3". Deeper than three levels is left out. */
function plain(value: unknown, depth = 0): string {
  if (typeof value === 'string') return flatText(value);
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object' || value === null) return MISSING;
  if (depth === 3) return '…';
  const parts = Array.isArray(value)
    ? value.map((item) => plain(item, depth + 1))
    : Object.entries(value).map(([key, item]) => `${flatText(key)}: ${plain(item, depth + 1)}`);
  if (parts.length === 0) return 'none';
  return depth === 0 ? parts.join(', ') : `(${parts.join(', ')})`;
}

/** A text without JSON's signs, where it has a piece of JSON in it. */
function withoutJson(text: string): string {
  const shown = text.replace(OBJECT_TAG, MISSING);
  if (!JSON_START.test(shown)) return shown;
  return cleanText(shown.replace(/"\s*:\s*/g, ': ').replace(/["{}[\]]/g, ''));
}

/** One clean line; a piece of JSON loses its signs, a word for nothing is missing. */
export function flatText(text: string): string {
  const clean = cleanText(text);
  return clean === '' || NOTHING.test(clean) ? MISSING : withoutJson(clean) || MISSING;
}

/** Text from outside as it is shown: one clean line, no raw JSON, and missing when it is only a word for nothing. */
export function shownText(text: string): string {
  const value = parsed(cleanText(text));
  return value === undefined ? flatText(text) : plain(value);
}

/** Any value as text. What has no plain reading (objects, functions, nothing) is missing: see `formatAny` for those. */
export function formatText(value: unknown, locale = DEFAULT_LOCALE): string {
  if (typeof value === 'string') return shownText(value);
  if (typeof value === 'number' || typeof value === 'bigint') return formatNumber(value, locale);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return MISSING;
}

/** An id or hash by its ends: "01JD…7Q2". Short ones are kept whole. */
export function formatId(value: unknown, head = 4, tail = 3): string {
  const text = typeof value === 'string' ? flatText(value) : MISSING;
  if (text === MISSING) return MISSING;
  const characters = [...text];
  if (characters.length <= head + tail + 1) return text;
  return `${characters.slice(0, head).join('')}…${characters.slice(-tail).join('')}`;
}

/** "1 variant", "2 variants": a counted noun. `many` for nouns that do not just take an s. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
