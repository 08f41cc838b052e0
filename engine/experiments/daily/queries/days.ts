import { z } from 'zod';
import { daySchema } from '../../../contract/index.ts';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import { DAY_MICROS, type PlannedMetric } from '../plan.ts';
import {
  DATASETS,
  dayOfNumber,
  ENTRY,
  KNOWN_VALUES,
  relations,
  type SumQuery,
  THROUGH,
  withRelations,
} from './relations.ts';
import { addedUp, SUM_NAMES, sumsOfBothSteps, sumsOfKnown, sumsOfSteps, sumsOfUnits, sumsShape } from './rows.ts';

const DIMENSIONS = ['segment', 'device', 'country'] as const;

const partRow = z.object({
  metric: z.int(),
  variation: z.int(),
  /** Null in the rows of a dimension: those are over all days. */
  day: daySchema.nullable(),
  dimension: z.enum(DIMENSIONS).nullable(),
  value: z.string().nullable(),
  ...sumsShape,
});
export type PartRow = z.infer<typeof partRow>;

const DAY_OF_STEP = `(exposed + since) // ${DAY_MICROS}`;

/** What comes in on a day by arm: the units themselves, what is known of them from before, and each change of their values. */
const increments = `entries AS (SELECT DISTINCT entry_after FROM metrics),
entering AS (SELECT entry_after, arm, ${ENTRY} AS day, ${sumsOfUnits} FROM units CROSS JOIN entries GROUP BY ALL),
increments AS (
  SELECT metric, arm, day, ${SUM_NAMES.join(', ')} FROM entering JOIN metrics USING (entry_after)
  UNION ALL
  SELECT metric, arm, day, ${sumsOfKnown} FROM (
    SELECT metric, arm, exposed // ${DAY_MICROS} AS day, ${KNOWN_VALUES}
    FROM before JOIN metrics ON before.pair = metrics.pair AND covariate) GROUP BY ALL
  UNION ALL
  SELECT metric, arm, CASE WHEN closed THEN ${ENTRY} ELSE ${DAY_OF_STEP} END AS day, ${sumsOfSteps} FROM steps GROUP BY ALL
  UNION ALL
  SELECT metric, arm, ${DAY_OF_STEP} AS day, ${sumsOfBothSteps} FROM steps_both GROUP BY ALL)`;

/**
 * What each day adds to the sums of each arm (added up to a day, they are the sums as it stood at the end of it), and the
 * sums over all days by what the units were at their first exposure.
 */
export function daysQuery(query: SumQuery, metrics: readonly PlannedMetric[]): QueryDefinition<typeof partRow> {
  const groups = ['day', ...DIMENSIONS].map((name) => `(metric, variation, ${name})`).join(', ');
  const dimension = DIMENSIONS.map((name) => `WHEN GROUPING(${name}) = 0 THEN '${name}'`).join(' ');
  return {
    id: 'experiments.days',
    sql: withRelations(
      [...relations(query, metrics), increments],
      `SELECT metric, variation, ${dayOfNumber('day')} AS day, CASE ${dimension} END AS dimension,
  coalesce(segment, device, country) AS value, ${addedUp}
FROM increments JOIN arms USING (arm)
WHERE day <= ${THROUGH}
GROUP BY GROUPING SETS (${groups}) HAVING day IS NOT NULL OR value IS NOT NULL
ORDER BY day, dimension, value, metric, variation`,
    ),
    datasets: DATASETS,
    row: partRow,
  };
}
