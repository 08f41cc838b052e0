import { readdir, rename, stat, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import type { Day, Instant } from '../core/index.ts';
import { identifier, literals, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { CSV_FORMAT } from './csv.ts';
import { sha256File } from './digest.ts';
import type { Manifest } from './manifest.ts';

export interface ManifestDraft {
  readonly contract: DataContract;
  readonly snapshotId: string;
  readonly generatedAt: Instant;
  readonly dataThrough: Day;
  /** Number columns whose totals go into the manifest. */
  readonly sums: readonly string[];
  readonly previousSnapshotId?: string;
}

async function dataFiles(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && /\.(parquet|csv|csv\.gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The files as one relation, values as they are written. */
const relation = (paths: readonly string[]): string =>
  paths.every((path) => path.endsWith('.parquet'))
    ? `read_parquet(${literals(paths)}, hive_partitioning = false, filename = true)`
    : `read_csv(${literals(paths)}, ${CSV_FORMAT}, hive_partitioning = false, union_by_name = true, filename = true)`;

const counts = z.array(z.object({ filename: z.string(), n: z.int() }));
const totals = z.record(z.string(), z.number().nullable());

/**
 * Describes the files of a finished drop folder and writes `manifest.json`, last and in one step, so that whoever
 * finds it finds a complete drop.
 */
export async function writeManifest(
  connection: DuckDBConnection,
  dir: string,
  { contract, snapshotId, generatedAt, dataThrough, sums, previousSnapshotId }: ManifestDraft,
): Promise<Manifest> {
  const paths = await dataFiles(dir);
  const source = relation(paths);
  const counted =
    paths.length === 0
      ? []
      : plainRows(await connection.runAndReadAll(`SELECT filename, count(*) AS n FROM ${source} GROUP BY filename`));
  const rows = new Map(counts.parse(counted).map((row) => [row.filename, row.n]));
  const summed =
    paths.length === 0 || sums.length === 0
      ? {}
      : plainRows(
          await connection.runAndReadAll(
            `SELECT ${sums.map((name) => `coalesce(sum(${identifier(name)}), 0) AS ${identifier(name)}`).join(', ')} FROM ${source}`,
          ),
        )[0];
  const files = [];
  for (const path of paths) {
    const { size } = await stat(path);
    const name = relative(dir, path).split(sep).join('/');
    files.push({ path: name, bytes: size, sha256: await sha256File(path), rows: rows.get(path) ?? 0 });
  }
  const sumsOf = Object.entries(totals.parse(summed ?? {})).map(([name, value]): [string, number] => [
    name,
    value ?? 0,
  ]);
  const manifest: Manifest = {
    manifestVersion: 1,
    contractId: contract.id,
    contractVersion: contract.version,
    snapshotId,
    generatedAt,
    dataThrough,
    files,
    totals: { rows: files.reduce((sum, file) => sum + file.rows, 0), sums: Object.fromEntries(sumsOf) },
    previousSnapshotId: previousSnapshotId ?? null,
  };
  const draft = join(dir, '.manifest.json.part');
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(draft, join(dir, 'manifest.json'));
  return manifest;
}
