/** A text literal of DuckDB SQL. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A list literal of texts. */
export const literals = (texts: readonly string[]): string => `[${texts.map(literal).join(', ')}]`;

/** A quoted name. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
