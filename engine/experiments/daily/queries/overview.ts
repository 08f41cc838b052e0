import { z } from 'zod';
import { daySchema, type ExperimentRecord, metricBaselineSchema } from '../../../contract/index.ts';
import { literal, type QueryDefinition } from '../../../store/cache/index.ts';
import { countedFrom } from '../../counted-from.ts';

const unitsRow = z.object({
  key: z.string(),
  unit: z.string(),
  variation: z.string(),
  several: z.boolean(),
  units: z.int(),
  first_day: daySchema,
  last_day: daySchema,
  rows_read: z.int(),
});
export type UnitsRow = z.infer<typeof unitsRow>;

const boundsRow = (record: ExperimentRecord): string =>
  `(${literal(record.design.key)}, ${literal(record.design.unit)},
    TIMESTAMP ${literal(countedFrom(record) ?? '0001-01-01 00:00:00')}, TIMESTAMP ${literal(record.stoppedAt ?? '9999-12-31 00:00:00')})`;

/** Units of all experiments in the data by variation, with the days of first exposures; `several`: of more than one. */
export const unitsQuery = (records: readonly ExperimentRecord[]): QueryDefinition<typeof unitsRow> => ({
  id: 'experiments.units',
  sql: `WITH ${
    records.length === 0
      ? "bounds AS (SELECT '' AS key, '' AS unit, TIMESTAMP 'epoch' AS started, TIMESTAMP 'epoch' AS stopped WHERE false)"
      : `bounds(key, unit, started, stopped) AS (VALUES ${records.map(boundsRow).join(', ')})`
  },
seen AS (
  SELECT experiment_key AS key, unit_type AS unit, unit_id, min(exposed_at) AS first_at, min(variation) AS variation,
    max(variation) AS other, count(*) AS rows_read
  FROM ab_exposures LEFT JOIN bounds ON experiment_key = bounds.key
  WHERE day <= $through::DATE
    AND (bounds.key IS NULL OR (unit_type = bounds.unit AND exposed_at BETWEEN started AND stopped))
  GROUP BY ALL)
SELECT key, unit, variation, variation <> other AS several, count(*) AS units, min(first_at)::DATE AS first_day,
  max(first_at)::DATE AS last_day, sum(rows_read) AS rows_read
FROM seen GROUP BY ALL ORDER BY ALL`,
  datasets: ['ab_exposures'],
  row: unitsRow,
});

const baselineRow = metricBaselineSchema.unwrap().extend({ rows_read: z.int() });
export type BaselineRow = z.infer<typeof baselineRow>;

/**
 * What units of each type do in the 28 days up to `$through`: mean, deviation and share over all units that had any event
 * then. Sums of squares are taken about the mean.
 */
export const baselineQuery: QueryDefinition<typeof baselineRow> = {
  id: 'experiments.baselines',
  sql: `WITH recent AS (
  SELECT unit_type AS unit, metric AS event, unit_id, sum(value) AS total, count(*) AS events
  FROM ab_outcomes WHERE day BETWEEN $first::DATE AND $through::DATE GROUP BY ALL),
population AS (SELECT unit, count(DISTINCT unit_id) AS units FROM recent GROUP BY unit),
having_it AS (
  SELECT unit, event, count(*) AS having_units, avg(total) AS own_mean, coalesce(var_pop(total), 0) * count(*) AS own_m2,
    sum(events) AS rows_read
  FROM recent GROUP BY unit, event)
SELECT event, unit, $first AS "firstDay", $through AS "lastDay", units::BIGINT AS units,
  own_mean * having_units / units AS mean,
  CASE WHEN units < 2 THEN 0
    ELSE sqrt((own_m2 + own_mean * own_mean * having_units * (units - having_units) / units) / (units - 1)) END AS sd,
  having_units / units AS share, units / 28 AS "unitsPerDay", rows_read::BIGINT AS rows_read
FROM having_it JOIN population USING (unit) ORDER BY unit, event`,
  datasets: ['ab_outcomes'],
  row: baselineRow,
};
