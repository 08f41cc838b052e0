const QUOTE = 0x22;
const COMMA = 0x2c;
const NEWLINE = 0x0a;
/** A day has ten characters; what follows is an hour. */
const KEPT = 10;

/** What went through a CSV stream: its lines, and the greatest value of one column. */
export interface CsvScan {
  push(chunk: Uint8Array): void;
  /** Records after the header line. */
  readonly rows: number;
  /** The first ten characters of the greatest value, by bytes; empty when there was none. */
  readonly greatest: string;
}

/**
 * Follows a CSV stream as Postgres writes it (RFC 4180, header line, UTF-8, newlines) without keeping it.
 * @param column which field to look at, from zero; -1 for none.
 */
export function csvScan(column: number): CsvScan {
  let quoted = false;
  let field = 0;
  let records = 0;
  let begun = false;
  let value = '';
  let greatest = '';
  const endRecord = () => {
    if (records > 0 && value > greatest) greatest = value;
    records += 1;
    field = 0;
    value = '';
    begun = false;
  };
  return {
    push: (chunk) => {
      for (const byte of chunk) {
        if (byte === QUOTE) quoted = !quoted;
        else if (!quoted && byte === NEWLINE) {
          endRecord();
          continue;
        } else if (!quoted && byte === COMMA) field += 1;
        else if (field === column && value.length < KEPT) value += String.fromCharCode(byte);
        begun = true;
      }
    },
    get rows() {
      return Math.max(0, records - 1 + (begun ? 1 : 0));
    },
    get greatest() {
      return greatest;
    },
  };
}
