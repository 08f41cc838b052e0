import { rename, rm } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { faultText } from './faults.ts';
import { identifier, literal } from './sql.ts';
import type { ParquetTable } from './types.ts';

/** Fills a table of texts: each cell is read by DuckDB itself when it becomes what its column is. */
async function filled(instance: DuckDBInstance, { columns, rows }: ParquetTable) {
  const connection = await instance.connect();
  const names = columns.map((_, i) => `c${i} VARCHAR`).join(', ');
  await connection.run(`CREATE TABLE cells (position BIGINT, ${names})`);
  const appender = await connection.createAppender('cells');
  for (const [position, row] of rows.entries()) {
    appender.appendBigInt(BigInt(position));
    for (const i of columns.keys()) {
      const cell = row[i] ?? null;
      if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) appender.appendNull();
      else appender.appendVarchar(String(cell));
    }
    appender.endRow();
  }
  appender.closeSync();
  return connection;
}

/**
 * Writes a table as Parquet with a DuckDB of its own: the cache is locked against writing files. The file is there whole
 * or not at all. Fails with DISK_FULL or REPORT_TARGET; a cell that is not of its column's type is a bug and throws.
 */
export async function writeParquet(table: ParquetTable): Promise<Result<{ readonly rows: number }>> {
  const { path, columns, rows, metadata } = table;
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
  const part = `${path}.new`;
  try {
    const connection = await filled(instance, table);
    const cells = columns.map(({ name, type }, i) => `CAST(c${i} AS ${type}) AS ${identifier(name)}`).join(', ');
    const kept = Object.entries(metadata).map(([key, value]) => `${identifier(key)}: ${literal(value)}`);
    const options = [
      'FORMAT parquet',
      'COMPRESSION zstd',
      ...(kept.length > 0 ? [`KV_METADATA {${kept.join(', ')}}`] : []),
    ];
    await connection.run(
      `COPY (SELECT ${cells} FROM cells ORDER BY position) TO ${literal(part)} (${options.join(', ')})`,
    );
    connection.closeSync();
    await rename(part, path);
    return ok({ rows: rows.length });
  } catch (fault) {
    await rm(part, { force: true });
    const reason = faultText(fault);
    if (/Conversion Error/i.test(reason)) throw fault;
    const isFull = /No space left on device|ENOSPC/i.test(reason);
    return err(isFull ? appError('DISK_FULL') : appError('REPORT_TARGET', { path, reason }));
  } finally {
    instance.closeSync();
  }
}
