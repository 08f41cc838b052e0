/** What the flag is: decides how the values of the variations are written. */
export const VALUE_TYPES = ['boolean', 'text', 'number', 'json'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

/** A value that could be read, or why not. */
export type Typed = { readonly ok: true; readonly value: Json } | { readonly ok: false; readonly why: string };

const is = (value: Json): Typed => ({ ok: true, value });

/** JSON from a text. */
export function readJson(text: string): Typed {
  try {
    const value: Json = JSON.parse(text);
    return is(value);
  } catch (thrown) {
    if (!(thrown instanceof SyntaxError)) throw thrown;
    return { ok: false, why: 'This is not JSON: check quotes, commas and brackets' };
  }
}

/** The value that is meant by a text of the type. */
export function readTyped(type: ValueType, text: string): Typed {
  switch (type) {
    case 'boolean':
      return text === 'true' || text === 'false' ? is(text === 'true') : { ok: false, why: 'Choose true or false' };
    case 'text':
      return is(text);
    case 'number': {
      const value = Number(text);
      return text.trim() !== '' && Number.isFinite(value) ? is(value) : { ok: false, why: 'Enter a number' };
    }
    case 'json':
      return readJson(text);
  }
}

/** The type that can write all of these values. */
export function typeOf(values: readonly Json[]): ValueType {
  if (values.every((value) => typeof value === 'boolean')) return 'boolean';
  if (values.every((value) => typeof value === 'string')) return 'text';
  if (values.every((value) => typeof value === 'number')) return 'number';
  return 'json';
}

/** A value as it is written in a field of the type. */
export const writeTyped = (type: ValueType, value: Json): string =>
  type === 'text' && typeof value === 'string' ? value : JSON.stringify(value);

/**
 * A value in a condition as it is typed: numbers, `true`, `false` and `null` mean themselves, everything else is a text.
 * A text that looks like one of them is put in quotes.
 */
export function readLoose(text: string): string | number | boolean | null {
  const trimmed = text.trim();
  if (trimmed === 'true' || trimmed === 'false') return trimmed === 'true';
  if (trimmed === 'null') return null;
  if (trimmed !== '' && String(Number(trimmed)) === trimmed && Number.isFinite(Number(trimmed))) return Number(trimmed);
  if (/^".*"$/s.test(trimmed)) {
    const quoted = readJson(trimmed);
    if (quoted.ok && typeof quoted.value === 'string') return quoted.value;
  }
  return trimmed;
}

/** The inverse of `readLoose`. */
export function writeLoose(value: string | number | boolean | null): string {
  if (typeof value !== 'string') return String(value);
  return readLoose(value) === value ? value : JSON.stringify(value);
}
