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
const pairsOf = ({ lanes: planned }: SumPlan, metrics: readonly PlannedMetric[]): ReadonlySet<number> =>
  new Set(metrics.flatMap(({ lane }) => planned[lane]?.pair ?? []));

/** The events of the metrics' pairs. Pairs and events keep their numbers in the plan. */
export const sides = ({ plan, scales }: SumQuery, metrics: readonly PlannedMetric[]): string =>
  written(
    'sides',
    ['event', 'number', 'pair', 'of_x', 'of_y', 'scale'],
    [...pairsOf(plan, metrics)].flatMap((pair) => {
      const { x, y } = plan.pairs[pair] ?? { x: '', y: null };
      return [...new Set([x, y ?? x])].map((event) =>
        [
          literal(event),
          `${plan.events.indexOf(event)}::UTINYINT`,
          `${pair}::UTINYINT`,
          event === x,
          event === y,
          `${scales.get(event) ?? 1}::DOUBLE`,
        ].join(', '),
      );
    }),
  );

/** The plan's events by their number, and how many whole numbers a value of 1 is. */
export const numbered = ({ plan, scales }: SumQuery): string =>
  written(
    'numbered',
    ['name', 'number', 'scale'],
    plan.events.map((event, number) => `${literal(event)}, ${number}::UTINYINT, ${scales.get(event) ?? 1}::DOUBLE`),
  );

/**
 * Events of the units by the pair they belong to, from the covariates' days before the first exposure on: `since` is the
 * time from it in microseconds, `amount` the value in whole numbers.
 */
const happened = ({ pairs, record }: SumPlan, own: ReadonlySet<number>): string => `happened AS (
  SELECT uid, arm, exposed, pair, of_x, of_y, epoch_us(occurred_at) - exposed AS since,
    round(value * scale)::BIGINT AS amount
  FROM ab_outcomes AS outcomes JOIN units ON outcomes.unit_id = units.unit_id JOIN sides ON sides.event = outcomes.metric
  WHERE outcomes.unit_type = $unit AND outcomes.day <= $through::DATE
    AND outcomes.metric IN (${[...new Set(pairs.flatMap(({ x, y }, pair) => (own.has(pair) ? [x, y ?? x] : [])))].map(literal).join(', ')})
    AND epoch_us(occurred_at) - exposed >= ${-record.design.rule.covariateDays * DAY_MICROS})`;

/** What units did before they were exposed, of those that did anything. */
const BEFORE = `before AS (
  SELECT uid, pair, any_value(arm) AS arm, any_value(exposed) AS exposed,
    count(*) FILTER (of_x) AS hits_u, coalesce(sum(amount) FILTER (of_x), 0)::BIGINT AS amount_u,
    count(*) FILTER (of_y) AS hits_v, coalesce(sum(amount) FILTER (of_y), 0)::BIGINT AS amount_v
  FROM happened WHERE since < 0 GROUP BY uid, pair)`;

const lanes = ({ lanes: planned, pairs }: SumPlan, metrics: readonly PlannedMetric[]): string =>
  written(
    'lanes',
    ['lane', 'pair', 'opens', 'has_y'],
    [...new Set(metrics.map(({ lane }) => lane))].map((lane) => {
      const { pair, opens } = planned[lane] ?? { pair: 0, opens: 0 };
      return `${lane}::UTINYINT, ${pair}::UTINYINT, ${opens}::BIGINT, ${pairs[pair]?.y != null}`;
    }),
  );

/** Where running sums begin: with nothing for each unit and lane, or with what `base` says of the unit and lane. */
type Restart = 'unit' | 'base';

/** Each unit's sums along each lane after each of its events, and what that event brought: of x alone, and of x and y. */
function running(restart: Restart, own: string): readonly string[] {
  const order = (of: string, laneOf: string): string =>
    `OVER (PARTITION BY ${of}.uid, ${laneOf}.lane ORDER BY since ROWS UNBOUNDED PRECEDING)`;
  const based = restart === 'base';
  const add = (name: string): string => (based ? ` + coalesce(base.${name}, 0)` : '');
  const base = (relation: string): string =>
    based
      ? `LEFT JOIN base ON base.uid = ${relation}.uid AND base.lane = ${relation === 'own' ? 'own' : 'lanes'}.lane`
      : '';
  return [
    `running AS (
  SELECT happened.uid, arm, exposed, lanes.pair AS pair, lanes.lane, since, amount,
    row_number() ${order('happened', 'lanes')}${add('hits_x')} AS hits_after, (sum(amount) ${order('happened', 'lanes')})::BIGINT${add('amount_x')} AS amount_after
  FROM ${own} ${base('happened')} WHERE NOT has_y)`,
    `running_both AS (
  SELECT own.*, (sum(own.amount_x) ${order('own', 'own')})::BIGINT${add('amount_x')} AS amount_x_after,
    (sum(own.hits_y) ${order('own', 'own')})::BIGINT${add('hits_y')} AS hits_y_after,
    (sum(own.amount_y) ${order('own', 'own')})::BIGINT${add('amount_y')} AS amount_y_after
  FROM (SELECT uid, arm, exposed, lanes.pair AS pair, lane, since, of_y::BIGINT AS hits_y,
      CASE WHEN of_x THEN amount ELSE 0 END AS amount_x, CASE WHEN of_y THEN amount ELSE 0 END AS amount_y
    FROM ${own} WHERE has_y) AS own ${base('own')})`,
  ];
}

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

const valueX = (hits: string, amount: string): string =>
  `CASE WHEN any_x THEN (${hits} > 0)::BIGINT ELSE least(${amount}, cap) END`;
const valueY = (hits: string, amount: string): string => `CASE WHEN count_y THEN ${hits} ELSE ${amount} END`;

/** A unit's u and v of a metric, from what it did before. */
export const KNOWN_VALUES = `${valueX('hits_u', 'amount_u')} AS u, CASE WHEN ratio THEN ${valueY('hits_v', 'amount_v')} ELSE 0 END AS v`;

/** The stop in microseconds. */
export const STOPPED = 'epoch_us($stopped::TIMESTAMP)';

/** Whether an event is in the metric's window, of which the lane says where it opens. */
export const inWindow = `since < closes AND (closes < ${OPEN} OR exposed + since <= ${STOPPED})`;

/**
 * Each change of a unit's value of a metric: x and y after it, and before it; with u and v. Of a metric that only asks
 * whether there is an event, only the first is one.
 */
function steps({ record }: SumPlan): readonly string[] {
  const adjusted = record.design.rule.covariateDays > 0;
  const known = (value: string): string =>
    adjusted ? `CASE WHEN covariate AND hits_u IS NOT NULL THEN ${value} ELSE 0 END` : '0';
  const from = (name: string): string =>
    adjusted
      ? `(SELECT own.*, hits_u, amount_u, hits_v, amount_v FROM ${name} AS own
    LEFT JOIN before ON own.uid = before.uid AND own.pair = before.pair) AS own`
      : `${name} AS own`;
  return [
    `steps AS (
  SELECT uid, arm, exposed, metric, since, closed, entry_after,
    CASE WHEN any_x THEN 1 ELSE least(amount_after, cap) END AS x,
    CASE WHEN any_x THEN 0 ELSE least(amount_after - amount, cap) END AS x_before,
    ${known(valueX('hits_u', 'amount_u'))} AS u
  FROM ${from('running')} JOIN metrics ON own.lane = metrics.lane
  WHERE ${inWindow} AND (hits_after = 1 OR NOT any_x))`,
    `steps_both AS (
  SELECT uid, arm, exposed, metric, since, least(amount_x_after, cap) AS x, least(amount_x_after - amount_x, cap) AS x_before,
    ${valueY('hits_y_after', 'amount_y_after')} AS y, ${valueY('hits_y_after - hits_y', 'amount_y_after - amount_y')} AS y_before,
    ${known('least(amount_u, cap)')} AS u, ${known(valueY('hits_v', 'amount_v'))} AS v
  FROM ${from('running_both')} JOIN metrics ON own.lane = metrics.lane WHERE ${inWindow})`,
  ];
}

/** The events of units on each lane: what they did goes on all lanes of its pair. */
const ON_LANES = 'happened JOIN lanes ON lanes.pair = happened.pair AND since >= greatest(opens, 0)';

/** The same for events that say which they are and not their pair. It needs `sides`; they are joined with lanes first. */
const laned = (rows: string): string =>
  `${rows} JOIN laned AS lanes ON lanes.number = ${rows}.event AND since >= greatest(opens, 0)`;

/** What some metrics are made from: named relations that a query begins with, and the events of units on their lanes. */
export interface Base {
  /** `arms`, `units`, `sides`, `happened`, `before`, `lanes` and `metrics`. */
  readonly relations: readonly string[];
  /** Each event of a unit on each lane, to be read `FROM`. */
  readonly own: string;
}

const metricsOf = (query: SumQuery, metrics: readonly PlannedMetric[]): string =>
  written('metrics', METRIC_COLUMNS, metrics.map(metricRow(query)));

/** From the rows of both datasets. */
export const rowsBase = (query: SumQuery, metrics: readonly PlannedMetric[]): Base => ({
  relations: [
    SEEN,
    arms(query.plan),
    UNITS,
    sides(query, metrics),
    happened(query.plan, pairsOf(query.plan, metrics)),
    BEFORE,
    lanes(query.plan, metrics),
    metricsOf(query, metrics),
  ],
  own: ON_LANES,
});

/**
 * From kept events.
 * @param kept `arms` and `units`, where they are needed; `happened`, which says of an event which it is and not its pair;
 * and `before`. They may use `sides`.
 */
export const keptBase = (query: SumQuery, metrics: readonly PlannedMetric[], kept: readonly string[]): Base => ({
  relations: [
    sides(query, metrics),
    ...kept,
    lanes(query.plan, metrics),
    'laned AS MATERIALIZED (SELECT sides.*, lane, opens, has_y FROM sides JOIN lanes USING (pair))',
    metricsOf(query, metrics),
  ],
  own: laned('happened'),
});

/** Units' sums along each lane from what they did `earlier`. */
const BASE = `base AS (
  SELECT uid, lane, count(*) FILTER (of_x) AS hits_x, coalesce(sum(amount) FILTER (of_x), 0)::BIGINT AS amount_x,
    count(*) FILTER (of_y) AS hits_y, coalesce(sum(amount) FILTER (of_y), 0)::BIGINT AS amount_y
  FROM ${laned('earlier')} GROUP BY uid, lane)`;

/** The base with all changes of units' values. */
export const changes = (plan: SumPlan, { relations, own }: Base): readonly string[] => [
  ...relations,
  ...running('unit', own),
  ...steps(plan),
];

/** The same of kept events, where running sums begin with what happened `earlier`, a relation like `happened`. */
export const laterChanges = (plan: SumPlan, { relations, own }: Base): readonly string[] => [
  ...relations,
  BASE,
  ...running('base', own),
  ...steps(plan),
];

/** Events that a metric's x is made from, and the values of units that have any, over their whole windows. */
export const totals = ({ own }: Base): readonly string[] => [
  `counting AS (
  SELECT happened.uid, arm, metric, amount FROM ${own} JOIN metrics ON metrics.lane = lanes.lane WHERE of_x AND ${inWindow})`,
  'totals AS (SELECT uid, metric, sum(amount)::BIGINT AS x FROM counting GROUP BY uid, metric)',
];

const BORN = `((exposed + ${DAY_MICROS - 1}) // ${DAY_MICROS})`;

/**
 * Each unit's x and y of each metric by whole days since its first exposure. `batch` is the day at whose end that day of
 * the unit has been seen to its end.
 * @param seen which of those days are asked for, by `seen_on`, the same day
 */
export const byAge = ({ own }: Base, seen: string): readonly string[] => [
  `cuts AS (
  SELECT DISTINCT lane, CASE WHEN closes < ${OPEN} AND closes % ${DAY_MICROS} <> 0 THEN closes ELSE ${OPEN} END AS cut FROM metrics)`,
  `aged AS (
  SELECT uid, lane, cut, age, any_value(arm) AS arm, any_value(exposed) AS exposed, any_value(seen_on) AS batch,
    count(*) FILTER (of_x) AS hits_x, coalesce(sum(amount) FILTER (of_x), 0)::BIGINT AS amount_x,
    count(*) FILTER (of_y) AS hits_y, coalesce(sum(amount) FILTER (of_y), 0)::BIGINT AS amount_y
  FROM (SELECT happened.uid, arm, exposed, lanes.lane AS lane, cut, since // ${DAY_MICROS} AS age, amount, of_x, of_y,
      ${BORN} + since // ${DAY_MICROS} AS seen_on
    FROM ${own} JOIN cuts ON cuts.lane = lanes.lane WHERE since < cut)
  WHERE ${seen} GROUP BY uid, lane, cut, age)`,
  `ages AS (
  SELECT metric, arm, age, batch, ${valueX('hits_x', 'amount_x')} AS x,
    CASE WHEN ratio THEN ${valueY('hits_y', 'amount_y')} ELSE 0 END AS y
  FROM aged JOIN metrics ON aged.lane = metrics.lane
    AND (cut = closes OR (cut = ${OPEN} AND (closes >= ${OPEN} OR closes % ${DAY_MICROS} = 0)))
  WHERE age * ${DAY_MICROS} < closes AND (closes < ${OPEN} OR exposed + (age + 1) * ${DAY_MICROS} <= ${STOPPED}))`,
];

/** Number of the day, from 1 January 1970, at whose end a unit counts: `entry_after` from its exposure is over. */
export const ENTRY = `((exposed + greatest(entry_after - 1, 0)) // ${DAY_MICROS})`;

/** The number of `$through`. */
export const THROUGH = `($through::DATE - DATE '1970-01-01')`;

/** The day of a number. */
export const dayOfNumber = (number: string): string => `(DATE '1970-01-01' + (${number})::INTEGER)`;

export const withRelations = (parts: readonly string[], select: string): string =>
  `WITH ${parts.join(',\n')}\n${select}`;
