import type { DuckDBConnection } from '@duckdb/node-api';
import { z } from 'zod';
import { type Load, loadSchema, type QuarantineReason, quarantineReasonSchema } from '../../contract/index.ts';
import { plainRows } from './values.ts';

/**
 * Sums of experiments that are kept by day. Every row says in `batch` which day of the data it came with (days since
 * 1970), so that all from a day on can be taken back. `ab_events` are the events of units that count, `since` microseconds
 * after their first exposure; `ab_increments` what a day added to the sums of an arm; `ab_ages` the sums of days of units
 * since their exposure that were over with that day.
 */
const EXPERIMENT_TABLES = `
CREATE SEQUENCE IF NOT EXISTS workbench.ab_ids;
CREATE TABLE IF NOT EXISTS workbench.ab_experiments (
  id INTEGER NOT NULL, key VARCHAR NOT NULL, signature VARCHAR NOT NULL, through BIGINT NOT NULL, load INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.ab_inputs (
  id INTEGER NOT NULL, dataset VARCHAR NOT NULL, day DATE NOT NULL, load INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.ab_arms (
  id INTEGER NOT NULL, arm INTEGER NOT NULL, name VARCHAR NOT NULL,
  dims STRUCT(segment VARCHAR, device VARCHAR, country VARCHAR) NOT NULL, variation UTINYINT);
CREATE TABLE IF NOT EXISTS workbench.ab_units (
  id INTEGER NOT NULL, batch BIGINT NOT NULL, uid INTEGER NOT NULL, unit_id VARCHAR NOT NULL, exposed BIGINT NOT NULL,
  arm INTEGER NOT NULL, turned BIGINT, taken_back BOOLEAN NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.ab_events (
  id INTEGER NOT NULL, batch INTEGER NOT NULL, uid INTEGER NOT NULL, arm INTEGER NOT NULL, event UTINYINT NOT NULL,
  exposed BIGINT NOT NULL, since BIGINT NOT NULL, amount BIGINT NOT NULL);
DROP TABLE IF EXISTS workbench.ab_before;
DROP TABLE IF EXISTS workbench.ab_running;
CREATE TABLE IF NOT EXISTS workbench.ab_increments (
  id INTEGER NOT NULL, batch BIGINT NOT NULL, metric UTINYINT NOT NULL, arm INTEGER NOT NULL, day BIGINT NOT NULL,
  n HUGEINT, x HUGEINT, y HUGEINT, u HUGEINT, v HUGEINT, xx HUGEINT, yy HUGEINT, uu HUGEINT, vv HUGEINT, xy HUGEINT,
  xu HUGEINT, xv HUGEINT, yu HUGEINT, yv HUGEINT, uv HUGEINT);
CREATE TABLE IF NOT EXISTS workbench.ab_ages (
  id INTEGER NOT NULL, batch BIGINT NOT NULL, metric UTINYINT NOT NULL, variation UTINYINT NOT NULL, age BIGINT NOT NULL,
  x HUGEINT, y HUGEINT, xx HUGEINT, yy HUGEINT, xy HUGEINT);
`;

/** The catalogue's own tables. */
export const CATALOGUE = `
CREATE SCHEMA IF NOT EXISTS workbench;
CREATE TABLE IF NOT EXISTS workbench.loads (
  number INTEGER NOT NULL, id VARCHAR NOT NULL, dataset VARCHAR NOT NULL, contract_version VARCHAR NOT NULL,
  snapshot_id VARCHAR NOT NULL, snapshot_hash VARCHAR NOT NULL, generated_at VARCHAR NOT NULL,
  data_through VARCHAR NOT NULL, loaded_at VARCHAR NOT NULL, rows BIGINT NOT NULL, quarantined BIGINT NOT NULL,
  days INTEGER NOT NULL, files STRUCT(path VARCHAR, bytes BIGINT, sha256 VARCHAR, rows BIGINT)[] NOT NULL,
  drop_path VARCHAR NOT NULL);
ALTER TABLE workbench.loads ADD COLUMN IF NOT EXISTS source VARCHAR;
CREATE TABLE IF NOT EXISTS workbench.partitions (
  dataset VARCHAR NOT NULL, day DATE NOT NULL, load INTEGER NOT NULL, rows BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.quarantine (
  load INTEGER NOT NULL, rule VARCHAR NOT NULL, reason VARCHAR NOT NULL, rows BIGINT NOT NULL, example VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.quarantined_rows (
  load INTEGER NOT NULL, rule VARCHAR NOT NULL, "row" VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.schema_changes (
  load INTEGER NOT NULL, change VARCHAR NOT NULL, column_name VARCHAR NOT NULL, type VARCHAR NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.restatements (
  load INTEGER NOT NULL, previous_load INTEGER NOT NULL, day DATE NOT NULL, rows_before BIGINT NOT NULL,
  rows_after BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.currencies (code VARCHAR NOT NULL, digits INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS workbench.rollups (
  name VARCHAR NOT NULL, dataset VARCHAR NOT NULL, columns VARCHAR NOT NULL, load INTEGER NOT NULL);
${EXPERIMENT_TABLES}`;

const LOADS = `SELECT id, dataset, contract_version AS "contractVersion", snapshot_id AS "snapshotId",
  snapshot_hash AS "snapshotHash", generated_at AS "generatedAt", data_through AS "dataThrough",
  loaded_at AS "loadedAt", rows, quarantined, days, files, source FROM workbench.loads`;

/** All loads, newest first. */
export async function readLoads(connection: DuckDBConnection): Promise<Load[]> {
  return z.array(loadSchema).parse(plainRows(await connection.runAndReadAll(`${LOADS} ORDER BY number DESC`)));
}

/** The load of a snapshot, if there is one. */
export async function findLoad(connection: DuckDBConnection, hash: string): Promise<Load | null> {
  const reader = await connection.runAndReadAll(`${LOADS} WHERE snapshot_hash = $hash`, { hash });
  return z.array(loadSchema).parse(plainRows(reader))[0] ?? null;
}

/** What one load kept out, by rule. */
export async function readQuarantine(connection: DuckDBConnection, loadId: string): Promise<QuarantineReason[]> {
  const reader = await connection.runAndReadAll(
    `SELECT l.id AS "loadId", l.dataset, q.rule, q.reason, q.rows, q.example
     FROM workbench.quarantine q JOIN workbench.loads l ON l.number = q.load
     WHERE l.id = $id ORDER BY q.rows DESC, q.rule`,
    { id: loadId },
  );
  return z.array(quarantineReasonSchema).parse(plainRows(reader));
}

const dropPath = z.object({ path: z.string(), hash: z.string(), dataset: z.string() });

/** Where the drops lie whose loads still hold a day. */
export async function readDropPaths(connection: DuckDBConnection): Promise<z.infer<typeof dropPath>[]> {
  const reader = await connection.runAndReadAll(`
    SELECT drop_path AS path, snapshot_hash AS hash, dataset FROM workbench.loads
    WHERE number IN (SELECT load FROM workbench.partitions) ORDER BY number`);
  return z.array(dropPath).parse(plainRows(reader));
}
