import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { instantSchema } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { identifier, literal, plainRows } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import type { Manifest } from './manifest.ts';

const newest = z.object({ held: z.int(), generatedAt: instantSchema.nullable() });

/**
 * Makes the days of a load its own: removes the rows that earlier loads brought for them. Days are those of all rows
 * the drop holds, bad ones included, so that a restated day never mixes two snapshots.
 * Errors: SNAPSHOT_OLDER when a day is held by a snapshot generated later.
 */
export async function replacePartitions(
  connection: DuckDBConnection,
  contract: DataContract,
  manifest: Manifest,
  load: number,
): Promise<Result<void>> {
  const table = identifier(contract.dataset);
  const day = identifier(contract.partition);
  const dataset = literal(contract.dataset);
  await connection.run(`
    INSERT INTO workbench.partitions SELECT ${dataset}, ${day}, ${load}, count(*) FROM ${table}
    WHERE _load = ${load} AND ${day} IS NOT NULL AND ${day} <= DATE ${literal(manifest.dataThrough)} GROUP BY ${day}`);
  const restated = `
    FROM workbench.partitions old WHERE old.dataset = ${dataset} AND old.load <> ${load}
      AND old.day IN (SELECT day FROM workbench.partitions WHERE dataset = ${dataset} AND load = ${load})`;
  const reader = await connection.runAndReadAll(`
    SELECT count(*) AS held, max((SELECT generated_at FROM workbench.loads WHERE number = old.load)) AS "generatedAt" ${restated}`);
  const [found] = z.array(newest).parse(plainRows(reader));
  if (found === undefined || found.held === 0) return ok(undefined);
  if (found.generatedAt !== null && found.generatedAt > manifest.generatedAt) {
    const detail = { generatedAt: manifest.generatedAt, loadedFrom: found.generatedAt };
    return err(appError('SNAPSHOT_OLDER', detail));
  }
  await connection.run(`
    DELETE FROM ${table} WHERE _load <> ${load}
      AND ${day} IN (SELECT day FROM workbench.partitions WHERE dataset = ${dataset} AND load = ${load})`);
  await connection.run(`DELETE ${restated}`);
  return ok(undefined);
}
