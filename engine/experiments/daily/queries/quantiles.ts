import { z } from 'zod';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import type { PlannedMetric } from '../plan.ts';
import { TOTALS } from './changes.ts';
import { type Base, DATASETS, type SumQuery, withRelations } from './relations.ts';
import { wholeSchema } from './rows.ts';

const quantileRow = z.object({
  metric: z.int(),
  variation: z.int(),
  n: z.int(),
  estimate: z.number(),
  lower: z.number(),
  upper: z.number(),
  units: wholeSchema,
  x: wholeSchema,
  y: wholeSchema,
  xx: wholeSchema,
  yy: wholeSchema,
  xy: wholeSchema,
});

export type QuantileRow = z.infer<typeof quantileRow>;

/** 0.975 quantile of the normal distribution. */
const Z975 = 1.959963984540054;

/** The values a quantile is taken of: `owner` is the unit. */
function valuesOf(query: SumQuery, planned: PlannedMetric): string {
  const { metric, number } = planned;
  if (metric.kind !== 'quantile') throw new Error(`${metric.id} is not a quantile`);
  const head = `SELECT ${number} AS metric, ${metric.level}::DOUBLE AS level`;
  const scale = query.scales.get(metric.event) ?? 1;
  if (metric.of === 'events') {
    return `${head}, variation, uid AS owner, amount / ${scale}::DOUBLE AS value
  FROM counting JOIN arms USING (arm) WHERE metric = ${number}`;
  }
  const has = `${head}, variation, uid AS owner, coalesce(x, 0) / ${scale}::DOUBLE AS value`;
  const own = `(FROM totals WHERE metric = ${number}) AS own`;
  return `${has} FROM units JOIN arms USING (arm) ${metric.ignoreZeros ? '' : 'LEFT '}JOIN ${own} USING (uid)`;
}

/** Quantiles of single events or of units by arm, with the order statistics around them and how events cluster in units. */
export function quantilesQuery(
  query: SumQuery,
  metrics: readonly PlannedMetric[],
  base: Base,
): QueryDefinition<typeof quantileRow> {
  const rank = (share: string) => `sorted[greatest(1, least(n, ceil(n * (${share}))))::BIGINT]`;
  const width = `${Z975} * sqrt(level * (1 - level) / n)`;
  return {
    id: 'experiments.quantiles',
    sql: withRelations(
      [
        ...base.relations,
        ...TOTALS,
        `quantities AS (${metrics.map((metric) => valuesOf(query, metric)).join(' UNION ALL ')}),
ranked AS (
  SELECT metric, level, variation, count(*) AS n, list(value ORDER BY value) AS sorted FROM quantities GROUP BY ALL),
found AS (
  SELECT metric, variation, n, ${rank(`level - ${width}`)} AS lower, ${rank(`level + ${width}`)} AS upper,
    floor((n - 1) * level)::BIGINT AS below, (n - 1) * level - floor((n - 1) * level) AS part,
    sorted[below + 1] + part * (coalesce(sorted[below + 2], sorted[below + 1]) - sorted[below + 1]) AS estimate
  FROM ranked),
owners AS (
  SELECT metric, variation, owner, count(*) FILTER (value <= estimate) AS x, count(*) AS y
  FROM quantities JOIN found USING (metric, variation) GROUP BY ALL)`,
      ],
      `SELECT metric, variation, n, estimate, lower, upper, count(*)::VARCHAR AS units, sum(x)::VARCHAR AS x, sum(y)::VARCHAR AS y,
  sum(x * x)::VARCHAR AS xx, sum(y * y)::VARCHAR AS yy, sum(x * y)::VARCHAR AS xy
FROM found JOIN owners USING (metric, variation) GROUP BY ALL ORDER BY metric, variation`,
    ),
    datasets: DATASETS,
    row: quantileRow,
  };
}
