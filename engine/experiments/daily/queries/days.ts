import { z } from 'zod';
import { daySchema } from '../../../contract/index.ts';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import type { ReadDetail } from '../detail.ts';
import { DAY_MICROS, hasRatios, type SumPlan } from '../plan.ts';
import { changes, KNOWN_VALUES } from './changes.ts';
import { CURRENT } from './current.ts';
import { type Base, DATASETS, dayOfNumber, ENTRY, THROUGH, withRelations } from './relations.ts';
import {
  addedUp,
  SUM_NAMES,
  sumsOfBothSteps,
  sumsOfKnown,
  sumsOfSteps,
  sumsOfUnits,
  sumsShape,
  type Width,
} from './rows.ts';

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
const EXPOSED_ON = `exposed // ${DAY_MICROS}`;

const stepsOfBoth = (width: Width): string => `
  UNION ALL
  SELECT ${DAY_OF_STEP} AS batch, metric, arm, ${DAY_OF_STEP} AS day, ${sumsOfBothSteps(width)} FROM steps_both GROUP BY ALL`;

/**
 * What comes in by arm: the units themselves, what is known of them from before, and each change of their values. `day`:
 * when it counts from. `batch`: the day of the data that brought it.
 * @param known the relation of what new units did before: a part of `before`, or all of it.
 */
export const increments = (
  plan: SumPlan,
  known: string,
  width: Width = 'HUGEINT',
): string => `entries AS (SELECT DISTINCT entry_after FROM metrics),
entering AS (
  SELECT entry_after, arm, ${EXPOSED_ON} AS batch, ${ENTRY} AS day, ${sumsOfUnits} FROM units CROSS JOIN entries
  GROUP BY ALL),
increments AS (
  SELECT batch, metric, arm, day, ${SUM_NAMES.join(', ')} FROM entering JOIN metrics USING (entry_after)
  UNION ALL
  SELECT batch, metric, arm, day, ${sumsOfKnown(width)} FROM (
    SELECT ${EXPOSED_ON} AS batch, metric, arm, ${EXPOSED_ON} AS day, ${KNOWN_VALUES}
    FROM ${known} AS known JOIN metrics ON known.pair = metrics.pair AND covariate) GROUP BY ALL
  UNION ALL
  SELECT ${DAY_OF_STEP} AS batch, metric, arm, CASE WHEN closed THEN ${ENTRY} ELSE ${DAY_OF_STEP} END AS day, ${sumsOfSteps(width)}
  FROM steps GROUP BY ALL${hasRatios(plan) ? stepsOfBoth(width) : ''})`;

const GROUPS = ['day', ...DIMENSIONS].map((name) => `(metric, variation, ${name})`).join(', ');
const DIMENSION = DIMENSIONS.map((name) => `WHEN GROUPING(${name}) = 0 THEN '${name}'`).join(' ');

/** Increments by day, and over all days by what the units were at their first exposure. */
const byDayAndDimension = (from: string): string => `SELECT metric, variation, ${dayOfNumber('day')} AS day,
  CASE ${DIMENSION} END AS dimension, coalesce(segment, device, country) AS value, ${addedUp}
FROM ${from} AND day <= ${THROUGH}
GROUP BY GROUPING SETS (${GROUPS}) HAVING day IS NOT NULL OR value IS NOT NULL
ORDER BY day, dimension, value, metric, variation`;

/**
 * What each day adds to the sums of each arm (added up to a day, they are the sums as it stood at the end of it), and the
 * sums over all days by what the units were at their first exposure.
 */
export const daysQuery = (plan: SumPlan, base: Base): QueryDefinition<typeof partRow> => ({
  id: 'experiments.days',
  sql: withRelations(
    [...changes(plan, base), increments(plan, 'before')],
    byDayAndDimension('increments JOIN arms USING (arm) WHERE true'),
  ),
  datasets: DATASETS,
  row: partRow,
});

/** The same from the increments that are kept under `$id`. */
const keptDays: QueryDefinition<typeof partRow> = {
  id: 'experiments.kept_days',
  sql: byDayAndDimension(`(SELECT increments.*, variation, dims.segment AS segment, dims.device AS device,
    dims.country AS country
  FROM workbench.ab_increments AS increments JOIN workbench.ab_arms AS arms USING (id, arm) WHERE id = $id) WHERE true`),
  datasets: DATASETS,
  row: partRow,
};

/** What each day adds, and nothing by what units were. */
const keptDaysAlone: QueryDefinition<typeof partRow> = {
  ...keptDays,
  sql: `SELECT metric, variation, ${dayOfNumber('day')} AS day, NULL AS dimension, NULL AS value, ${addedUp}
FROM workbench.ab_increments AS increments JOIN workbench.ab_arms AS arms USING (id, arm)
WHERE id = $id AND day <= ${THROUGH} GROUP BY metric, variation, increments.day ORDER BY increments.day, metric, variation`,
};

export const keptDaysQuery = (detail: ReadDetail): QueryDefinition<typeof partRow> =>
  detail === 'whole' ? keptDays : keptDaysAlone;

const keptRow = z.object({ id: z.int() });

/** The number under which sums are kept that are those of the data as they are now; none: no row. */
export const keptQuery: QueryDefinition<typeof keptRow> = {
  id: 'experiments.kept',
  sql: CURRENT,
  datasets: DATASETS,
  row: keptRow,
};
