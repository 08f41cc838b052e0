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
export const OPEN = 4_000_000_000_000_000_000n;

export const DATASETS = ['ab_exposures', 'ab_outcomes'] as const;

export const sumParams = ({ plan, through }: Pick<SumQuery, 'plan' | 'through'>): QueryParams => ({
  key: plan.record.design.key,
  unit: plan.record.design.unit,
  started: plan.record.startedAt ?? '0001-01-01T00:00:00.000Z',
  stopped: plan.record.stoppedAt ?? '9999-12-31T00:00:00.000Z',
  through,
});

/** A relation of rows written out; without rows it has its columns all the same. */
function written(name: string, columns: readonly string[], rows: readonly string[]): string {
  const none = columns.map((column) => `NULL AS ${column}`).join(', ');
  return rows.length === 0
    ? `${name} AS (SELECT ${none} WHERE false)`
    : `${name}(${columns.join(', ')}) AS (VALUES ${rows.map((row) => `(${row})`).join(', ')})`;
}

/** Each unit of the experiment: when it was first exposed, to what, and what it was then. */
export const SEEN = `seen AS (
  SELECT unit_id, min(exposed_at) AS first_at, min(variation) AS variation, max(variation) AS other, count(*) AS rows_read,
    arg_min({'segment': segment, 'device': device, 'country': country},
      {'at': exposed_at, 'segment': segment, 'device': device, 'country': country}) AS first_dims
  FROM ab_exposures
  WHERE experiment_key = $key AND unit_type = $unit AND day <= $through::DATE
    AND exposed_at BETWEEN $started::TIMESTAMP AND $stopped::TIMESTAMP
  GROUP BY unit_id)`;

/** Units that count: of one variation, which the design has. `variation` is its number, `exposed` in microseconds. */
const units = ({ variations }: SumPlan): string => `units AS (
  SELECT row_number() OVER ()::INTEGER AS uid, unit_id, epoch_us(first_at) AS exposed,
    (list_position(${literals(variations)}, variation) - 1)::UTINYINT AS variation, first_dims
  FROM seen WHERE variation = other AND list_contains(${literals(variations)}, variation))`;

const sides = ({ plan, scales }: SumQuery): string => {
  const side = (event: string, pair: number, ofX: boolean): string =>
    `${literal(event)}, ${pair}::UTINYINT, ${ofX}, ${scales.get(event) ?? 1}::DOUBLE`;
  return written(
    'sides',
    ['event', 'pair', 'of_x', 'scale'],
    plan.pairs.flatMap(({ x, y }, pair) => [side(x, pair, true), ...(y === null ? [] : [side(y, pair, false)])]),
  );
};

/**
 * Events of the units by the pair they belong to, from the covariates' days before the first exposure on: `since` is the
 * time from it in microseconds, `amount` the value in whole numbers.
 */
const happened = ({ events, record }: SumPlan): string => `happened AS (
  SELECT uid, units.variation, exposed, pair, of_x, epoch_us(occurred_at) - exposed AS since,
    round(value * scale)::BIGINT AS amount
  FROM ab_outcomes AS outcomes JOIN units ON outcomes.unit_id = units.unit_id JOIN sides ON sides.event = outcomes.metric
  WHERE outcomes.unit_type = $unit AND outcomes.day <= $through::DATE
    AND outcomes.metric IN (${events.map(literal).join(', ')})
    AND epoch_us(occurred_at) - exposed >= ${-record.design.rule.covariateDays * DAY_MICROS})`;

/** What units did before they were exposed, of those that did anything. */
const BEFORE = `before AS (
  SELECT uid, pair, any_value(variation) AS variation, any_value(exposed) AS exposed,
    count(*) FILTER (of_x) AS hits_u, coalesce(sum(amount) FILTER (of_x), 0)::BIGINT AS amount_u,
    count(*) FILTER (NOT of_x) AS hits_v, coalesce(sum(amount) FILTER (NOT of_x), 0)::BIGINT AS amount_v
  FROM happened WHERE since < 0 GROUP BY uid, pair)`;

const lanes = ({ lanes: planned, pairs }: SumPlan): string =>
  written(
    'lanes',
    ['lane', 'pair', 'opens', 'two_events'],
    planned.map(
      ({ pair, opens }, lane) => `${lane}::UTINYINT, ${pair}::UTINYINT, ${opens}::BIGINT, ${pairs[pair]?.y != null}`,
    ),
  );

/** Where running sums begin anew: with each unit and lane, or also with each whole day since the exposure. */
export type Restart = 'unit' | 'age';

/** Each unit's sums along each lane after each of its events, and what that event brought. */
function running(plan: SumPlan, restart: Restart): string {
  const age = restart === 'age' ? `, since // ${DAY_MICROS}` : '';
  const order = `(PARTITION BY uid, lane${age} ORDER BY since ROWS UNBOUNDED PRECEDING)`;
  const own = `happened JOIN lanes ON lanes.pair = happened.pair AND since >= greatest(opens, 0)`;
  const single = `SELECT uid, variation, exposed, lanes.pair AS pair, lane, since, 1 AS hits_x, amount AS amount_x, 0 AS hits_y,
    0 AS amount_y, row_number() OVER ${order} AS hits_x_after, (sum(amount) OVER ${order})::BIGINT AS amount_x_after,
    0 AS hits_y_after, 0 AS amount_y_after
  FROM ${own} WHERE NOT two_events`;
  if (plan.pairs.every(({ y }) => y === null)) return `running AS (${single})`;
  return `running AS (${single}
  UNION ALL BY NAME
  SELECT *, (sum(hits_x) OVER ${order})::BIGINT AS hits_x_after, (sum(amount_x) OVER ${order})::BIGINT AS amount_x_after,
    (sum(hits_y) OVER ${order})::BIGINT AS hits_y_after, (sum(amount_y) OVER ${order})::BIGINT AS amount_y_after
  FROM (SELECT uid, variation, exposed, lanes.pair AS pair, lane, since, of_x::BIGINT AS hits_x, (NOT of_x)::BIGINT AS hits_y,
      CASE WHEN of_x THEN amount ELSE 0 END AS amount_x, CASE WHEN of_x THEN 0 ELSE amount END AS amount_y
    FROM ${own} WHERE two_events))`;
}

const metricRow =
  ({ plan, caps }: SumQuery) =>
  ({ metric, number, lane, closes, readX, readY, ownY, covariate, entry }: PlannedMetric): string => {
    const cap = caps.get(metric.id);
    return [
      `${number}::UTINYINT`,
      `${lane}::UTINYINT`,
      `${plan.lanes[lane]?.pair ?? 0}::UTINYINT`,
      `${closes ?? OPEN}::BIGINT`,
      readX === 'any',
      readY === 'count',
      ownY,
      covariate,
      `${cap ?? 'NULL'}::BIGINT`,
      `${entry.after}::BIGINT`,
      entry.closed,
      metric.kind === 'ratio',
    ].join(', ');
  };

const metricRows = (query: SumQuery, metrics: readonly PlannedMetric[]): string =>
  written(
    'metrics',
    [
      'metric',
      'lane',
      'pair',
      'closes',
      'any_x',
      'count_y',
      'own_y',
      'covariate',
      'cap',
      'entry_after',
      'closed',
      'ratio',
    ],
    metrics.map(metricRow(query)),
  );

/** A unit's x and y from its running sums, u and v from those before its exposure, as SQL. */
export const valueX = (hits: string, amount: string): string =>
  `CASE WHEN any_x THEN (${hits} > 0)::BIGINT ELSE least(${amount}, cap) END`;
export const valueY = (own: readonly [string, string], other: readonly [string, string]): string =>
  `CASE WHEN NOT ratio THEN 0 WHEN own_y AND count_y THEN ${own[0]} WHEN own_y THEN ${own[1]}
    WHEN count_y THEN ${other[0]} ELSE ${other[1]} END`;

/** What is known of units from before, by metric: u and v. */
export const KNOWN_VALUES = `${valueX('hits_u', 'amount_u')} AS u,
    ${valueY(['hits_u', 'amount_u'], ['hits_v', 'amount_v'])} AS v`;

/** The stop in microseconds. */
export const STOPPED = 'epoch_us($stopped::TIMESTAMP)';

/** Each change of a unit's value of a metric: x and y after it, and before it; with u and v. */
function steps({ record }: SumPlan): string {
  const adjusted = record.design.rule.covariateDays > 0;
  const suffix = (part: string): string => `${part}_after - ${part}`;
  const known = adjusted
    ? `CASE WHEN NOT covariate OR hits_u IS NULL THEN 0 ELSE ${valueX('hits_u', 'amount_u')} END AS u,
    CASE WHEN NOT covariate OR hits_u IS NULL THEN 0
      ELSE ${valueY(['hits_u', 'amount_u'], ['hits_v', 'amount_v'])} END AS v`
    : '0 AS u, 0 AS v';
  return `steps AS (
  SELECT running.uid, running.variation, running.exposed, metric, since, closed, entry_after,
    ${valueX('hits_x_after', 'amount_x_after')} AS x,
    ${valueX(suffix('hits_x'), suffix('amount_x'))} AS x_before,
    ${valueY(['hits_x_after', 'amount_x_after'], ['hits_y_after', 'amount_y_after'])} AS y,
    ${valueY([suffix('hits_x'), suffix('amount_x')], [suffix('hits_y'), suffix('amount_y')])} AS y_before,
    ${known}
  FROM running ${adjusted ? 'LEFT JOIN before ON running.uid = before.uid AND running.pair = before.pair' : ''}
  JOIN metrics ON running.lane = metrics.lane
  WHERE since < closes AND (closes < ${OPEN} OR running.exposed + since <= ${STOPPED}))`;
}

/** The units, what they did, and the metrics, as named relations that a query begins with. */
export function relations(
  query: SumQuery,
  metrics: readonly PlannedMetric[],
  restart: Restart = 'unit',
): readonly string[] {
  const { plan } = query;
  return [
    SEEN,
    units(plan),
    sides(query),
    happened(plan),
    BEFORE,
    lanes(plan),
    running(plan, restart),
    metricRows(query, metrics),
    steps(plan),
  ];
}

/** The values of units that have any event, over their whole windows. */
export const TOTALS = `totals AS (
  SELECT uid, variation, metric, sum(x - x_before)::BIGINT AS x FROM steps GROUP BY uid, variation, metric)`;

/** Number of the day, from 1 January 1970, at whose end a unit counts: `entry_after` from its exposure is over. */
export const ENTRY = `((exposed + greatest(entry_after - 1, 0)) // ${DAY_MICROS})`;

/** The number of `$through`. */
export const THROUGH = `($through::DATE - DATE '1970-01-01')`;

/** The day of a number. */
export const dayOfNumber = (number: string): string => `(DATE '1970-01-01' + (${number})::INTEGER)`;

export const withRelations = (parts: readonly string[], select: string): string =>
  `WITH ${parts.join(',\n')}\n${select}`;
