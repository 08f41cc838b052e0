import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../core/index.ts';
import { faultText, literals, plainRows } from '../store/cache/index.ts';
import type { ContractColumn, DataContract } from './contracts/contract.ts';
import { type Drop, type DropFile, readPath } from './drop.ts';

/** Types a Parquet column may have for each logical type. Whatever is not listed would lose or invent something. */
const ACCEPTED: Readonly<Record<ContractColumn['logicalType'], RegExp>> = {
  date: /^DATE$/,
  timestamp: /^TIMESTAMP/,
  string: /^(VARCHAR|ENUM)/,
  integer: /^U?(TINYINT|SMALLINT|INTEGER|BIGINT)$/,
  number: /^(DOUBLE|FLOAT|DECIMAL|U?(TINYINT|SMALLINT|INTEGER|BIGINT))/,
  boolean: /^BOOLEAN$/,
};

const footerColumn = z.object({ file_name: z.string(), name: z.string(), duckdb_type: z.string() });
const footerRows = z.object({ file_name: z.string(), num_rows: z.int() });

/** What the footers of a drop's Parquet files say. */
export interface ParquetFooters {
  /** Column types of each file by absolute path. */
  readonly types: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly rows: ReadonlyMap<string, number>;
}

async function footersOf(connection: DuckDBConnection, paths: readonly string[]): Promise<ParquetFooters> {
  const types = new Map<string, Map<string, string>>();
  const columns = await connection.runAndReadAll(
    `SELECT file_name, name, duckdb_type FROM parquet_schema(${literals(paths)}) WHERE duckdb_type IS NOT NULL`,
  );
  for (const row of z.array(footerColumn).parse(plainRows(columns))) {
    const ofFile = types.get(row.file_name) ?? new Map<string, string>();
    ofFile.set(row.name, row.duckdb_type);
    types.set(row.file_name, ofFile);
  }
  const counts = await connection.runAndReadAll(
    `SELECT file_name, num_rows FROM parquet_file_metadata(${literals(paths)})`,
  );
  const rows = new Map(
    z
      .array(footerRows)
      .parse(plainRows(counts))
      .map((row) => [row.file_name, row.num_rows]),
  );
  return { types, rows };
}

/** Reads the footers of all files at once; when that fails, one by one to name the damaged file. Errors: FILE_UNREADABLE. */
export async function readFooters(
  connection: DuckDBConnection,
  files: readonly DropFile[],
): Promise<Result<ParquetFooters>> {
  try {
    return ok(
      await footersOf(
        connection,
        files.map((file) => file.absolute),
      ),
    );
  } catch (fault) {
    if (/INTERRUPT/i.test(faultText(fault))) throw fault;
    for (const file of files) {
      try {
        await footersOf(connection, [file.absolute]);
      } catch (cause) {
        return err(appError('FILE_UNREADABLE', { file: file.path, reason: readableReason(faultText(cause), file) }));
      }
    }
    throw fault;
  }
}

/** DuckDB's reason without the path, which is the person's own affair. */
export const readableReason = (text: string, file: DropFile): string =>
  text
    .replaceAll(readPath(file), file.path)
    .replace(/^[A-Z][\w ]*Error: /, '')
    .replace(/\.$/, '');

/**
 * Holds each file's columns to the contract, and its rows to the manifest where they are known.
 * Errors: COLUMN_MISSING, COLUMN_TYPE, ROW_COUNT_MISMATCH.
 */
export function checkFooters(
  footers: ParquetFooters,
  { files, measured }: Pick<Drop, 'files' | 'measured'>,
  contract: DataContract,
  inPath: readonly string[],
): Result<void> {
  for (const file of files) {
    const types = footers.types.get(file.absolute);
    for (const column of contract.columns) {
      if (inPath.includes(column.name)) continue;
      const actual = types?.get(column.name);
      const where = { file: file.path, column: column.name, contract: contract.id };
      if (actual === undefined) return err(appError('COLUMN_MISSING', where));
      if (!ACCEPTED[column.logicalType].test(actual)) {
        return err(appError('COLUMN_TYPE', { ...where, actual, expected: column.type }));
      }
    }
  }
  if (!measured) return ok(undefined);
  const expected = files.reduce((sum, file) => sum + file.rows, 0);
  const actual = [...footers.rows.values()].reduce((sum, rows) => sum + rows, 0);
  const wrong = files.some((file) => footers.rows.get(file.absolute) !== file.rows);
  return wrong ? err(appError('ROW_COUNT_MISMATCH', { actual, expected })) : ok(undefined);
}

/** Whether files write a column in different types, so that they have to be united by name. */
export const typesVary = (footers: ParquetFooters): boolean =>
  new Set([...footers.types.values()].map((types) => JSON.stringify([...types].sort()))).size > 1;
