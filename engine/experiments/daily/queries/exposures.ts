import { z } from 'zod';
import { daySchema } from '../../../contract/index.ts';
import type { QueryDefinition } from '../../../store/cache/index.ts';
import { DATASETS, SEEN } from './relations.ts';

const throughRow = z.object({ one: z.int() });

/** Nothing but where the data come from: their sources say through which day they are complete. */
export const throughQuery: QueryDefinition<typeof throughRow> = {
  id: 'experiments.through',
  sql: 'SELECT 1 AS one',
  datasets: DATASETS,
  row: throughRow,
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
