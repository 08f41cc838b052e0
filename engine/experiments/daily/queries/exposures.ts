import { z } from 'zod';
import { daySchema } from '../../../contract/index.ts';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import type { ReadDetail } from '../detail.ts';
import { DAY_MICROS } from '../plan.ts';
import { DATASETS, dayOfNumber, SEEN } from './relations.ts';

const throughRow = z.object({ one: z.int() });

/** Nothing but where the data come from: their sources say through which day they are complete. */
export const throughQuery: QueryDefinition<typeof throughRow> = {
  id: 'experiments.through',
  sql: '-- Through which day the data are complete: their loads say so.\nSELECT 1 AS one',
  datasets: DATASETS,
  row: throughRow,
};

const sizeRow = z.object({ units: z.int(), rows_read: z.int() });

/** How many units there are, within some percent: for the choice of how they are summed. */
export const sizeQuery: QueryDefinition<typeof sizeRow> = {
  id: 'experiments.size',
  sql: `SELECT approx_count_distinct(unit_id) AS units, count(*) AS rows_read FROM ab_exposures
    WHERE experiment_key = $key AND unit_type = $unit AND day <= $through::DATE
      AND exposed_at BETWEEN $started::TIMESTAMP AND $stopped::TIMESTAMP`,
  datasets: ['ab_exposures'],
  row: sizeRow,
};

const exposureRow = z.object({
  day: daySchema,
  variation: z.string(),
  several: z.boolean(),
  units: z.int(),
  rows_read: z.int(),
});
export type ExposureRow = z.infer<typeof exposureRow>;

/** Units by the day of their first exposure and variation; `several`: those exposed to more than one. */
export const exposureQuery: QueryDefinition<typeof exposureRow> = {
  id: 'experiments.exposure',
  sql: `WITH ${SEEN}
    SELECT first_at::DATE AS day, variation, variation <> other AS several, count(*) AS units, sum(rows_read) AS rows_read
    FROM seen GROUP BY ALL ORDER BY ALL`,
  datasets: ['ab_exposures'],
  row: exposureRow,
};

const ROWS_BEHIND = `
      SELECT count(*) AS all_rows FROM ab_exposures
      WHERE experiment_key = $key AND unit_type = $unit AND day <= $through::DATE
        AND exposed_at BETWEEN $started::TIMESTAMP AND $stopped::TIMESTAMP`;

/** The same from the units that are kept under `$id`; all rows that were read are counted with the first of its rows. */
export const keptExposureQuery = (detail: ReadDetail): QueryDefinition<typeof exposureRow> => ({
  id: 'experiments.kept_exposure',
  sql: `WITH grouped AS (
      SELECT exposed // ${DAY_MICROS} AS number, arm, turned IS NOT NULL AS several, count(*) AS units
      FROM workbench.ab_units WHERE id = $id GROUP BY ALL),
    by_day AS (
      SELECT number, name, several, sum(units)::BIGINT AS units
      FROM grouped JOIN (SELECT arm, name FROM workbench.ab_arms WHERE id = $id) AS arms USING (arm) GROUP BY ALL),
    behind AS (${detail === 'whole' ? ROWS_BEHIND : 'SELECT 0 AS all_rows'})
    SELECT ${dayOfNumber('number')} AS day, name AS variation, several, units,
      CASE WHEN row_number() OVER () = 1 THEN all_rows ELSE 0 END AS rows_read
    FROM by_day CROSS JOIN behind ORDER BY day, variation, several`,
  datasets: ['ab_exposures'],
  row: exposureRow,
});
