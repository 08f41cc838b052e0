import type { PlannedMetric, SumPlan } from '../plan.ts';
import { type Base, keptBase, type SumQuery } from './relations.ts';

/** Relations over what is kept of one experiment under `$id`. */

/** Units that count, of those that are kept. */
export const active = (where: string): string => `units AS (
  SELECT uid, unit_id, exposed, arm FROM workbench.ab_units JOIN workbench.ab_arms USING (id, arm)
  WHERE id = $id AND turned IS NULL AND variation IS NOT NULL AND ${where})`;

/** Whether a unit, of those with kept events, still counts. */
export const COUNTING = 'uid NOT IN (SELECT uid FROM workbench.ab_units WHERE id = $id AND turned IS NOT NULL)';

/** Kept events of units. */
export const keptEvents = (name: string, where: string): string => `${name} AS NOT MATERIALIZED (
  SELECT uid, arm, exposed, event, since, amount FROM workbench.ab_events WHERE id = $id AND ${where})`;

/**
 * What units did before they were exposed: by event, and from that by pair. Only few pairs are of two events.
 * @param events the relation of their events
 */
export function keptBefore({ pairs }: SumPlan, events: string): readonly string[] {
  const mixed = pairs.flatMap(({ x, y }, pair) => (y === null || y === x ? [] : [pair]));
  const of = (name: string): string =>
    `CASE WHEN of_x THEN ${name} ELSE 0 END AS ${name}_u, CASE WHEN of_y THEN ${name} ELSE 0 END AS ${name}_v`;
  const among = `list_contains([${mixed.join(', ')}]::UTINYINT[], pair)`;
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

const ARMS = `arms AS (
  SELECT arm, variation, dims.segment AS segment, dims.device AS device, dims.country AS country
  FROM workbench.ab_arms WHERE id = $id AND variation IS NOT NULL)`;

/** What some metrics are made from, out of the units and events that are kept. */
export const keptWhole = (query: SumQuery, metrics: readonly PlannedMetric[]): Base =>
  keptBase(query, metrics, [
    ARMS,
    active('true'),
    keptEvents('happened', COUNTING),
    ...keptBefore(query.plan, 'happened'),
  ]);
