import { z } from 'zod';
import { daySchema } from '../../../contract/index.ts';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import type { PlannedMetric } from '../plan.ts';
import { bothSides, DATASETS, ENTRY, relations, type SumQuery, valueX, valueY, withRelations } from './relations.ts';
import { sumsOf, sumsShape, wholeSchema } from './rows.ts';

const dayRow = z.object({ metric: z.int(), day: daySchema, variation: z.int(), n: wholeSchema, ...sumsShape });
export type DayRow = z.infer<typeof dayRow>;

/** What units add to the sums on the day they come in: themselves, and what is known of them from before. */
const ENTERING = `entering AS (
  SELECT metric, ${ENTRY} AS day, variation, count(*)::HUGEINT::VARCHAR AS n FROM units CROSS JOIN metrics GROUP BY ALL),
known AS (
  SELECT metric, units.day, before.variation, 0 AS x, 0 AS y, u, v FROM before JOIN units USING (uid))`;

/** Each unit's value after each day it changed on, and the one before. */
const STEPS = `moves AS (
  SELECT uid, variation, track, day, ${bothSides} FROM log JOIN sides USING (stream) GROUP BY ALL),
running AS (
  SELECT uid, variation, track, day, hits_x, amount_x, hits_y, amount_y, sum(hits_x) OVER unit_days AS hits_x_after,
    sum(amount_x) OVER unit_days AS amount_x_after, sum(hits_y) OVER unit_days AS hits_y_after,
    sum(amount_y) OVER unit_days AS amount_y_after
  FROM moves WINDOW unit_days AS (PARTITION BY uid, track ORDER BY day ROWS UNBOUNDED PRECEDING)),
steps AS (
  SELECT uid, variation, metric, day, closed, entry_after, ${valueX('_after')} AS x, ${valueY('_after')} AS y,
    ${valueX('_before')} AS x_before, ${valueY('_before')} AS y_before
  FROM (SELECT *, hits_x_after - hits_x AS hits_x_before, amount_x_after - amount_x AS amount_x_before,
      hits_y_after - hits_y AS hits_y_before, amount_y_after - amount_y AS amount_y_before FROM running)
  JOIN metrics USING (track))`;

const CHANGES = ['x', 'y', 'xx', 'yy', 'xy', 'xu', 'xv', 'yu', 'yv'] as const;

const change = (name: string): string => {
  const at = (moment: string) =>
    name
      .split('')
      .map((factor) => `${factor === 'u' || factor === 'v' ? `coalesce(${factor}, 0)` : factor + moment}::HUGEINT`)
      .join(' * ');
  return `sum(${at('')} - ${at('_before')})::HUGEINT::VARCHAR AS ${name}`;
};

/** What each day adds to the sums of each arm. Added up to a day, they are the sums as it stood at the end of it. */
export function daysQuery(query: SumQuery, metrics: readonly PlannedMetric[]): QueryDefinition<typeof dayRow> {
  const none = (names: readonly string[]) => names.map((name) => `'0' AS ${name}`).join(', ');
  const noChange = ['u', 'v', 'uu', 'vv', 'uv'];
  return {
    id: 'experiments.days',
    sql: withRelations(
      [...relations(query, metrics), ENTERING, STEPS],
      `SELECT * FROM (
  SELECT metric, day, variation, n, ${none([...CHANGES, ...noChange])} FROM entering
  UNION ALL BY NAME SELECT metric, day, variation, '0' AS n, ${sumsOf} FROM known GROUP BY ALL
  UNION ALL BY NAME
  SELECT metric, CASE WHEN closed THEN ${ENTRY} ELSE steps.day END AS day, steps.variation, '0' AS n,
    ${CHANGES.map(change).join(',\n    ')}, ${none(noChange)}
  FROM steps JOIN units USING (uid) LEFT JOIN before USING (uid, metric) GROUP BY ALL
) WHERE day <= $through::DATE ORDER BY day, metric, variation`,
    ),
    datasets: DATASETS,
    row: dayRow,
  };
}
