import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { instantSchema } from '../contract/index.ts';
import { appError, err, type Instant, ok, type Result } from '../core/index.ts';
import { identifier, literal, plainRows } from '../store/cache/index.ts';
import type { Incoming } from './quarantine.ts';

const newest = z.object({ held: z.int(), generatedAt: instantSchema.nullable() });

/**
 * Makes the days of a load its own: removes the rows that earlier loads brought for them. Days are those of all rows
 * the drop holds, bad ones included, so that a restated day never mixes two snapshots.
 * Errors: SNAPSHOT_OLDER when a day is held by a snapshot generated later than `generatedAt`.
 */
export async function replacePartitions(
  connection: DuckDBConnection,
  { rows, contract, dataThrough, load }: Incoming,
  generatedAt: Instant,
): Promise<Result<void>> {
  const day = identifier(contract.partition);
  const dataset = literal(contract.dataset);
  await connection.run(`
    INSERT INTO workbench.partitions SELECT DISTINCT ${dataset}, ${day}, ${load}, 0 FROM ${rows}
    WHERE ${day} <= DATE ${literal(dataThrough)}`);
  const own = `SELECT day FROM workbench.partitions WHERE dataset = ${dataset} AND load = ${load}`;
  const restated = `dataset = ${dataset} AND load <> ${load} AND day IN (${own})`;
  const reader = await connection.runAndReadAll(`
    SELECT count(*) AS held, max(generated_at) AS "generatedAt"
    FROM (FROM workbench.partitions WHERE ${restated}) JOIN workbench.loads ON number = load`);
  const [found] = z.array(newest).parse(plainRows(reader));
  if (found === undefined || found.held === 0) return ok(undefined);
  if (found.generatedAt !== null && found.generatedAt > generatedAt) {
    return err(appError('SNAPSHOT_OLDER', { generatedAt, loadedFrom: found.generatedAt }));
  }
  await connection.run(`DELETE FROM ${identifier(contract.dataset)} WHERE ${day} IN (${own})`);
  await connection.run(`DELETE FROM workbench.partitions WHERE ${restated}`);
  return ok(undefined);
}

/** Writes down how many rows each day of a load has, once they are in. Returns the number of days. */
export async function countPartitions(
  connection: DuckDBConnection,
  { contract, load }: Pick<Incoming, 'contract' | 'load'>,
): Promise<number> {
  const day = identifier(contract.partition);
  await connection.run(`
    UPDATE workbench.partitions SET rows = counted.rows
    FROM (SELECT ${day} AS day, count(*) AS rows FROM ${identifier(contract.dataset)} WHERE _load = ${load} GROUP BY ${day})
      AS counted
    WHERE load = ${load} AND partitions.day = counted.day`);
  const reader = await connection.runAndReadAll(`SELECT count(*) AS n FROM workbench.partitions WHERE load = ${load}`);
  return z.object({ n: z.int() }).parse(plainRows(reader)[0]).n;
}
