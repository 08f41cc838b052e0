const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A text literal of DuckDB SQL. A zero byte would end the query: it is put in by `chr(0)`. */
export const literal = (text: string): string =>
  text.includes('\0') ? `(${text.split('\0').map(quoted).join(' || chr(0) || ')})` : quoted(text);

/** A list literal of texts. */
export const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;

/** A quoted name. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
