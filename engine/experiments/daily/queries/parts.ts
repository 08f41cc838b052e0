import { z } from 'zod';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import { DAY_MICROS, type PlannedMetric } from '../plan.ts';
import {
  bothSides,
  DATASETS,
  ENTRY,
  relations,
  type SumQuery,
  TOTALS,
  valueX,
  valueY,
  withRelations,
} from './relations.ts';
import { sumsOf, sumsShape, wholeSchema } from './rows.ts';

const segmentRow = z.object({
  metric: z.int(),
  variation: z.int(),
  dimension: z.enum(['segment', 'device', 'country']),
  value: z.string(),
  n: wholeSchema,
  ...sumsShape,
});

const DIMENSIONS = ['segment', 'device', 'country'] as const;

/** Sums over the whole experiment by what the units were at their first exposure. */
export function segmentsQuery(query: SumQuery, metrics: readonly PlannedMetric[]): QueryDefinition<typeof segmentRow> {
  const sets = (names: string) => `GROUPING SETS (${DIMENSIONS.map((name) => `(${names}, ${name})`).join(', ')})`;
  const named = `CASE ${DIMENSIONS.map((name) => `WHEN GROUPING(${name}) = 0 THEN '${name}'`).join(' ')} END AS dimension,
    coalesce(segment, device, country) AS value`;
  return {
    id: 'experiments.segments',
    sql: withRelations(
      [
        ...relations(query, metrics),
        TOTALS,
        `counted AS (SELECT metric, variation, ${named}, count(*)::HUGEINT::VARCHAR AS n
  FROM units CROSS JOIN metrics WHERE ${ENTRY} <= $through::DATE GROUP BY ${sets('metric, variation')}),
both_times AS (
  SELECT uid, metric, coalesce(x, 0) AS x, coalesce(y, 0) AS y, coalesce(u, 0) AS u, coalesce(v, 0) AS v
  FROM totals FULL JOIN before USING (uid, metric)),
summed AS (SELECT metric, units.variation, ${named}, ${sumsOf}
  FROM both_times JOIN units USING (uid) JOIN metrics USING (metric)
  WHERE ${ENTRY} <= $through::DATE GROUP BY ${sets('metric, units.variation')})`,
      ],
      `SELECT metric, variation, dimension, value, n, ${Object.keys(sumsShape)
        .map((name) => `coalesce(summed.${name}, '0') AS ${name}`)
        .join(', ')}
FROM counted LEFT JOIN summed USING (metric, variation, dimension, value)
WHERE value IS NOT NULL ORDER BY ALL`,
    ),
    datasets: DATASETS,
    row: segmentRow,
  };
}

const ageRow = z.object({ metric: z.int(), variation: z.int(), age: z.int(), n: wholeSchema, ...sumsShape });

/** Sums by whole days since the first exposure, over the units of which all of that day has been seen. */
export function agesQuery(query: SumQuery, metrics: readonly PlannedMetric[]): QueryDefinition<typeof ageRow> {
  const open = metrics.filter(({ metric }) => metric.window.hours === null);
  const isOpen =
    open.length === 0 ? 'false' : `metric IN (${open.map((m) => query.plan.metrics.indexOf(m)).join(', ')})`;
  const lasts = `(($through::DATE + 1)::TIMESTAMP)`;
  const seenUntil = `CASE WHEN ${isOpen} THEN least(${lasts}, $stopped::TIMESTAMP) ELSE ${lasts} END`;
  const bounds = metrics.map(({ metric }) => {
    const { delayHours, hours } = metric.window;
    const number = query.plan.metrics.findIndex((other) => other.metric.id === metric.id);
    return `(${number}, ${Math.floor(delayHours / 24)}, ${hours === null ? 100_000 : Math.ceil((delayHours + hours) / 24) - 1})`;
  });
  return {
    id: 'experiments.ages',
    sql: withRelations(
      [
        ...relations(query, metrics),
        `bounds(metric, youngest, oldest) AS (VALUES ${bounds.join(', ')}),
reached AS (
  SELECT metric, variation, (epoch_us(${seenUntil}) - epoch_us(first_at)) // ${DAY_MICROS} AS days, count(*) AS units
  FROM units CROSS JOIN metrics GROUP BY ALL),
counted AS (
  SELECT metric, variation, age, sum(units)::HUGEINT::VARCHAR AS n
  FROM reached JOIN bounds USING (metric) JOIN range(0, (SELECT max(days) FROM reached)) AS ages(age)
    ON age < days AND age BETWEEN youngest AND oldest
  GROUP BY ALL),
aged AS (
  SELECT uid, variation, track, age, ${bothSides} FROM log JOIN sides USING (stream) GROUP BY ALL),
summed AS (
  SELECT metric, variation, age, ${sumsOf} FROM (
    SELECT metric, aged.variation, age, ${valueX('')} AS x, ${valueY('')} AS y, 0 AS u, 0 AS v
    FROM aged JOIN metrics USING (track) JOIN units USING (uid)
    WHERE age < (epoch_us(${seenUntil}) - epoch_us(first_at)) // ${DAY_MICROS})
  GROUP BY ALL)`,
      ],
      `SELECT metric, variation, age, n, ${Object.keys(sumsShape)
        .map((name) => `coalesce(summed.${name}, '0') AS ${name}`)
        .join(', ')}
FROM counted LEFT JOIN summed USING (metric, variation, age) ORDER BY ALL`,
    ),
    datasets: DATASETS,
    row: ageRow,
  };
}
