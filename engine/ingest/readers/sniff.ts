import { appError, err, ok, type Result } from '../../core/index.ts';
import type { ContractColumn } from '../contracts/contract.ts';
import { encodingOf } from './encoding.ts';
import type { Head } from './head.ts';
import { isLocal } from './local-values.ts';
import { splitRecords } from './records.ts';
import type { TextForm } from './text-form.ts';

type Marks = Pick<TextForm, 'delimiter' | 'quote' | 'escape'>;

const DELIMITERS = [',', ';', '\t', '|'] as const;
/** Candidates in the order in which they are preferred; the first is the plain form. */
const MARKS: readonly Marks[] = [
  ...DELIMITERS.map((delimiter) => ({ delimiter, quote: '"', escape: '"' }) as const),
  ...DELIMITERS.map((delimiter) => ({ delimiter, quote: "'", escape: "'" }) as const),
  ...DELIMITERS.map((delimiter) => ({ delimiter, quote: '"', escape: '\\' }) as const),
];

/** How much of the head is split into lines; the encoding is told from all of it. */
const LINES_BYTES = 1 << 17;

export interface SniffInput {
  readonly file: string;
  readonly head: Head;
  readonly gzip: boolean;
  /** Contract columns that stand in the files, not in their paths. */
  readonly columns: readonly ContractColumn[];
  /** Names from a manifest, for files without a header line. */
  readonly names: readonly string[] | null;
}

interface Reading {
  readonly marks: Marks;
  readonly records: readonly (readonly string[])[];
  readonly header: readonly string[];
  readonly headerLine: boolean;
  /** True when there are blanks around names of the header. */
  readonly spaced: boolean;
  /** Contract columns that the header has. */
  readonly known: number;
  /** Share of the lines that have as many fields as the header. */
  readonly even: number;
  /** False when all values of a column stand in quotes that were not taken for quotes. */
  readonly unquoted: boolean;
}

const inQuotes = (value: string): boolean => value.length > 1 && /^(["']).*\1$/s.test(value);

/** Whether a column has values, and all of them in quotes. */
const leftInQuotes = (lines: readonly (readonly string[])[], columns: number): boolean =>
  Array.from({ length: columns }, (_, index) =>
    lines.map((line) => line[index] ?? '').filter((value) => value !== ''),
  ).some((values) => values.length > 0 && values.every(inQuotes));

function readWith(marks: Marks, text: string, { head, columns, names }: SniffInput): Reading {
  const records = splitRecords(text, marks, head.whole);
  const raw = records[0] ?? [];
  const first = raw.map((name) => name.trim());
  const knownIn = (header: readonly string[]) => columns.filter(({ name }) => header.includes(name)).length;
  const headerLine = names === null || knownIn(first) >= Math.min(1, columns.length);
  const header = headerLine ? first : (names ?? []);
  const lines = headerLine ? records.slice(1) : records;
  const even = lines.filter((line) => line.length === header.length).length / Math.max(1, lines.length);
  const spaced = headerLine && first.some((name, index) => name !== raw[index]);
  return {
    marks,
    records: lines,
    header,
    headerLine,
    spaced,
    known: knownIn(header),
    even,
    unquoted: !leftInQuotes(lines, header.length),
  };
}

/** More of the contract's columns, then lines more even, then no quotes left; else the earlier, which is the plainer. */
const better = (a: Reading, b: Reading): boolean => {
  if (a.known !== b.known) return a.known > b.known;
  if (a.even !== b.even) return a.even > b.even;
  return a.unquoted && !b.unquoted;
};

function bestReading(text: string, input: SniffInput): Reading {
  const [plain, ...others] = MARKS;
  if (plain === undefined) throw new Error('there are no marks to read with');
  let best = readWith(plain, text, input);
  for (const marks of others) {
    if (best.known === input.columns.length && best.even === 1 && best.unquoted) break;
    const reading = readWith(marks, text, input);
    if (better(reading, best)) best = reading;
  }
  return best;
}

/** Names that are there once each, none empty. */
const distinct = (names: readonly string[]): readonly string[] =>
  names.map((name, index) => (name === '' || names.indexOf(name) < index ? `${name || 'column'}_${index}` : name));

/**
 * Tells from the head of a CSV file how it is written: encoding, delimiter, quotes, and whether numbers and days are in a
 * form of their own. `plain` when DuckDB reads it by itself.
 * Errors: CSV_ENCODING.
 */
export function sniffText(input: SniffInput): Result<{ readonly form: TextForm; readonly plain: boolean }> {
  const { file, head, gzip, columns } = input;
  const encoding = encodingOf(head.bytes);
  if (!encoding.ok) return err(appError('CSV_ENCODING', { file, reason: encoding.error }));
  const lines = head.bytes.subarray(0, LINES_BYTES);
  const whole = head.whole && lines.length === head.bytes.length;
  const text = new TextDecoder(encoding.value).decode(lines, { stream: !whole });
  const newline = text.includes('\r') && !text.includes('\n') ? 'cr' : 'lf';
  const { marks, header, headerLine, spaced, records } = bestReading(text, { ...input, head: { ...head, whole } });
  const valuesOf = (name: string) => {
    const index = header.indexOf(name);
    return index < 0 ? [] : records.map((record) => record[index] ?? '');
  };
  const commas = marks.delimiter === ',';
  const local = columns.some(({ name, logicalType }) => isLocal(logicalType, valuesOf(name), commas));
  const usual = marks === MARKS[0] && headerLine && !spaced && encoding.value === 'utf-8' && newline === 'lf';
  const named = gzip === /\.gz$/.test(file);
  const form = {
    gzip,
    encoding: encoding.value,
    ...marks,
    newline,
    header: distinct(header),
    headerLine,
    local,
  } as const;
  return ok({ form, plain: usual && named && !local });
}
