/** Column names and cells; null is an empty field. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection"). */
const FORMULA = /^[=+\-@\t\r]/;
const LONE_SURROGATE = /\p{Surrogate}/gu;

function field(cell: string | number | null): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = cell.replaceAll('\0', '').replace(LONE_SURROGATE, '\ufffd');
  const guarded = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). Numbers are written in full, not rounded. Text that a spreadsheet
 * would run as a formula gets a leading apostrophe.
 */
export const toCsv = ({ columns, rows }: CsvTable): string =>
  [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');
