import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { daySchema, instantSchema, sha256Schema, uuidSchema } from '../../contract/index.ts';
import type { DataState } from './cache.ts';
import { plainRows } from './values.ts';

/** What the cache holds of a dataset and where it came from. */
const provenanceSchema = z.object({
  dataset: z.string(),
  loadId: uuidSchema,
  snapshotHash: sha256Schema,
  source: z.string().nullable(),
  dataThrough: daySchema,
  loadedAt: instantSchema,
  rows: z.int(),
  quarantined: z.int(),
});
export type Provenance = z.infer<typeof provenanceSchema>;

/**
 * Provenance of each dataset that has rows: the newest load that still holds a day of it, the last day any such load
 * covers, the rows in the cache, and the rows those loads kept out. A load whose days were all restated no longer counts.
 */
export async function readProvenance(connection: DuckDBConnection): Promise<Map<string, Provenance>> {
  const reader = await connection.runAndReadAll(`
    WITH held AS (SELECT dataset, load, sum(rows) AS rows FROM workbench.partitions GROUP BY ALL)
    SELECT held.dataset, arg_max(id, number) AS "loadId", arg_max(snapshot_hash, number) AS "snapshotHash",
      arg_max_null(source, number) AS source,
      max(data_through) AS "dataThrough", max(loaded_at) AS "loadedAt", sum(held.rows) AS rows,
      sum(quarantined) AS quarantined
    FROM held JOIN workbench.loads ON number = held.load GROUP BY ALL`);
  const rows = z.array(provenanceSchema).parse(plainRows(reader));
  return new Map(rows.map((row) => [row.dataset, row]));
}

const known = new WeakMap<DataState, Map<string, Provenance>>();

/** The same, read once for data that can not have changed since. */
export async function currentProvenance(
  connection: DuckDBConnection,
  state: DataState | null,
): Promise<Map<string, Provenance>> {
  if (state === null) return readProvenance(connection);
  const provenance = known.get(state) ?? (await readProvenance(connection));
  known.set(state, provenance);
  return provenance;
}
