import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../core/index.ts';
import { faultText, literal, plainRows } from '../store/cache/index.ts';
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
