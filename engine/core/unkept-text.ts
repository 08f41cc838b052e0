/** Half of a pair: what is whole is one character to a pattern with `u`. */
const HALF = /\p{Surrogate}/u;

/** Such a text is kept by the journal alone: Postgres can't hold it, nor read the entry it is in. JN25. */
const isKept = (text: string): boolean => !text.includes('\u0000') && !HALF.test(text);

const nested = (value: unknown): readonly (readonly [string, unknown])[] =>
  typeof value === 'object' && value !== null ? Object.entries(value) : [];

/** Where in a document the first text is that the local tables can not hold, such as `design.name`; null: nowhere. */
export function unkeptText(document: unknown, path: readonly string[] = []): string | null {
  if (typeof document === 'string') return isKept(document) ? null : path.join('.');
  for (const [key, value] of nested(document)) {
    const found = isKept(key) ? unkeptText(value, [...path, key]) : path.join('.');
    if (found !== null) return found;
  }
  return null;
}
