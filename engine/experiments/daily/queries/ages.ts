import { z } from 'zod';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import { DAY_MICROS, type PlannedMetric } from '../plan.ts';
import { DATASETS, relations, STOPPED, type SumQuery, THROUGH, withRelations } from './relations.ts';
import { SUM_NAMES, sumsOfBothSteps, sumsOfSteps, sumsShape } from './rows.ts';

const ageRow = z.object({ metric: z.int(), variation: z.int(), age: z.int(), ...sumsShape });

/** Sums by whole days since the first exposure, over the units of which all of that day has been seen. */
export function agesQuery(query: SumQuery, metrics: readonly PlannedMetric[]): QueryDefinition<typeof ageRow> {
  const bounds = metrics.map(({ metric: { window }, number }) => {
    const { delayHours, hours } = window;
    const oldest = hours === null ? 100_000 : Math.ceil((delayHours + hours) / 24) - 1;
    return `(${number}::UTINYINT, ${Math.floor(delayHours / 24)}, ${oldest}, ${hours === null})`;
  });
  const end = `((${THROUGH} + 1) * ${DAY_MICROS})`;
  const seen = `((CASE WHEN ending THEN least(${end}, ${STOPPED}) ELSE ${end} END - exposed) // ${DAY_MICROS})`;
  const rest = SUM_NAMES.filter((name) => name !== 'n');
  return {
    id: 'experiments.ages',
    sql: withRelations(
      [
        ...relations(query, metrics, 'age'),
        `bounds(metric, youngest, oldest, ending) AS (VALUES ${bounds.join(', ')}),
reached AS (
  SELECT ending, variation, ${seen} AS days, count(*) AS units
  FROM units JOIN arms USING (arm) CROSS JOIN (SELECT DISTINCT ending FROM bounds) GROUP BY ALL),
counted AS (
  SELECT metric, variation, age, sum(units)::HUGEINT::VARCHAR AS n
  FROM reached JOIN bounds USING (ending) JOIN range(0, (SELECT max(days) FROM reached)) AS ages(age)
    ON age < days AND age BETWEEN youngest AND oldest
  GROUP BY ALL),
aged AS (
  SELECT metric, arm, age, ${sumsOfSteps('HUGEINT')} FROM (
    SELECT metric, arm, since // ${DAY_MICROS} AS age, x, x_before, 0 AS u
    FROM steps JOIN bounds USING (metric) WHERE since // ${DAY_MICROS} < ${seen})
  GROUP BY ALL
  UNION ALL
  SELECT metric, arm, age, ${sumsOfBothSteps('HUGEINT')} FROM (
    SELECT metric, arm, since // ${DAY_MICROS} AS age, x, y, x_before, y_before, 0 AS u, 0 AS v
    FROM steps_both JOIN bounds USING (metric) WHERE since // ${DAY_MICROS} < ${seen})
  GROUP BY ALL),
summed AS (
  SELECT metric, variation, age, ${rest.map((name) => `sum(${name}) AS ${name}`).join(', ')}
  FROM aged JOIN arms USING (arm) GROUP BY ALL)`,
      ],
      `SELECT metric, variation, age, counted.n AS n, ${rest
        .map((name) => `coalesce(summed.${name}, 0)::HUGEINT::VARCHAR AS ${name}`)
        .join(', ')}
FROM counted LEFT JOIN summed USING (metric, variation, age) ORDER BY ALL`,
    ),
    datasets: DATASETS,
    row: ageRow,
  };
}
