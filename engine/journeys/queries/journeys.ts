import { z } from 'zod';
import { type Days, daySchema, type Filters } from '../../contract/index.ts';
import { daysBetween } from '../../core/index.ts';
import type { QueryDefinition, QueryParams } from '../../store/cache/types.ts';
import { medianRanks, quantileOf, SPREAD } from './median.ts';

/** Separates values in one text; no channel or campaign has it. */
export const SEPARATOR = '\u001f';

const COLUMNS = { channel: 'channel', segment: 'segment', campaign: 'campaign_id' } as const;
const FILTERED = ['channel', 'segment', 'campaign'] as const;

const chosen = (filters: Filters) => FILTERED.filter((name) => filters[name] !== undefined);

const touched = (filters: Filters): string =>
  chosen(filters)
    .map((name) => `AND bool_or(coalesce(list_contains(string_split($${name}, chr(31)), ${COLUMNS[name]}), false))`)
    .join(' ');

/** Up to this many days the journeys are looked up first; beyond it most journeys are in the period anyway. */
const LOOKED_UP_DAYS = 120;

const touching = ({ from, to }: Days): string =>
  daysBetween(from, to) > LOOKED_UP_DAYS
    ? 'true'
    : 'journey_id IN (SELECT journey_id FROM journeys WHERE day BETWEEN $from::DATE AND $to::DATE)';

interface EndedSelect {
  readonly days: Days;
  readonly filters: Filters;
  /** Columns beside the ends of the journey, and where they come from. */
  readonly columns: string;
  readonly from?: string;
  readonly where?: string;
}

/**
 * Journeys whose last touch lies in the period, whole: also the touches before it. A filter keeps journeys that have some
 * touch of it.
 */
const endedSelect = ({ days, filters, columns, from = 'journeys', where = 'true' }: EndedSelect): string => `
  SELECT ${columns}, count(*) AS touches, bool_or(converted) AS converted
  FROM ${from} WHERE ${touching(days)} AND ${where}
  GROUP BY journey_id HAVING max(day) BETWEEN $from::DATE AND $to::DATE ${touched(filters)}`;

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

/** Touches in one packed number, and packed numbers in a path: eight bits hold the code of a channel. */
const PACKED = 15;
const PACKS = [0, 1, 2, 3] as const;
const LONGEST = PACKED * PACKS.length;

const VALUE = 'max(value_minor) AS value_minor, max(currency) AS currency';

const packs = PACKS.map(
  (pack) => `coalesce(sum(code::HUGEINT << (8 * ((position - 1) % ${PACKED}))::INTEGER)
      FILTER (position BETWEEN ${pack * PACKED + 1} AND ${(pack + 1) * PACKED}), 0::HUGEINT)::HUGEINT AS pack${pack}`,
).join(',\n    ');

const unpacked = PACKS.map(
  (pack) =>
    `list_transform(range(${PACKED}), lambda place: ((pack${pack} >> (8 * place)::INTEGER) & 255::HUGEINT)::INTEGER)`,
).join(' || ');

const ends = `count(*) FILTER (converted) AS conversions, count(*) FILTER (NOT converted) AS losses,
    coalesce(sum(value_minor) FILTER (converted AND currency = $currency), 0)::DOUBLE AS value,
    coalesce(sum(value_minor::DOUBLE * value_minor) FILTER (converted AND currency = $currency), 0)::DOUBLE AS value_squares,
    count(*) FILTER (converted AND (value_minor IS NULL OR currency <> $currency)) AS unvalued,
    sum(touches)::BIGINT AS rows_read`;

/**
 * Distinct paths of channels and how their journeys ended. `$currency` is the one values are summed in. A path is packed
 * into four wide integers, so that ten million touches need neither lists nor sorting; journeys of more than sixty touches
 * are put together as lists. Fails with more than 255 channels.
 */
export const pathCountsQuery = (days: Days, filters: Filters): QueryDefinition<typeof pathCountRow> => ({
  id: 'journeys.path_counts',
  sql: `WITH names AS (
  SELECT channel, row_number() OVER (ORDER BY channel)::INTEGER AS code FROM (SELECT DISTINCT channel FROM journeys)
), codes AS (
  SELECT channel, CASE WHEN code > 255 THEN error('more than 255 channels') ELSE code END AS code FROM names
), far AS (
  SELECT DISTINCT journey_id FROM journeys WHERE position > ${LONGEST}
), packed AS (${endedSelect({
    days,
    filters,
    columns: `${packs},\n    ${VALUE}`,
    from: 'journeys JOIN codes USING (channel)',
    where: 'journey_id NOT IN (SELECT journey_id FROM far)',
  })}
), counted AS (
  SELECT ${PACKS.map((pack) => `pack${pack}`).join(', ')}, ${ends} FROM packed GROUP BY ALL
), listed AS (${endedSelect({
    days,
    filters,
    columns: `array_to_string(list_transform(list_sort(list({'position': position, 'channel': channel})),
    lambda touch: touch.channel), chr(31)) AS path, ${VALUE}`,
    where: 'journey_id IN (SELECT journey_id FROM far)',
  })}
)
SELECT array_to_string(list_transform(list_filter(${unpacked}, lambda code: code > 0),
    lambda code: known[code]), chr(31)) AS path, conversions, losses, value, value_squares, unvalued, rows_read
FROM counted, (SELECT list(channel ORDER BY code) AS known FROM codes)
UNION ALL
SELECT path, ${ends} FROM listed GROUP BY path
ORDER BY path`,
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

/** Columns of the spread, in its order. */
const SPREAD_NAMES = ['days_lower', 'days_median', 'days_upper', 'days_p90'] as const;

const DAYS = '(epoch_ms(converted_at) - epoch_ms(began_at)) / 86400000.0';

/** Journeys that ended, by day of their last touch and in all: conversions, days to convert, touches before. */
export function endedQuery(days: Days, filters: Filters): QueryDefinition<typeof endedRow> {
  const { low, high } = medianRanks('conversions');
  return {
    id: 'journeys.ended',
    sql: `WITH ended AS (${endedSelect({
      days,
      filters,
      columns: 'max(day) AS ended_on, min(touch_at) AS began_at, max(converted_at) AS converted_at',
    })}
), counted AS (
  SELECT ended_on AS day, count(*) AS journeys, count(*) FILTER (converted) AS conversions,
    list_sort(list(${DAYS}) FILTER (converted)) AS waits,
    avg(touches) FILTER (converted) AS touches_mean, stddev_samp(touches) FILTER (converted) AS touches_sd,
    CASE WHEN grouping(ended_on) = 1 THEN coalesce(sum(touches), 0) ELSE 0 END::BIGINT AS rows_read
  FROM ended GROUP BY GROUPING SETS ((ended_on), ())
)
SELECT day, journeys, conversions, ${SPREAD.map((p, i) => `${quantileOf('waits', p)} AS ${SPREAD_NAMES[i]}`).join(',\n  ')},
  waits[${low}] AS days_median_low, waits[${high}] AS days_median_high, touches_mean, touches_sd, rows_read
FROM counted ORDER BY day NULLS FIRST`,
    datasets: ['journeys'],
    row: endedRow,
  };
}
