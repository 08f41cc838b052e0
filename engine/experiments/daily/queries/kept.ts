import type { PlannedMetric } from '../plan.ts';
import { type Base, baseWith, before, type SumQuery } from './relations.ts';

/** Relations over what is kept of one experiment under `$id`. */

/** Experiments that are being kept in one go: their numbers follow each other. */
export const KEEPING = 'id BETWEEN $id AND $last';

/**
 * Units that count, of those that are kept.
 * @param of whose
 */
export const active = (where: string, of = 'id = $id'): string => `units AS (
  SELECT uid, unit_id, exposed, arm FROM workbench.ab_units JOIN workbench.ab_arms USING (id, arm)
  WHERE ${of} AND turned IS NULL AND variation IS NOT NULL AND ${where})`;

/** Whether a unit, of those with kept events, still counts. */
export const COUNTING = 'uid NOT IN (SELECT uid FROM workbench.ab_units WHERE id = $id AND turned IS NOT NULL)';

/** Kept events of units. */
export const keptEvents = (name: string, where: string): string => `${name} AS NOT MATERIALIZED (
  SELECT uid, arm, exposed, event, since, amount FROM workbench.ab_events WHERE id = $id AND ${where})`;

export const armsOf = (of: string): string => `arms AS (
  SELECT id, arm, variation, dims.segment AS segment, dims.device AS device, dims.country AS country
  FROM workbench.ab_arms WHERE ${of} AND variation IS NOT NULL)`;

/** What some metrics are made from, out of the units and events that are kept. */
export const keptWhole = (query: SumQuery, metrics: readonly PlannedMetric[]): Base =>
  baseWith(query, metrics, [
    armsOf('id = $id'),
    active('true'),
    keptEvents('happened', COUNTING),
    ...before(query.plan, 'happened'),
  ]);
