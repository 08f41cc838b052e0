import { z } from 'zod';
import { daySchema, freshnessStateSchema } from '../../contract/index.ts';
import type { QueryDefinition } from '../../store/cache/index.ts';

const planRow = z.object({
  metric: z.string(),
  channel: z.string(),
  target: z.number(),
  currency: z.string().nullable(),
});
export type PlanRow = z.infer<typeof planRow>;

/** Goals and budgets of one month. */
export const MONTH_PLAN: QueryDefinition<typeof planRow> = {
  id: 'dashboards.month_plan',
  sql: `SELECT metric, channel, target, currency FROM plan_monthly WHERE month = date_trunc('month', $day::DATE)
    ORDER BY metric, channel`,
  datasets: ['plan_monthly'],
  row: planRow,
};

const loadRow = z.object({ dataset: z.string(), data_through: daySchema, state: freshnessStateSchema.optional() });

/** How far each dataset goes. */
export const DATA_THROUGH: QueryDefinition<typeof loadRow> = {
  id: 'dashboards.data_through',
  sql: `SELECT dataset, max(data_through) AS data_through FROM workbench.loads
    WHERE number IN (SELECT load FROM workbench.partitions) GROUP BY dataset ORDER BY dataset`,
  datasets: [],
  row: loadRow,
};
