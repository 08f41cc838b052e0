import type { Day } from '../../../core/index.ts';
import { literal, literals, type QueryParams } from '../../../store/cache/index.ts';
import { countedFrom } from '../../counted-from.ts';
import { DAY_MICROS, mixedPairs, type PlannedMetric, type SumPlan } from '../plan.ts';

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
export const OPEN = 4_000_000_000_000_000_000n;

export const DATASETS = ['ab_exposures', 'ab_outcomes'] as const;

export const sumParams = ({ plan, through }: Pick<SumQuery, 'plan' | 'through'>): QueryParams => ({
  key: plan.record.design.key,
  unit: plan.record.design.unit,
  started: countedFrom(plan.record) ?? '0001-01-01T00:00:00.000Z',
  stopped: plan.record.stoppedAt ?? '9999-12-31T00:00:00.000Z',
  through,
});

/** A relation of rows written out; without rows it has its columns all the same. */
export function written(name: string, columns: readonly string[], rows: readonly string[]): string {
  const none = columns.map((column) => `NULL AS ${column}`).join(', ');
  return rows.length === 0
    ? `${name} AS (SELECT ${none} WHERE false)`
    : `${name}(${columns.join(', ')}) AS (VALUES ${rows.map((row) => `(${row})`).join(', ')})`;
}

/**
 * Each unit: when it was first exposed, to what, and what it was then.
 * @param of what a unit is told apart by
 */
export const seenIn = (exposures: string, of: string): string => `seen AS (
  SELECT ${of}, min(exposed_at) AS first_at, min(variation) AS variation, max(variation) AS other, count(*) AS rows_read,
    arg_min({'segment': segment, 'device': device, 'country': country},
      {'at': exposed_at, 'segment': segment, 'device': device, 'country': country}) AS first_dims
  FROM ${exposures} GROUP BY ${of})`;

/** The units of the experiment. */
export const SEEN = seenIn(
  `ab_exposures WHERE experiment_key = $key AND unit_type = $unit AND day <= $through::DATE
    AND exposed_at BETWEEN $started::TIMESTAMP AND $stopped::TIMESTAMP`,
  'unit_id',
);

/** Units that count: of one variation, which the design has. `exposed` in microseconds; `arm`: see `ARMS`. */
const UNITS = `units AS (
  SELECT row_number() OVER ()::INTEGER AS uid, unit_id, epoch_us(first_at) AS exposed, arm
  FROM seen JOIN arms ON seen.variation = arms.name AND first_dims = dims WHERE seen.variation = other)`;

/** What units can be: their variation, by its number, and what they were at their first exposure. */
const arms = ({ variations }: SumPlan): string => `arms AS (
  SELECT row_number() OVER ()::INTEGER AS arm, name, dims, dims.segment AS segment, dims.device AS device,
    dims.country AS country, (list_position(${literals(variations)}, name) - 1)::UTINYINT AS variation
  FROM (SELECT DISTINCT variation AS name, first_dims AS dims FROM seen WHERE variation = other)
  WHERE list_contains(${literals(variations)}, name))`;

/** The pairs that some metrics need. */
const pairsOf = (planned: SumPlan['lanes'], metrics: readonly PlannedMetric[]): ReadonlySet<number> =>
  new Set(metrics.flatMap(({ lane }) => planned[lane]?.pair ?? []));

/** The events of the metrics' pairs. Pairs and events keep their numbers in the plan. */
const sides = ({ events, pairs, lanes: planned }: SumPlan, metrics: readonly PlannedMetric[]): string =>
  written(
    'sides',
    ['number', 'pair', 'of_x', 'of_y'],
    [...pairsOf(planned, metrics)].flatMap((pair) => {
      const { x, y } = pairs[pair] ?? { x: '', y: null };
      return [...new Set([x, y ?? x])].map(
        (event) => `${events.indexOf(event)}::UTINYINT, ${pair}::UTINYINT, ${event === x}, ${event === y}`,
      );
    }),
  );

const eventsOf = ({ pairs, lanes: planned }: SumPlan, metrics: readonly PlannedMetric[]): readonly string[] => {
  const own = pairsOf(planned, metrics);
  return [...new Set(pairs.flatMap(({ x, y }, pair) => (own.has(pair) ? [x, y ?? x] : [])))];
};

/**
 * The outcomes of units that metrics are made from, from the covariates' days before the first exposure on: `event` by its
 * number in the plan, `since` the time from the exposure in microseconds, `amount` the value in whole numbers.
 * @param rows which of the outcomes
 */
export function outcomesOf(query: SumQuery, metrics: readonly PlannedMetric[], rows: string): readonly string[] {
  const { plan, scales } = query;
  const events = eventsOf(plan, metrics);
  const numbered = events.map(
    (event) => `${literal(event)}, ${plan.events.indexOf(event)}::UTINYINT, ${scales.get(event) ?? 1}::DOUBLE`,
  );
  return [
    written('numbered', ['name', 'number', 'scale'], numbered),
    `happened AS (
  SELECT greatest(exposed, moment) // ${DAY_MICROS} AS batch, uid, arm, exposed, number AS event, moment - exposed AS since,
    round(value * scale)::BIGINT AS amount
  FROM (SELECT unit_id, metric, value, epoch_us(occurred_at) AS moment FROM ab_outcomes
    WHERE unit_type = $unit AND ${rows} AND metric IN (${events.map(literal).join(', ') || 'NULL'})) AS outcomes
  JOIN units ON outcomes.unit_id = units.unit_id JOIN numbered ON name = outcomes.metric
  WHERE moment - exposed >= ${-plan.record.design.rule.covariateDays * DAY_MICROS})`,
  ];
}

/**
 * What units did before they were exposed: by event, and from that by pair. Only few pairs are of two events.
 * @param events the relation of their events
 */
export function before(plan: SumPlan, events: string): readonly string[] {
  const of = (name: string): string =>
    `CASE WHEN of_x THEN ${name} ELSE 0 END AS ${name}_u, CASE WHEN of_y THEN ${name} ELSE 0 END AS ${name}_v`;
  const among = `list_contains([${mixedPairs(plan).join(', ')}]::UTINYINT[], pair)`;
  return [
    `before_events AS (
  SELECT uid, event, min(arm) AS arm, min(exposed) AS exposed, count(*) AS hits, sum(amount)::BIGINT AS amount
  FROM ${events} WHERE since < 0 GROUP BY uid, event)`,
    `before_sides AS NOT MATERIALIZED (
  SELECT uid, pair, arm, exposed, ${of('hits')}, ${of('amount')} FROM before_events JOIN sides ON sides.number = before_events.event)`,
    `before AS (
  FROM before_sides WHERE NOT ${among}
  UNION ALL
  SELECT uid, pair, min(arm), min(exposed), sum(hits_u)::BIGINT, sum(hits_v)::BIGINT, sum(amount_u)::BIGINT, sum(amount_v)::BIGINT
  FROM before_sides WHERE ${among} GROUP BY uid, pair)`,
  ];
}

const lanes = ({ lanes: planned, pairs }: SumPlan, metrics: readonly PlannedMetric[]): string =>
  written(
    'lanes',
    ['lane', 'pair', 'opens', 'has_y'],
    [...new Set(metrics.map(({ lane }) => lane))].map((lane) => {
      const { pair, opens } = planned[lane] ?? { pair: 0, opens: 0 };
      return `${lane}::UTINYINT, ${pair}::UTINYINT, ${opens}::BIGINT, ${pairs[pair]?.y != null}`;
    }),
  );

const metricRow =
  ({ plan, caps }: SumQuery) =>
  ({ metric, number, lane, closes, readX, readY, covariate, entry }: PlannedMetric): string =>
    [
      `${number}::UTINYINT`,
      `${lane}::UTINYINT`,
      `${plan.lanes[lane]?.pair ?? 0}::UTINYINT`,
      `${closes ?? OPEN}::BIGINT`,
      readX === 'any',
      readY === 'count',
      covariate,
      `${caps.get(metric.id) ?? 'NULL'}::BIGINT`,
      `${entry.after}::BIGINT`,
      entry.closed,
      metric.kind === 'ratio',
    ].join(', ');

const METRIC_COLUMNS = [
  'metric',
  'lane',
  'pair',
  'closes',
  'any_x',
  'count_y',
  'covariate',
  'cap',
  'entry_after',
  'closed',
  'ratio',
] as const;

/** The stop in microseconds. */
export const STOPPED = 'epoch_us($stopped::TIMESTAMP)';

/** Whether an event is in the metric's window, of which the lane says where it opens. */
export const inWindow = `since < closes AND (closes < ${OPEN} OR exposed + since <= ${STOPPED})`;

/** What some metrics are made from, as named relations that a query begins with. */
export interface Base {
  /** `arms`, `units`, `sides`, `happened`, `before`, `lanes`, `laned` and `metrics`. */
  readonly relations: readonly string[];
}

/**
 * The relations of metrics over some units and what these did.
 * @param given `arms` and `units`, where they are needed, `happened` and `before`. They may use `sides`.
 */
export const baseWith = (query: SumQuery, metrics: readonly PlannedMetric[], given: readonly string[]): Base => ({
  relations: [
    sides(query.plan, metrics),
    ...given,
    lanes(query.plan, metrics),
    'laned AS MATERIALIZED (SELECT sides.*, lane, opens, has_y FROM sides JOIN lanes USING (pair))',
    written('metrics', METRIC_COLUMNS, metrics.map(metricRow(query))),
  ],
});

/** From the rows of both datasets. */
export const rowsBase = (query: SumQuery, metrics: readonly PlannedMetric[]): Base =>
  baseWith(query, metrics, [
    SEEN,
    arms(query.plan),
    UNITS,
    ...outcomesOf(query, metrics, 'day <= $through::DATE'),
    ...before(query.plan, 'happened'),
  ]);

/** Number of the day, from 1 January 1970, at whose end a unit counts: `entry_after` from its exposure is over. */
export const ENTRY = `((exposed + greatest(entry_after - 1, 0)) // ${DAY_MICROS})`;

/** The number of `$through`. */
export const THROUGH = `($through::DATE - DATE '1970-01-01')`;

/** The day of a number. */
export const dayOfNumber = (number: string): string => `(DATE '1970-01-01' + (${number})::INTEGER)`;

export const withRelations = (parts: readonly string[], select: string): string =>
  `WITH ${parts.join(',\n')}\n${select}`;
