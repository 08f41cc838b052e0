import { z } from 'zod';
import { literal, type QueryDefinition } from '../../../store/cache/index.ts';
import type { PlannedMetric, SumPlan } from '../plan.ts';
import { TOTALS } from './changes.ts';
import { type Base, withRelations } from './relations.ts';
import { wholeSchema } from './rows.ts';

const rangeRow = z.object({
  event: z.string(),
  largest: z.number(),
  whole: z.boolean(),
  cents: z.boolean(),
  rows_read: z.int(),
});

/** What the values of the experiment's events are like: how they are to be written as whole numbers. */
export const rangeQuery = ({ events }: SumPlan): QueryDefinition<typeof rangeRow> => ({
  id: 'experiments.value_ranges',
  sql: `SELECT metric AS event, max(abs(value)) AS largest, bool_and(value = trunc(value)) AS whole,
      bool_and(value = round(value * 100) / 100) AS cents, count(*) AS rows_read
    FROM ab_outcomes
    WHERE unit_type = $unit AND day <= $through::DATE AND metric IN (${events.map(literal).join(', ')})
    GROUP BY metric`,
  datasets: ['ab_outcomes'],
  row: rangeRow,
});

const capRow = z.object({ metric: z.int(), cap: wholeSchema });

const shareOf = ({ metric }: PlannedMetric): number | null =>
  (metric.kind === 'mean' || metric.kind === 'ratio') && metric.capping.kind === 'percentile'
    ? metric.capping.percentile
    : null;

/** Metrics whose cap is read off the data. */
export const cappedByShare = (metrics: readonly PlannedMetric[]): readonly PlannedMetric[] =>
  metrics.filter((metric) => shareOf(metric) !== null);

/** The unit's sum at the percentile of those above zero, over all arms together, in whole numbers. */
export function capQuery(metrics: readonly PlannedMetric[], base: Base): QueryDefinition<typeof capRow> {
  const select = metrics.map((planned) => {
    const { number } = planned;
    return `SELECT ${number} AS metric, quantile_disc(x, ${shareOf(planned)})::VARCHAR AS cap
      FROM totals WHERE metric = ${number} AND x > 0 HAVING count(*) > 0`;
  });
  return {
    id: 'experiments.caps',
    sql: withRelations([...base.relations, ...TOTALS], select.join(' UNION ALL ')),
    datasets: ['ab_exposures', 'ab_outcomes'],
    row: capRow,
  };
}
