import { cleanText } from './text.ts';

/** Column names and cells; null is an empty field. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | bigint | null)[])[];
}

export interface CsvOptions {
  /** Start with a byte-order mark, by which Excel knows UTF-8. */
  readonly bom?: boolean;
}

/** What a spreadsheet takes for the start of a formula, also behind quotes and blanks (OWASP, "CSV Injection"). */
const FORMULA = /^[\s"'\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r]/;
const NO_CHARACTER = /\p{Surrogate}|\p{Noncharacter_Code_Point}/gu;

/** Whether a text would run as a formula when a spreadsheet opens it. */
export const startsFormula = (text: string): boolean => FORMULA.test(text);

/** Text as a data cell keeps it: line breaks and all, without what is no character. */
export const cellText = (text: string): string => text.replaceAll('\0', '').replace(NO_CHARACTER, '\ufffd');

/** A text a spreadsheet shows instead of running. */
export const guarded = (text: string): string => (startsFormula(text) ? `'${text}` : text);

function field(cell: string | number | bigint | null): string {
  if (cell === null) return '';
  if (typeof cell === 'bigint') return String(cell);
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell === 0 ? 0 : cell) : '';
  const text = guarded(cellText(cell));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A table as CSV (RFC 4180: CRLF, quotes doubled). Numbers are written in full, not rounded. Text that a spreadsheet
 * would run as a formula gets a leading apostrophe.
 */
export const toCsv = ({ columns, rows }: CsvTable, { bom = false }: CsvOptions = {}): string =>
  (bom ? '\ufeff' : '') + [columns, ...rows].map((row) => `${row.map(field).join(',')}\r\n`).join('');

/** A name that every file system takes, from any text: "growth.trend" stays, "a/b:c" is "a-b-c". */
export const fileNameOf = (text: string): string =>
  cleanText(text)
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, '-')
    .replace(/^[-. ]+|[-. ]+$/g, '')
    .slice(0, 80) || 'export';
