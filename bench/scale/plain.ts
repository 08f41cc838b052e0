import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { DataContract } from '../../engine/ingest/index.ts';
import { literals } from '../../engine/store/cache/index.ts';
import { type Spent, stopwatch } from '../measure.ts';

export interface PlainOptions {
  readonly threads: number;
  readonly memory: string;
  /** DuckDB's default keeps the order of the rows; the import lets it go, so both are measured. */
  readonly order: boolean;
}

const selected = (files: readonly string[], contract: DataContract): string => {
  const names = contract.columns.map(({ name }) => name).join(', ');
  return `SELECT ${names}, 1 FROM read_parquet(${literals(files)}, hive_partitioning = false)`;
};

async function withDatabase(dir: string, options: PlainOptions, statements: readonly string[]): Promise<void> {
  const instance = await DuckDBInstance.create(join(dir, 'plain.duckdb'), {
    threads: String(options.threads),
    memory_limit: options.memory,
    preserve_insertion_order: String(options.order),
    temp_directory: join(dir, 'overflow'),
  });
  const connection = await instance.connect();
  for (const sql of statements) await connection.run(sql);
  connection.closeSync();
  instance.closeSync();
}

/** The files as DuckDB alone loads them: one INSERT into a table of the same columns, then closed, which saves it. */
export async function plainImport(
  files: readonly string[],
  dir: string,
  contract: DataContract,
  options: PlainOptions,
): Promise<Spent> {
  const columns = contract.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  await withDatabase(dir, options, [`CREATE TABLE spend_daily (${columns}, _load INTEGER)`]);
  const stop = stopwatch();
  await withDatabase(dir, options, [`INSERT INTO spend_daily ${selected(files, contract)}`]);
  return stop();
}

/** The days from `first` on put in place of those there, as DuckDB alone does it. The folder holds a plain import. */
export async function plainSwap(
  files: readonly string[],
  dir: string,
  contract: DataContract,
  { first, ...options }: PlainOptions & { readonly first: string },
): Promise<Spent> {
  const stop = stopwatch();
  await withDatabase(dir, options, [
    'BEGIN',
    `DELETE FROM spend_daily WHERE day >= DATE '${first}'`,
    `INSERT INTO spend_daily ${selected(files, contract)}`,
    'COMMIT',
  ]);
  return stop();
}
