import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { appError, err, ok, type Result } from '../core/index.ts';
import { faultText, literals, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { type Drop, type DropFile, readPath } from './drop.ts';
import { type AddedColumn, holdColumns } from './schema-diff.ts';

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
 * Holds the files' columns to the contract, and their rows to the manifest where they are known. Gives back the columns
 * the contract does not know.
 * Errors: COLUMN_MISSING, COLUMN_TYPE, SCHEMA_CHANGED, ROW_COUNT_MISMATCH.
 */
export function checkFooters(
  footers: ParquetFooters,
  { files, measured }: Pick<Drop, 'files' | 'measured'>,
  contract: DataContract,
  inPath: readonly string[],
): Result<readonly AddedColumn[]> {
  const columns = files.map(({ path, absolute }) => ({ file: path, types: footers.types.get(absolute) ?? new Map() }));
  const added = holdColumns(columns, contract, { inPath, typed: true });
  if (!added.ok) return added;
  if (!measured) return added;
  const expected = files.reduce((sum, file) => sum + file.rows, 0);
  const actual = [...footers.rows.values()].reduce((sum, rows) => sum + rows, 0);
  const wrong = files.some((file) => footers.rows.get(file.absolute) !== file.rows);
  return wrong ? err(appError('ROW_COUNT_MISMATCH', { actual, expected })) : added;
}

/** Whether files write a column in different types, so that they have to be united by name. */
export const typesVary = (footers: ParquetFooters): boolean =>
  new Set([...footers.types.values()].map((types) => JSON.stringify([...types].sort()))).size > 1;
