import { mkdir, rm } from 'node:fs/promises';
import { type Day, type Instant, instantOf } from '../../engine/core/index.ts';
import { type Contracts, type Manifest, readContracts, writeManifest } from '../../engine/ingest/index.ts';
import { inMemory } from './in-memory.ts';

export const contractsDir = new URL('../../resources/contracts', import.meta.url).pathname;

export interface DropOptions {
  readonly dir: string;
  readonly contractId: string;
  /** SELECT that gives the drop's rows. */
  readonly sql: string;
  readonly dataThrough: Day;
  readonly generatedAt?: Instant;
  readonly snapshotId?: string;
  /** Columns to put into the path; a single file when absent. */
  readonly partitionBy?: readonly string[];
  readonly format?: 'parquet' | 'csv' | 'csv.gz';
  readonly sums?: readonly string[];
}

const COPY: Readonly<Record<NonNullable<DropOptions['format']>, string>> = {
  parquet: 'FORMAT parquet, COMPRESSION zstd',
  csv: 'FORMAT csv, HEADER',
  'csv.gz': 'FORMAT csv, HEADER, COMPRESSION gzip',
};

/** Writes an export drop as a warehouse would: data files, then the manifest. Replaces what was in the folder. */
export async function writeDrop(options: DropOptions): Promise<Manifest> {
  const { dir, contractId, sql, dataThrough, partitionBy = [], format = 'parquet', sums = [] } = options;
  const contracts: Contracts = await readContracts(contractsDir);
  const contract = contracts.get(contractId);
  if (contract === undefined) throw new Error(`no contract ${contractId}`);
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  return inMemory(async (connection) => {
    const target =
      partitionBy.length === 0
        ? `'${dir}/part-0.${format}' (${COPY[format]})`
        : `'${dir}' (${COPY[format]}, PARTITION_BY (${partitionBy.join(', ')}), FILE_EXTENSION '${format}')`;
    await connection.run(`COPY (${sql}) TO ${target}`);
    return writeManifest(connection, dir, {
      contract,
      dataThrough,
      sums,
      generatedAt: options.generatedAt ?? instantOf(Date.parse(`${dataThrough}T06:00:00.000Z`) + 86_400_000),
      snapshotId: options.snapshotId ?? `${contractId}-${dataThrough}`,
    });
  });
}
