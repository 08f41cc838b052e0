import type { Json } from '../../core/index.ts';

export type JsonObject = { readonly [key: string]: Json | undefined };

export const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

export const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A value as JavaScript writes it: what is hashed, and what a string in a condition is compared with. Never throws. */
export function textOf(value: Json): string {
  if (isList(value)) return value.map((item) => (item === null ? '' : textOf(item))).join(',');
  if (isObject(value)) return '[object Object]';
  return String(value);
}

/** A value as JavaScript counts it: null is 0, a list is the number its text reads as, an object is NaN. */
export const numberOf = (value: Json): number =>
  typeof value === 'object' && value !== null ? Number(textOf(value)) : Number(value);

/** Whether JavaScript would call it true. */
export const isTruthy = (value: Json): boolean => Boolean(value);

const comparable = (value: Json): string | number | boolean | null =>
  typeof value === 'object' && value !== null ? textOf(value) : value;

/** Below 0, 0 or above 0: two texts by code units, anything else as numbers. NaN when they can not be compared. */
export function compare(left: Json, right: Json): number {
  const [a, b] = [comparable(left), comparable(right)];
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : Number(a > b);
  const [x, y] = [Number(a), Number(b)];
  // Two infinities of one sign are equal, though their difference is not a number.
  return x === y ? 0 : x - y;
}

/** The value at a dotted path; null when there is none. Lists answer to their indices and `length`. */
export function valueAt(from: Json, path: string): Json {
  let value: Json = from;
  for (const part of path.split('.')) {
    if (isList(value)) value = part === 'length' ? value.length : (listItem(value, part) ?? null);
    else if (isObject(value)) value = Object.hasOwn(value, part) ? (value[part] ?? null) : null;
    else return null;
  }
  return value;
}

const listItem = (list: readonly Json[], index: string): Json | undefined =>
  /^(0|[1-9][0-9]*)$/.test(index) ? list[Number(index)] : undefined;
