/** Splits at commas that stand in no bracket and no quotes. */
function splitOutside(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let part = '';
  for (const char of text) {
    if (char === '"') quoted = !quoted;
    if (!quoted && (char === '(' || char === '[')) depth += 1;
    if (!quoted && (char === ')' || char === ']')) depth -= 1;
    if (char === ',' && depth === 0 && !quoted) {
      parts.push(part.trim());
      part = '';
    } else part += char;
  }
  if (part.trim() !== '') parts.push(part.trim());
  return parts;
}

/**
 * The fields of a DuckDB struct type, `STRUCT(category VARCHAR, "key" VARCHAR)`, or of the structs of a list of them, with
 * their types; none for any other type.
 */
export function structFields(type: string): ReadonlyMap<string, string> {
  const match = /^STRUCT\((.*)\)(\[\])?$/s.exec(type);
  if (match === null) return new Map();
  return new Map(
    splitOutside(match[1] ?? '').map((field): [string, string] => {
      const named = /^(?:"((?:[^"]|"")*)"|(\S+))\s+(.*)$/s.exec(field);
      return [(named?.[1] ?? named?.[2] ?? '').replaceAll('""', '"'), named?.[3] ?? ''];
    }),
  );
}

/** The type at a path of field names below a column; null when there is none. */
export function typeAt(columns: ReadonlyMap<string, string>, path: readonly string[]): string | null {
  const [column, ...fields] = path;
  let type = columns.get(column ?? '') ?? null;
  for (const field of fields) type = type === null ? null : (structFields(type).get(field) ?? null);
  return type;
}
