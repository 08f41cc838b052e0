import type { SumPlan } from '../plan.ts';
import { type Base, inWindow } from './relations.ts';

export const valueX = (hits: string, amount: string): string =>
  `CASE WHEN any_x THEN (${hits} > 0)::BIGINT ELSE least(${amount}, cap) END`;
export const valueY = (hits: string, amount: string): string => `CASE WHEN count_y THEN ${hits} ELSE ${amount} END`;

/** A unit's u and v of a metric, from what it did before. */
export const KNOWN_VALUES = `${valueX('hits_u', 'amount_u')} AS u, CASE WHEN ratio THEN ${valueY('hits_v', 'amount_v')} ELSE 0 END AS v`;

/** Events on each lane that they belong to; they are joined with lanes first. */
const laned = (rows: string): string =>
  `${rows} JOIN laned AS lanes ON lanes.number = ${rows}.event AND since >= greatest(opens, 0)`;

/** Where running sums begin: with nothing for each unit and lane, or with what `base` says of the unit and lane. */
type Restart = 'unit' | 'base';

/** Each unit's sums along each lane after each of its events, and what that event brought: of x alone, and of x and y. */
function running(restart: Restart): readonly string[] {
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
  FROM ${laned('happened')} ${base('happened')} WHERE NOT has_y)`,
    `running_both AS (
  SELECT own.*, (sum(own.amount_x) ${order('own', 'own')})::BIGINT${add('amount_x')} AS amount_x_after,
    (sum(own.hits_y) ${order('own', 'own')})::BIGINT${add('hits_y')} AS hits_y_after,
    (sum(own.amount_y) ${order('own', 'own')})::BIGINT${add('amount_y')} AS amount_y_after
  FROM (SELECT uid, arm, exposed, lanes.pair AS pair, lane, since, of_y::BIGINT AS hits_y,
      CASE WHEN of_x THEN amount ELSE 0 END AS amount_x, CASE WHEN of_y THEN amount ELSE 0 END AS amount_y
    FROM ${laned('happened')} WHERE has_y) AS own ${base('own')})`,
  ];
}

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

/** Units' sums along each lane from what they did `earlier`. */
const BASE = `base AS (
  SELECT uid, lane, count(*) FILTER (of_x) AS hits_x, coalesce(sum(amount) FILTER (of_x), 0)::BIGINT AS amount_x,
    count(*) FILTER (of_y) AS hits_y, coalesce(sum(amount) FILTER (of_y), 0)::BIGINT AS amount_y
  FROM ${laned('earlier')} GROUP BY uid, lane)`;

/** The base with all changes of units' values. */
export const changes = (plan: SumPlan, { relations }: Base): readonly string[] => [
  ...relations,
  ...running('unit'),
  ...steps(plan),
];

/** The same of kept events, where running sums begin with what happened `earlier`, a relation like `happened`. */
export const laterChanges = (plan: SumPlan, { relations }: Base): readonly string[] => [
  ...relations,
  BASE,
  ...running('base'),
  ...steps(plan),
];

/** Events that a metric's x is made from, and the values of units that have any, over their whole windows. */
export const TOTALS: readonly string[] = [
  `counting AS (
  SELECT happened.uid, arm, metric, amount FROM ${laned('happened')} JOIN metrics ON metrics.lane = lanes.lane WHERE of_x AND ${inWindow})`,
  'totals AS (SELECT uid, metric, sum(amount)::BIGINT AS x FROM counting GROUP BY uid, metric)',
];
