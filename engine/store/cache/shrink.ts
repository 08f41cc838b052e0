import { stat, truncate } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { plainRows } from './values.ts';

/** DuckDB's main header and its two database headers, 4 KiB each, come before the first block of a file. */
const HEADERS = 3 * 4096;

const size = z.object({ blocks: z.int(), blockSize: z.int() });

/** Bytes of the file that the database uses, after writing everything into it. */
export async function usedBytes(connection: DuckDBConnection): Promise<number> {
  await connection.run('CHECKPOINT');
  const reader = await connection.runAndReadAll(
    `SELECT total_blocks AS blocks, block_size AS "blockSize" FROM pragma_database_size() WHERE database_name = current_database()`,
  );
  const { blocks, blockSize } = size.parse(plainRows(reader)[0]);
  return HEADERS + blocks * blockSize;
}

/**
 * Cuts off what a load that failed has left at the end of a closed database file. DuckDB does not take back the blocks
 * of a statement that ended in a full disk, so the disk would stay full.
 */
export async function cutTo(path: string, bytes: number): Promise<void> {
  const log = await stat(`${path}.wal`).catch(() => null);
  const { size: length } = await stat(path);
  // With a log beside it the file may hold rows that only the log speaks of.
  if (length > bytes && (log === null || log.size === 0)) await truncate(path, bytes);
}
