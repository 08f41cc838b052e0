/** Encodings a text file may have; the names are those of the WHATWG Encoding Standard. */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** How the text of a CSV or JSON file is written. */
export interface TextForm {
  readonly gzip: boolean;
  readonly encoding: Encoding;
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly quote: '"' | "'";
  /** The character before a quote inside a quoted field: the quote itself by RFC 4180. */
  readonly escape: '"' | "'" | '\\';
  /** `cr`: lines end with a carriage return alone, as old spreadsheets write them. */
  readonly newline: 'lf' | 'cr';
  /** The columns, from the header line or from the manifest. */
  readonly header: readonly string[];
  /** False when the first line is data. */
  readonly headerLine: boolean;
  /** True when numbers or days are not all written as 1234.56 and 2026-11-20; how, the whole file decides. */
  readonly local: boolean;
}

const DELIMITER_NAMES = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'pipe' } as const;
const ENCODING_NAMES = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
} as const;

/** A text form in words: `CSV, Windows-1252, semicolon`. */
export function formInWords({ gzip, encoding, delimiter, quote, newline, headerLine }: TextForm): string {
  return [
    'CSV',
    ENCODING_NAMES[encoding],
    DELIMITER_NAMES[delimiter],
    ...(quote === "'" ? ['single quotes'] : []),
    ...(newline === 'cr' ? ['carriage returns'] : []),
    ...(headerLine ? [] : ['no header line']),
    ...(gzip ? ['gzip'] : []),
  ].join(', ');
}
