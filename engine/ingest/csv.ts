import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../core/index.ts';
import { faultText, identifier, literal, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import type { DropFile } from './drop.ts';
import { readableReason } from './parquet.ts';

/** How the CSV files of a drop are written: RFC 4180 with a header line, an empty field is missing. */
export const CSV_FORMAT = `header = true, delim = ',', quote = '"', escape = '"', nullstr = '', strict_mode = true`;

const described = z.object({ column_name: z.string() });

/** Files whose header is the same: its columns, in order. */
export interface CsvGroup {
  readonly header: readonly string[];
  readonly paths: readonly string[];
}

/** Holds each file's header to the contract and puts files of one header together. Errors: COLUMN_MISSING, FILE_UNREADABLE. */
export async function readHeaders(
  connection: DuckDBConnection,
  files: readonly DropFile[],
  contract: DataContract,
  inPath: readonly string[],
): Promise<Result<readonly CsvGroup[]>> {
  const groups = new Map<string, { header: readonly string[]; paths: string[] }>();
  for (const file of files) {
    let names: readonly string[];
    try {
      const reader = await connection.runAndReadAll(
        `DESCRIBE SELECT * FROM read_csv(${literal(file.absolute)}, ${CSV_FORMAT}, all_varchar = true, hive_partitioning = false)`,
      );
      names = z
        .array(described)
        .parse(plainRows(reader))
        .map((row) => row.column_name);
    } catch (fault) {
      if (/INTERRUPT/i.test(faultText(fault))) throw fault;
      return err(appError('FILE_UNREADABLE', { file: file.path, reason: readableReason(faultText(fault), file) }));
    }
    const missing = contract.columns.find(({ name }) => !inPath.includes(name) && !names.includes(name));
    if (missing !== undefined) {
      return err(appError('COLUMN_MISSING', { file: file.path, column: missing.name, contract: contract.id }));
    }
    const group = groups.get(JSON.stringify(names)) ?? { header: names, paths: [] };
    group.paths.push(file.absolute);
    groups.set(JSON.stringify(names), group);
  }
  return ok([...groups.values()]);
}

/** A line the CSV reader kept out: one line may be wrong in several columns. */
const rejectedSchema = z.object({ column: z.string(), lines: z.int(), example: z.string() });
export type RejectedColumn = z.infer<typeof rejectedSchema>;

/** What the last `store_rejects` scan of this connection kept out, by the first column that was wrong in each line. */
export async function readRejects(connection: DuckDBConnection): Promise<RejectedColumn[]> {
  const reader = await connection.runAndReadAll(`
    WITH first_fault AS (
      SELECT scan_id, file_id, line, arg_min(coalesce(column_name, ''), column_idx) AS "column", any_value(csv_line) AS csv_line
      FROM reject_errors GROUP BY scan_id, file_id, line)
    SELECT "column", count(*) AS lines, min(csv_line) AS example FROM first_fault GROUP BY "column" ORDER BY lines DESC`);
  return z.array(rejectedSchema).parse(plainRows(reader));
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
