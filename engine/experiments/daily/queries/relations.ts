import type { Day } from '../../../core/index.ts';
import { literal, literals, type QueryParams } from '../../../store/cache/index.ts';
import { DAY_MICROS, type PlannedMetric, type SumPlan } from '../plan.ts';

/** A plan, and what had to be asked of the data before its sums can be written down. */
export interface SumQuery {
  readonly plan: SumPlan;
  /** Last day of which both exposures and outcomes are complete. */
  readonly through: Day;
  /** How many whole numbers a value of 1 is, by event. */
  readonly scales: ReadonlyMap<string, number>;
  /** By id of the metric: the most a unit's sum may be, in whole numbers. */
  readonly caps: ReadonlyMap<string, bigint>;
}

/** Beyond every offset from an exposure. */
const OPEN = 4_000_000_000_000_000_000n;

export const DATASETS = ['ab_exposures', 'ab_outcomes'] as const;

export const sumParams = ({ plan, through }: Pick<SumQuery, 'plan' | 'through'>): QueryParams => ({
  key: plan.record.design.key,
  unit: plan.record.design.unit,
  started: plan.record.startedAt ?? '0001-01-01T00:00:00.000Z',
  stopped: plan.record.stoppedAt ?? '9999-12-31T00:00:00.000Z',
  through,
});

const values = (rows: readonly string[], name: string, columns: string): string =>
  rows.length === 0
    ? `${name} AS (SELECT ${columns
        .split(', ')
        .map((column) => `0 AS ${column}`)
        .join(', ')} WHERE false)`
    : `${name}(${columns}) AS (VALUES ${rows.map((row) => `(${row})`).join(', ')})`;

/** The row of each unit of the experiment: when it was first exposed, to what, and what it was then. */
export const SEEN = `seen AS (
  SELECT unit_id, min(exposed_at) AS first_at, min(variation) AS variation, max(variation) AS other, count(*) AS rows_read,
    arg_min({'segment': segment, 'device': device, 'country': country},
      {'at': exposed_at, 'segment': segment, 'device': device, 'country': country}) AS first_dims
  FROM ab_exposures
  WHERE experiment_key = $key AND unit_type = $unit AND day <= $through::DATE
    AND exposed_at BETWEEN $started::TIMESTAMP AND $stopped::TIMESTAMP
  GROUP BY unit_id)`;

/** Units that count: of one variation, which the design has. `variation` is its number. */
const units = ({ variations }: SumPlan): string => `units AS (
  SELECT row_number() OVER () AS uid, unit_id, first_at, first_at::DATE AS day,
    list_position(${literals(variations)}, variation) - 1 AS variation,
    first_dims.segment AS segment, first_dims.device AS device, first_dims.country AS country
  FROM seen WHERE variation = other AND list_contains(${literals(variations)}, variation))`;

const scaleOf = (scales: ReadonlyMap<string, number>, event: string): number => scales.get(event) ?? 1;

const streams = ({ plan, scales }: SumQuery): string =>
  values(
    plan.streams.map(
      ({ event, from, to }, stream) =>
        `${stream}, ${literal(event)}, ${from}::BIGINT, ${to ?? OPEN}::BIGINT, ${scaleOf(scales, event)}::DOUBLE`,
    ),
    'streams',
    'stream, event, opens, closes, scale',
  );

/**
 * Events that count, by unit and stream: `since` is the time since the first exposure in microseconds, `amount` the value in
 * whole numbers.
 */
const hits = ({ events }: SumPlan): string => `hits AS (
  SELECT uid, units.variation, stream, outcomes.day AS day, epoch_us(occurred_at) - epoch_us(first_at) AS since, value,
    round(value * scale)::BIGINT AS amount
  FROM ab_outcomes AS outcomes JOIN units ON outcomes.unit_id = units.unit_id
  JOIN streams ON streams.event = outcomes.metric
    AND epoch_us(occurred_at) - epoch_us(first_at) >= opens AND epoch_us(occurred_at) - epoch_us(first_at) < closes
  WHERE outcomes.unit_type = $unit AND outcomes.day <= $through::DATE AND outcomes.metric IN (${events.map(literal).join(', ')})
    AND (closes < ${OPEN} OR occurred_at <= $stopped::TIMESTAMP))`;

/** Events by unit, stream, day and whole days since the first exposure: all sums of the experiment are made from it. */
const LOG = `log AS (
  SELECT uid, variation, stream, day, since // ${DAY_MICROS} AS age, count(*) AS hits, sum(amount)::BIGINT AS amount
  FROM hits GROUP BY ALL)`;

const sides = (plan: SumPlan): string =>
  values(
    plan.tracks.flatMap(({ x, y }, track) => [
      `${track}, ${x}, true`,
      ...(y === null ? [] : [`${track}, ${y}, false`]),
    ]),
    'sides',
    'track, stream, of_x',
  );

/** How a unit's value is made from the events of its track, as SQL over `hits` and `amount` with a suffix. */
const metricRow = ({ plan, caps }: SumQuery, { metric, track, readX, readY, entry }: PlannedMetric): string => {
  const cap = caps.get(metric.id);
  return `${plan.metrics.findIndex((other) => other.metric.id === metric.id)}, ${track}, ${readX === 'any'}, ${readY === 'count'},
    ${cap === undefined ? 'NULL' : cap}::BIGINT, ${entry.after}::BIGINT, ${entry.closed}`;
};

const metricRows = (query: SumQuery, metrics: readonly PlannedMetric[]): string =>
  values(
    metrics.map((metric) => metricRow(query, metric)),
    'metrics',
    'metric, track, any_x, count_y, cap, entry_after, closed',
  );

const befores = ({ plan }: SumQuery, metrics: readonly PlannedMetric[]): string =>
  values(
    metrics.flatMap(({ before, metric }) => {
      const number = plan.metrics.findIndex((other) => other.metric.id === metric.id);
      if (before === null) return [];
      return [`${number}, ${before.x}, true`, ...(before.y === null ? [] : [`${number}, ${before.y}, false`])];
    }),
    'befores',
    'metric, stream, of_x',
  );

export const valueX = (suffix: string): string =>
  `CASE WHEN any_x THEN (hits_x${suffix} > 0)::BIGINT ELSE least(amount_x${suffix}, cap) END`;
export const valueY = (suffix: string): string => `CASE WHEN count_y THEN hits_y${suffix} ELSE amount_y${suffix} END`;

/** SQL that adds up both sides of a track or of a covariate. */
export const bothSides = `
    coalesce(sum(hits) FILTER (of_x), 0)::BIGINT AS hits_x, coalesce(sum(amount) FILTER (of_x), 0)::BIGINT AS amount_x,
    coalesce(sum(hits) FILTER (NOT of_x), 0)::BIGINT AS hits_y, coalesce(sum(amount) FILTER (NOT of_x), 0)::BIGINT AS amount_y`;

/** The covariates of units that have any. */
const BEFORE = `before AS (
  SELECT uid, variation, metric, ${valueX('')} AS u, ${valueY('')} AS v
  FROM (SELECT uid, variation, metric, ${bothSides} FROM log JOIN befores USING (stream) GROUP BY ALL)
  JOIN metrics USING (metric))`;

/** The values of units that have any, over their whole windows, with their covariates. */
export const TOTALS = `totals AS (
  SELECT uid, variation, metric, ${valueX('')} AS x, ${valueY('')} AS y
  FROM (SELECT uid, variation, track, ${bothSides} FROM log JOIN sides USING (stream) GROUP BY ALL)
  JOIN metrics USING (track))`;

/** The units, their log and the metrics, as named relations that a query begins with. */
export function relations(query: SumQuery, metrics: readonly PlannedMetric[]): readonly string[] {
  const { plan } = query;
  return [
    SEEN,
    units(plan),
    streams(query),
    hits(plan),
    LOG,
    sides(plan),
    metricRows(query, metrics),
    befores(query, metrics),
    BEFORE,
  ];
}

/** First day at whose end a unit counts: `entry_after` microseconds from its first exposure are over. */
export const ENTRY = `greatest(first_at, first_at + to_microseconds(entry_after - 1))::DATE`;

export const withRelations = (parts: readonly string[], select: string): string =>
  `WITH ${parts.join(',\n')}\n${select}`;
