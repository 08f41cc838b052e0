import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { instantSchema } from '../contract/index.ts';
import { appError, err, type Instant, ok, type Result } from '../core/index.ts';
import { identifier, literal, plainRows } from '../store/cache/index.ts';
import type { Incoming } from './quarantine.ts';

const newest = z.object({ held: z.int(), generatedAt: instantSchema.nullable() });

/** The days of a drop, as a SELECT of one column: a snapshot's rows all stand under the one day it was taken. */
function ownDays({ rows, contract, dataThrough }: Incoming): string {
  const through = `DATE ${literal(dataThrough)}`;
  if (contract.partition === null) return `SELECT ${through}`;
  const day = identifier(contract.partition);
  return `SELECT DISTINCT ${day} FROM ${rows} WHERE ${day} <= ${through} + ${contract.daysAhead}`;
}

/** True for a partition of an earlier load that this load replaces: one of the same day; for a snapshot any. */
function replaced({ contract, load }: Incoming): string {
  const dataset = literal(contract.dataset);
  const earlier = `dataset = ${dataset} AND load <> ${load}`;
  if (contract.partition === null) return earlier;
  return `${earlier} AND day IN (SELECT day FROM workbench.partitions WHERE dataset = ${dataset} AND load = ${load})`;
}

/** Removes the rows of the loads and days that are replaced. */
async function deleteRows(connection: DuckDBConnection, { contract, load }: Incoming): Promise<void> {
  const table = identifier(contract.dataset);
  const days = `SELECT day FROM workbench.partitions WHERE load = ${load}`;
  const where = contract.partition === null ? '' : ` WHERE ${identifier(contract.partition)} IN (${days})`;
  await connection.run(`DELETE FROM ${table}${where}`);
}

/**
 * Makes the days of a load its own: removes the rows that earlier loads brought for them, and writes down which those
 * were. Days are those of all rows the drop holds, bad ones included, so that a restated day never mixes two snapshots.
 * A snapshot replaces all rows there are.
 * Errors: SNAPSHOT_OLDER when a day is held by a snapshot generated later than `generatedAt`.
 */
export async function replacePartitions(
  connection: DuckDBConnection,
  incoming: Incoming,
  generatedAt: Instant,
): Promise<Result<void>> {
  const { contract, load } = incoming;
  const dataset = literal(contract.dataset);
  await connection.run(`
    INSERT INTO workbench.partitions SELECT ${dataset}, own.day, ${load}, 0 FROM (${ownDays(incoming)}) AS own(day)`);
  const restated = replaced(incoming);
  const reader = await connection.runAndReadAll(`
    SELECT count(*) AS held, max(generated_at) AS "generatedAt"
    FROM (FROM workbench.partitions WHERE ${restated}) JOIN workbench.loads ON number = load`);
  const [found] = z.array(newest).parse(plainRows(reader));
  if (found === undefined || found.held === 0) return ok(undefined);
  if (found.generatedAt !== null && found.generatedAt > generatedAt) {
    return err(appError('SNAPSHOT_OLDER', { generatedAt, loadedFrom: found.generatedAt }));
  }
  await connection.run(`
    INSERT INTO workbench.restatements SELECT ${load}, load, day, rows, 0 FROM workbench.partitions WHERE ${restated}`);
  await deleteRows(connection, incoming);
  await connection.run(`DELETE FROM workbench.partitions WHERE ${restated}`);
  return ok(undefined);
}

/** The rows of each day of a load. */
function countedRows({ contract, load }: Pick<Incoming, 'contract' | 'load'>): string {
  const from = `FROM ${identifier(contract.dataset)} WHERE _load = ${load}`;
  if (contract.partition === null)
    return `SELECT day, (SELECT count(*) ${from}) FROM workbench.partitions WHERE load = ${load}`;
  return `SELECT ${identifier(contract.partition)}, count(*) ${from} GROUP BY ALL`;
}

/** Writes down how many rows each day of a load has, once they are in. Returns the number of days. */
export async function countPartitions(
  connection: DuckDBConnection,
  incoming: Pick<Incoming, 'contract' | 'load'>,
): Promise<number> {
  const { load } = incoming;
  await connection.run(`
    UPDATE workbench.partitions SET rows = counted.rows
    FROM (${countedRows(incoming)}) AS counted(day, rows) WHERE load = ${load} AND partitions.day = counted.day`);
  await connection.run(`
    UPDATE workbench.restatements SET rows_after = own.rows
    FROM (SELECT day, rows FROM workbench.partitions WHERE load = ${load}) AS own
    WHERE load = ${load} AND restatements.day = own.day`);
  const reader = await connection.runAndReadAll(`SELECT count(*) AS n FROM workbench.partitions WHERE load = ${load}`);
  return z.object({ n: z.int() }).parse(plainRows(reader)[0]).n;
}
