import { z } from 'zod';
import { type Days, daySchema, type Filters } from '../../contract/index.ts';
import type { QueryDefinition, QueryParams } from '../../store/cache/types.ts';
import { medianRanks, QUARTILES } from './median.ts';

/** Separates values in one text; no channel or campaign has it. */
export const SEPARATOR = '\u001f';

const COLUMNS = { channel: 'channel', segment: 'segment', campaign: 'campaign_id' } as const;
const FILTERED = ['channel', 'segment', 'campaign'] as const;

const chosen = (filters: Filters) => FILTERED.filter((name) => filters[name] !== undefined);

const touched = (filters: Filters): string =>
  chosen(filters)
    .map((name) => `AND bool_or(coalesce(list_contains(string_split($${name}, chr(31)), ${COLUMNS[name]}), false))`)
    .join(' ');

/**
 * Journeys whose last touch lies in the period, whole: also the touches before it. A filter keeps journeys that have some
 * touch of it.
 */
const ended = (filters: Filters): string => `ended AS (
  SELECT list_transform(list_sort(list({'position': position, 'channel': channel})), lambda t: t.channel) AS path,
    count(*) AS touches, max(day) AS ended_on, min(touch_at) AS began_at, max(converted_at) AS converted_at,
    bool_or(converted) AS converted, max(value_minor) AS value_minor, max(currency) AS currency
  FROM journeys
  WHERE journey_id IN (SELECT journey_id FROM journeys WHERE day BETWEEN $from::DATE AND $to::DATE)
  GROUP BY journey_id
  HAVING max(day) BETWEEN $from::DATE AND $to::DATE ${touched(filters)}
)`;

export const journeyParams = ({ from, to }: Days, filters: Filters): QueryParams => ({
  from,
  to,
  ...Object.fromEntries(chosen(filters).map((name) => [name, (filters[name] ?? []).join(SEPARATOR)])),
});

const count = z.int().nonnegative();

const pathCountRow = z.object({
  /** Channels in order, with `SEPARATOR` between them. */
  path: z.string(),
  conversions: count,
  losses: count,
  /** Minor units of the reporting currency. */
  value: z.number(),
  value_squares: z.number(),
  /** Conversions whose value is in another currency or missing. */
  unvalued: count,
  rows_read: count,
});
export type PathCountRow = z.infer<typeof pathCountRow>;

/** Distinct paths of channels and how their journeys ended. `$currency` is the one values are summed in. */
export const pathCountsQuery = (filters: Filters): QueryDefinition<typeof pathCountRow> => ({
  id: 'journeys.path_counts',
  sql: `WITH ${ended(filters)}
SELECT array_to_string(path, chr(31)) AS path, count(*) FILTER (converted) AS conversions,
  count(*) FILTER (NOT converted) AS losses,
  coalesce(sum(value_minor) FILTER (converted AND currency = $currency), 0)::DOUBLE AS value,
  coalesce(sum(value_minor::DOUBLE * value_minor) FILTER (converted AND currency = $currency), 0)::DOUBLE AS value_squares,
  count(*) FILTER (converted AND (value_minor IS NULL OR currency <> $currency)) AS unvalued,
  sum(touches)::BIGINT AS rows_read
FROM ended GROUP BY ALL ORDER BY path`,
  datasets: ['journeys'],
  row: pathCountRow,
});

const endedRow = z.object({
  /** null for the whole period. */
  day: daySchema.nullable(),
  journeys: count,
  conversions: count,
  /** Days from the first touch to the conversion. */
  days_lower: z.number().nullable(),
  days_median: z.number().nullable(),
  days_upper: z.number().nullable(),
  days_p90: z.number().nullable(),
  days_median_low: z.number().nullable(),
  days_median_high: z.number().nullable(),
  /** Touches of the journeys that converted. */
  touches_mean: z.number().nullable(),
  touches_sd: z.number().nullable(),
  rows_read: count,
});
export type EndedRow = z.infer<typeof endedRow>;

const DAYS = '(epoch_ms(converted_at) - epoch_ms(began_at)) / 86400000.0';

/** Journeys that ended, by day of their last touch and in all: conversions, days to convert, touches before. */
export function endedQuery(filters: Filters): QueryDefinition<typeof endedRow> {
  const { low, high } = medianRanks('conversions');
  return {
    id: 'journeys.ended',
    sql: `WITH ${ended(filters)}, counted AS (
  SELECT ended_on AS day, count(*) AS journeys, count(*) FILTER (converted) AS conversions,
    quantile_cont(${DAYS}, ${QUARTILES}) FILTER (converted) AS q, list_sort(list(${DAYS}) FILTER (converted)) AS waits,
    avg(touches) FILTER (converted) AS touches_mean, stddev_samp(touches) FILTER (converted) AS touches_sd,
    CASE WHEN grouping(ended_on) = 1 THEN coalesce(sum(touches), 0) ELSE 0 END::BIGINT AS rows_read
  FROM ended GROUP BY GROUPING SETS ((ended_on), ())
)
SELECT day, journeys, conversions, q[1] AS days_lower, q[2] AS days_median, q[3] AS days_upper, q[4] AS days_p90,
  waits[${low}] AS days_median_low, waits[${high}] AS days_median_high, touches_mean, touches_sd, rows_read
FROM counted ORDER BY day NULLS FIRST`,
    datasets: ['journeys'],
    row: endedRow,
  };
}
