import { z } from 'zod';
import { daySchema, instantSchema, loadSchema, quarantineReasonSchema, uuidSchema } from '../contract/index.ts';
import { coveringTable, identifier } from '../store/cache/index.ts';
import type { QueryDefinition } from '../store/cache/types.ts';
import { watchedSums } from './series.ts';

/** Every query takes `$dataset`; '' is all of them. */
const OF_DATASET = (column: string): string => `$dataset IN ('', ${column})`;

const dayRow = z.object({ dataset: z.string(), day: daySchema, rows: z.int(), rows_read: z.int() });
export type DayRow = z.infer<typeof dayRow>;

/** Rows by dataset and day. */
export const dayRows = (datasets: readonly string[]): QueryDefinition<typeof dayRow> => ({
  id: 'health.day_rows',
  sql: `SELECT dataset, day, sum(rows)::BIGINT AS rows, sum(rows)::BIGINT AS rows_read
    FROM workbench.partitions WHERE ${OF_DATASET('dataset')} GROUP BY dataset, day ORDER BY dataset, day`,
  datasets,
  row: dayRow,
});

const heldRow = z.object({
  dataset: z.string(),
  id: uuidSchema,
  snapshot_id: z.string(),
  snapshot_hash: z.string(),
  data_through: daySchema,
  loaded_at: instantSchema,
  quarantined: z.int(),
  files: z.int(),
  bytes: z.int(),
  first_file: z.string().nullable(),
  source: z.string().nullable(),
  days: z.int(),
  rows: z.int(),
  first_day: daySchema,
  last_day: daySchema,
});
export type HeldLoad = z.infer<typeof heldRow>;

/** The loads that still hold a day, newest first. */
export const HELD_LOADS: QueryDefinition<typeof heldRow> = {
  id: 'health.held_loads',
  sql: `WITH held AS (
      SELECT load, count(*) AS days, sum(rows)::BIGINT AS rows, min(day) AS first_day, max(day) AS last_day
      FROM workbench.partitions GROUP BY load)
    SELECT dataset, id, snapshot_id, snapshot_hash, data_through, loaded_at, quarantined, len(files) AS files,
      coalesce(list_sum(list_transform(files, f -> f.bytes)), 0)::BIGINT AS bytes, files[1].path AS first_file, source,
      held.days, held.rows, first_day, last_day
    FROM held JOIN workbench.loads l ON l.number = held.load WHERE ${OF_DATASET('dataset')} ORDER BY l.number DESC`,
  datasets: [],
  row: heldRow,
};

/** All loads of a dataset, newest first, those whose days were all replaced as well. */
export const LOADS: QueryDefinition<typeof loadSchema> = {
  id: 'health.loads',
  sql: `SELECT id, dataset, contract_version AS "contractVersion", snapshot_id AS "snapshotId",
      snapshot_hash AS "snapshotHash", generated_at AS "generatedAt", data_through AS "dataThrough",
      loaded_at AS "loadedAt", rows, quarantined, days, files, source
    FROM workbench.loads WHERE ${OF_DATASET('dataset')} ORDER BY number DESC`,
  datasets: [],
  row: loadSchema,
};

/** What loads kept out, by rule, newest load first. */
export const KEPT_OUT: QueryDefinition<typeof quarantineReasonSchema> = {
  id: 'health.kept_out',
  sql: `SELECT l.id AS "loadId", l.dataset, q.rule, q.reason, q.rows, q.example
    FROM workbench.quarantine q JOIN workbench.loads l ON l.number = q.load
    WHERE ${OF_DATASET('l.dataset')} ORDER BY l.number DESC, q.rows DESC, q.rule`,
  datasets: [],
  row: quarantineReasonSchema,
};

const restatedRow = z.object({
  dataset: z.string(),
  loadId: uuidSchema,
  previousLoadId: uuidSchema,
  loadedAt: instantSchema,
  day: daySchema,
  rowsBefore: z.int(),
  rowsAfter: z.int(),
});
export type RestatedDay = z.infer<typeof restatedRow>;

/** Days that a load replaced, newest load first. */
export const RESTATED_DAYS: QueryDefinition<typeof restatedRow> = {
  id: 'health.restated_days',
  sql: `SELECT l.dataset, l.id AS "loadId", p.id AS "previousLoadId", l.loaded_at AS "loadedAt", r.day,
      r.rows_before AS "rowsBefore", r.rows_after AS "rowsAfter"
    FROM workbench.restatements r JOIN workbench.loads l ON l.number = r.load
    JOIN workbench.loads p ON p.number = r.previous_load
    WHERE ${OF_DATASET('l.dataset')} ORDER BY l.number DESC, p.number, r.day`,
  datasets: [],
  row: restatedRow,
};

const schemaRow = z.object({
  dataset: z.string(),
  loadId: uuidSchema,
  loadedAt: instantSchema,
  change: z.string(),
  column: z.string(),
  type: z.string(),
});
export type SchemaChange = z.infer<typeof schemaRow>;

/** Columns that came, newest load first. */
export const SCHEMA_CHANGES: QueryDefinition<typeof schemaRow> = {
  id: 'health.schema_changes',
  sql: `SELECT l.dataset, l.id AS "loadId", l.loaded_at AS "loadedAt", change, column_name AS "column", type
    FROM workbench.schema_changes s JOIN workbench.loads l ON l.number = s.load
    WHERE ${OF_DATASET('l.dataset')} ORDER BY l.number DESC, column_name`,
  datasets: [],
  row: schemaRow,
};

const sumRow = z.object({
  day: daySchema,
  split: z.string().nullable(),
  currency: z.string().nullable(),
  measure: z.string(),
  value: z.number(),
  rows_read: z.int(),
});
export type SumRow = z.infer<typeof sumRow>;

/** The watched sums of a dataset by day, split and currency from `$from` on; null when only its rows are watched. */
export function watchedRows(dataset: string): QueryDefinition<typeof sumRow> | null {
  const watched = watchedSums(dataset);
  if (watched === undefined) return null;
  const { table, rowsRead } = coveringTable(dataset, watched.by === null ? [] : [watched.by]);
  const split = watched.by === null ? 'NULL::VARCHAR' : identifier(watched.by);
  const sums = watched.measures.map(({ column }) => `sum(${identifier(column)})::DOUBLE AS ${identifier(column)}`);
  const columns = watched.measures.map(({ column }) => identifier(column));
  return {
    id: 'health.watched_sums',
    sql: `WITH sums AS (
      SELECT day, ${split} AS split, currency, ${sums.join(', ')}, (${rowsRead})::BIGINT AS rows_read
      FROM ${identifier(table)} WHERE day >= $from::DATE GROUP BY ALL)
    SELECT day, split, currency, measure, value, rows_read
    FROM (UNPIVOT sums ON ${columns.join(', ')} INTO NAME measure VALUE value) ORDER BY measure, split, currency, day`,
    datasets: [dataset],
    row: sumRow,
  };
}

const currencyRow = z.object({
  split: z.string().nullable(),
  currency: z.string(),
  first: daySchema,
  last: daySchema,
  rows_read: z.int(),
});
export type CurrencyDays = z.infer<typeof currencyRow>;

/** First and last day of each currency of a dataset, by channel where it has one. */
export function currencyDays(dataset: string, hasChannel: boolean): QueryDefinition<typeof currencyRow> {
  const { table, rowsRead } = coveringTable(dataset, hasChannel ? ['channel'] : []);
  return {
    id: 'health.currencies',
    sql: `SELECT ${hasChannel ? 'channel' : 'NULL::VARCHAR'} AS split, currency, min(day) AS first, max(day) AS last,
      (${rowsRead})::BIGINT AS rows_read
    FROM ${identifier(table)} WHERE currency IS NOT NULL GROUP BY ALL ORDER BY split, first, currency`,
    datasets: [dataset],
    row: currencyRow,
  };
}

const keptRow = z.object({ rule: z.string(), row: z.string() });

/** Rows a load kept out, in a fixed order. */
export const KEPT_ROWS: QueryDefinition<typeof keptRow> = {
  id: 'health.kept_rows',
  sql: `SELECT q.rule, q."row" FROM workbench.quarantined_rows q JOIN workbench.loads l ON l.number = q.load
    WHERE l.id = $load AND $rule IN ('', q.rule) ORDER BY q.rule, q."row" LIMIT $limit OFFSET $offset`,
  datasets: [],
  row: keptRow,
};

const totalRow = z.object({ dataset: z.string(), total: z.int() });

/** How many rows of a load are kept in quarantine, and of which dataset; no row for a load that is not there. */
export const KEPT_TOTAL: QueryDefinition<typeof totalRow> = {
  id: 'health.kept_total',
  sql: `SELECT l.dataset, count(q.rule) AS total FROM workbench.loads l
    LEFT JOIN workbench.quarantined_rows q ON q.load = l.number AND $rule IN ('', q.rule)
    WHERE l.id = $load GROUP BY l.dataset`,
  datasets: [],
  row: totalRow,
};
