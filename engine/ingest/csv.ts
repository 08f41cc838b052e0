import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../core/index.ts';
import { faultText, identifier, literal, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { type DropFile, readPath } from './drop.ts';
import { readableReason } from './parquet.ts';
import type { TextForm } from './readers/text-form.ts';
import { type AddedColumn, type FileColumns, holdColumns } from './schema-diff.ts';

/** How the CSV files of a drop are written: RFC 4180 with a header line, an empty field is missing. */
export const CSV_FORMAT = `header = true, delim = ',', quote = '"', escape = '"', nullstr = '', strict_mode = true`;

/** The same for text of another form. */
export const csvFormat = (form: TextForm | null): string =>
  form === null
    ? CSV_FORMAT
    : [
        `header = ${form.headerLine}`,
        `delim = ${literal(form.delimiter)}`,
        `quote = ${literal(form.quote)}`,
        `escape = ${literal(form.escape)}`,
        `nullstr = '', strict_mode = true, compression = ${literal(form.gzip ? 'gzip' : 'none')}`,
      ].join(', ');

const described = z.object({ column_name: z.string() });

/** Files that are written in one way: their columns, in order, and the form of their text, null for `CSV_FORMAT`. */
export interface CsvGroup {
  readonly header: readonly string[];
  readonly form: TextForm | null;
  readonly paths: readonly string[];
  /** One of them as the drop calls it, for what is said of all. */
  readonly file: string;
}

/** The column names in the first line of a file of the plain form. Errors: FILE_UNREADABLE. */
async function plainHeader(connection: DuckDBConnection, file: DropFile): Promise<Result<readonly string[]>> {
  try {
    const reader = await connection.runAndReadAll(
      `DESCRIBE SELECT * FROM read_csv(${literal(file.absolute)}, ${CSV_FORMAT}, all_varchar = true, hive_partitioning = false)`,
    );
    const names = z.array(described).parse(plainRows(reader));
    return ok(names.map((row) => row.column_name));
  } catch (fault) {
    if (/INTERRUPT/i.test(faultText(fault))) throw fault;
    return err(appError('FILE_UNREADABLE', { file: file.path, reason: readableReason(faultText(fault), file) }));
  }
}

/** A column's name without what no name has: DuckDB's SQL can not hold a zero byte. */
const readableName = (name: string): string => name.replaceAll('\0', '\uFFFD');

/** Two files may be read together when this is the same of both. */
const formKey = (form: TextForm | undefined, staged: boolean): string =>
  form === undefined ? 'plain' : JSON.stringify({ ...form, gzip: form.gzip && !staged, encoding: '', newline: '' });

/** The files of a drop by how they are written, and the columns of them that the contract does not know. */
export interface CsvHeaders {
  readonly groups: readonly CsvGroup[];
  readonly added: readonly AddedColumn[];
}

/**
 * Holds the files' headers to the contract and puts files of one header together.
 * Errors: COLUMN_MISSING, SCHEMA_CHANGED, FILE_UNREADABLE.
 */
export async function readHeaders(
  connection: DuckDBConnection,
  files: readonly DropFile[],
  contract: DataContract,
  inPath: readonly string[],
): Promise<Result<CsvHeaders>> {
  const columns: FileColumns[] = [];
  const groups = new Map<string, CsvGroup & { readonly paths: string[] }>();
  for (const file of files) {
    const header = file.text === undefined ? await plainHeader(connection, file) : ok(file.text.header);
    if (!header.ok) return header;
    const names = header.value.map(readableName);
    columns.push({ file: file.path, types: new Map(names.map((name) => [name, 'VARCHAR'])) });
    const staged = file.staged !== undefined;
    const key = JSON.stringify([names, formKey(file.text, staged)]);
    const form = file.text === undefined ? null : { ...file.text, gzip: file.text.gzip && !staged };
    const group = groups.get(key) ?? { header: names, form, paths: [], file: file.path };
    group.paths.push(readPath(file));
    groups.set(key, group);
  }
  const added = holdColumns(columns, contract, { inPath, typed: false });
  return added.ok ? ok({ groups: [...groups.values()], added: added.value }) : added;
}

/** A line the CSV reader kept out: one line may be wrong in several columns. */
const rejectedSchema = z.object({ column: z.string(), lines: z.int(), example: z.string() });
export type RejectedColumn = z.infer<typeof rejectedSchema>;

/** What the last `store_rejects` scan of this connection kept out, by the first column that was wrong in each line. */
export async function readRejects(connection: DuckDBConnection): Promise<RejectedColumn[]> {
  const reader = await connection.runAndReadAll(`
    WITH first_fault AS (
      SELECT scan_id, file_id, line, coalesce(arg_min(column_name, column_idx), '') AS "column", coalesce(any_value(csv_line), '') AS csv_line
      FROM reject_errors GROUP BY scan_id, file_id, line)
    SELECT "column", count(*) AS lines, min(csv_line) AS example FROM first_fault GROUP BY "column" ORDER BY lines DESC`);
  return z.array(rejectedSchema).parse(plainRows(reader));
}

/** Columns none of whose values could be read in any of the `lines` lines, also beside another wrong one. */
export async function readRetyped(connection: DuckDBConnection, lines: number): Promise<readonly string[]> {
  const reader = await connection.runAndReadAll(`
    SELECT column_name FROM reject_errors WHERE column_name IS NOT NULL
    GROUP BY column_name HAVING count(DISTINCT (scan_id, file_id, line)) >= ${lines} ORDER BY min(column_idx)`);
  return z
    .array(described)
    .parse(plainRows(reader))
    .map((row) => row.column_name);
}

const scanRow = z.object({ scan: z.number().nullable() });
const countRow = z.object({ n: z.int() });

/** Whether this connection has kept anything out yet; the tables are not there before. */
async function hasRejects(connection: DuckDBConnection): Promise<boolean> {
  const reader = await connection.runAndReadAll(
    `SELECT count(*) AS n FROM duckdb_tables() WHERE table_name = 'reject_errors'`,
  );
  return countRow.parse(plainRows(reader)[0]).n > 0;
}

/** The number of the last scan of this connection that kept a line out; -1 without one. */
export async function lastScan(connection: DuckDBConnection): Promise<number> {
  if (!(await hasRejects(connection))) return -1;
  const reader = await connection.runAndReadAll('SELECT max(scan_id) AS scan FROM reject_errors');
  return scanRow.parse(plainRows(reader)[0]).scan ?? -1;
}

/** Whether a line was kept out for a number that a wider type may hold: of thirteen digits or more, or with an exponent. */
export async function tooNarrow(connection: DuckDBConnection): Promise<boolean> {
  const large = String.raw`Could not convert string "\s*[+-]?[\d.]*(\d{13}|[eE])`;
  const reader = await connection.runAndReadAll(
    `SELECT count(*) AS n FROM reject_errors WHERE regexp_matches(error_message, ${literal(large)})`,
  );
  return countRow.parse(plainRows(reader)[0]).n > 0;
}

/** Forgets what scans after this one kept out: they are done again. */
export async function forgetRejects(connection: DuckDBConnection, scan: number): Promise<void> {
  await connection.run(`DELETE FROM reject_errors WHERE scan_id > ${scan}`);
  await connection.run(`DELETE FROM reject_scans WHERE scan_id > ${scan}`);
}

const wholeColumns = (contract: DataContract): readonly string[] =>
  contract.columns.filter((column) => column.logicalType === 'integer').map((column) => identifier(column.name));

/** True for a line whose whole numbers are whole. */
export const allWhole = (contract: DataContract): string =>
  wholeColumns(contract)
    .map((name) => `(${name} = trunc(${name})) IS NOT FALSE`)
    .join(' AND ') || 'true';

/** Lines of `table` with a fraction where the contract wants a whole number, by the first such column. */
export async function readFractions(
  connection: DuckDBConnection,
  table: string,
  contract: DataContract,
): Promise<RejectedColumn[]> {
  const columns = contract.columns.filter((column) => column.logicalType === 'integer');
  if (columns.length === 0) return [];
  const first = columns.map(
    ({ name }) => `WHEN ${identifier(name)} <> trunc(${identifier(name)}) THEN ${literal(name)}`,
  );
  const line = contract.columns.map(({ name }) => `coalesce(${identifier(name)}::VARCHAR, '')`).join(', ');
  const reader = await connection.runAndReadAll(`
    SELECT "column", count(*) AS lines, min(example) AS example
    FROM (SELECT CASE ${first.join(' ')} END AS "column", concat_ws(',', ${line}) AS example FROM ${table} WHERE NOT (${allWhole(contract)}))
    GROUP BY "column"`);
  return z.array(rejectedSchema).parse(plainRows(reader));
}

/** Adds up what was rejected for the same column, most lines first. */
export function mergeRejects(rejects: readonly RejectedColumn[]): RejectedColumn[] {
  const byColumn = new Map<string, RejectedColumn>();
  for (const reject of rejects) {
    const lines = (byColumn.get(reject.column)?.lines ?? 0) + reject.lines;
    byColumn.set(reject.column, { ...reject, lines });
  }
  return [...byColumn.values()].sort((a, b) => b.lines - a.lines);
}
