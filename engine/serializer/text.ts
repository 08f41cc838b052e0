import { MISSING } from './missing.ts';
import { formatNumber } from './numbers.ts';

/** Control characters, and marks that turn or hide the text around them (Unicode TR 36, bidi overrides). */
const UNSEEN = /[\p{Cc}\u200b\u2028-\u202e\u2060-\u2069\ufeff]+/gu;
/** Halves of a pair that stand alone: not a character. */
const LONE_SURROGATE = /\p{Surrogate}/gu;

/** Text from outside, made safe to show on one line: no control characters, no broken pairs. */
export function cleanText(text: string): string {
  return text.replace(LONE_SURROGATE, '\ufffd').replace(UNSEEN, ' ').trim();
}

/** Any value as text. What has no plain reading (objects, functions, nothing) is missing. */
export function formatText(value: unknown): string {
  if (typeof value === 'string') return cleanText(value) || MISSING;
  if (typeof value === 'number' || typeof value === 'bigint') return formatNumber(value);
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return MISSING;
}

/** An id or hash by its ends: "01JD…7Q2". Short ones are kept whole. */
export function formatId(value: unknown, head = 4, tail = 3): string {
  const text = typeof value === 'string' ? cleanText(value) : '';
  if (text === '') return MISSING;
  return text.length <= head + tail + 1 ? text : `${text.slice(0, head)}…${text.slice(-tail)}`;
}

/** "1 variant", "2 variants": a counted noun. `many` for nouns that do not just take an s. */
export function formatCounted(count: number, one: string, many = `${one}s`): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}
