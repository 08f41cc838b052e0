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
