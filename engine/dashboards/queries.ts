import { z } from 'zod';
import { daySchema } from '../contract/index.ts';
import { coveringTable, identifier, type QueryDefinition, rollupPlan } from '../store/cache/index.ts';

const daysRow = z.object({ dataset: z.string(), first: daySchema, last: daySchema });

/** First and last day of each dataset that has any. */
export const DATASET_DAYS: QueryDefinition<typeof daysRow> = {
  id: 'dashboards.dataset_days',
  sql: `SELECT dataset, min(day)::DATE AS first, max(day)::DATE AS last FROM workbench.partitions WHERE rows > 0
    GROUP BY dataset ORDER BY dataset`,
  datasets: [],
  row: daysRow,
};

const countRow = z.object({ day: daySchema, rows: z.int() });

/** Rows of a dataset by day, of all days: to tell those that are not complete, whatever the period. */
export const DAY_COUNTS: QueryDefinition<typeof countRow> = {
  id: 'dashboards.day_counts',
  sql: `SELECT day, sum(rows)::BIGINT AS rows FROM workbench.partitions WHERE dataset = $dataset AND day IS NOT NULL
    GROUP BY day ORDER BY day`,
  datasets: [],
  row: countRow,
};
const volumeRow = z.object({ day: daySchema, rows: z.number() });

/** What a dataset that keeps rollups adds up to by day: a day may have its rows and yet not its numbers. */
export function dayVolumes(dataset: string): QueryDefinition<typeof volumeRow> | null {
  const measure = rollupPlan(dataset)?.measures[0];
  if (measure === undefined) return null;
  return {
    id: `dashboards.day_volumes_${dataset}`,
    sql: `SELECT day, sum(${identifier(measure)})::DOUBLE AS rows FROM ${identifier(coveringTable(dataset, []).table)}
      GROUP BY day ORDER BY day`,
    datasets: [],
    row: volumeRow,
  };
}

export type DayCount = z.infer<typeof countRow>;
