import { and, asc, eq, getTableColumns, sql } from 'drizzle-orm';
import { err, isDay, ok, type Uuid } from '../../core/index.ts';
import { databaseFault, isDatabaseError } from './database-fault.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';
import type { MetricDayStore, StoredMetricDay, UnitSums } from './types.ts';

type Row = typeof schema.abMetricsDaily.$inferSelect;

/** Rows a statement. */
const AT_ONCE = 500;

const rowOf = (workspaceId: Uuid, { sums, experiment, ...rest }: StoredMetricDay): Row => ({
  workspaceId,
  experimentKey: experiment,
  ...rest,
  units: sums.x.n,
  xMean: sums.x.mean,
  xM2: sums.x.m2,
  yMean: sums.y?.mean ?? null,
  yM2: sums.y?.m2 ?? null,
  uMean: sums.u?.mean ?? null,
  uM2: sums.u?.m2 ?? null,
  vMean: sums.v?.mean ?? null,
  vM2: sums.v?.m2 ?? null,
  xy: sums.xy,
  xu: sums.xu,
  xv: sums.xv,
  yu: sums.yu,
  yv: sums.yv,
  uv: sums.uv,
});

function storedOf(row: Row): StoredMetricDay {
  const { experimentKey: experiment, day, metric, variation, designVersion, dataThrough, units: n } = row;
  if (!isDay(day) || !isDay(dataThrough)) throw new RangeError(`not a day: ${day}, ${dataThrough}`);
  const of = (mean: number | null, m2: number | null): UnitSums['y'] =>
    mean === null || m2 === null ? null : { n, mean, m2 };
  const { xy, xu, xv, yu, yv, uv } = row;
  const sums = {
    x: { n, mean: row.xMean, m2: row.xM2 },
    y: of(row.yMean, row.yM2),
    u: of(row.uMean, row.uM2),
    v: of(row.vMean, row.vM2),
    ...{ xy, xu, xv, yu, yv, uv },
  };
  return { experiment, day, metric, variation, designVersion, dataThrough, sums };
}

/** All but the key is replaced by what was computed last. */
const replaced = Object.fromEntries(
  Object.entries(getTableColumns(schema.abMetricsDaily))
    .filter(([name]) => !['workspaceId', 'experimentKey', 'day', 'metric', 'variation'].includes(name))
    .map(([name, column]) => [name, sql.raw(`excluded.${column.name}`)]),
);

/** `ab_metrics_daily`. The same row again replaces what was kept of it. */
export function metricDayStore(db: OpsDb, workspaceId: Uuid): MetricDayStore {
  const { abMetricsDaily: table } = schema;
  return {
    async putMetricDays(days) {
      try {
        await db.transaction(async (tx) => {
          for (let from = 0; from < days.length; from += AT_ONCE) {
            const part = days.slice(from, from + AT_ONCE).map((day) => rowOf(workspaceId, day));
            await tx
              .insert(table)
              .values(part)
              .onConflictDoUpdate({
                target: [table.workspaceId, table.experimentKey, table.day, table.metric, table.variation],
                set: replaced,
              });
          }
        });
        return ok(undefined);
      } catch (error) {
        if (!isDatabaseError(error)) throw error;
        return err(databaseFault(error));
      }
    },
    async metricDays(experiment) {
      const found = await db
        .select()
        .from(table)
        .where(and(eq(table.workspaceId, workspaceId), eq(table.experimentKey, experiment)))
        .orderBy(asc(table.day), asc(table.metric), asc(table.variation));
      return found.map(storedOf);
    },
  };
}
