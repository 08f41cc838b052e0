import { sql } from 'drizzle-orm';
import { check, date, doublePrecision, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { count, document, instant, words, workspaceId } from './columns.ts';

/** Experiments as the journal has them. */
export const abExperiments = pgTable(
  'ab_experiments',
  {
    workspaceId: workspaceId(),
    key: words('key'),
    name: words('name'),
    status: words('status'),
    version: integer('version').notNull(),
    flag: words('flag'),
    unit: words('unit'),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    /** Exposures count from this day on; null: from the start. */
    since: date('since', { mode: 'string' }),
    stoppedAt: instant('stopped_at'),
    decidedAt: instant('decided_at'),
    outcome: text('outcome'),
    variation: text('variation'),
    decisionReason: text('decision_reason'),
    proposalId: uuid('proposal_id'),
    design: document('design'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    index('ab_experiments_flag').on(t.workspaceId, t.flag),
    check('ab_experiments_status', sql`${t.status} in ('draft', 'running', 'stopped', 'decided')`),
    check('ab_experiments_outcome', sql`${t.outcome} in ('ship', 'roll_back')`),
    check('ab_experiments_decided', sql`(${t.status} = 'decided') = (${t.decidedAt} is not null)`),
    check(
      'ab_experiments_decision',
      sql`(${t.decidedAt} is null) = (${t.outcome} is null) and (${t.outcome} is null) = (${t.variation} is null)`,
    ),
  ],
);

/**
 * What a unit was given, written once: the database refuses another variation, and a second first exposure. An
 * experiment has one kind of unit, so its units are told apart by their id alone.
 */
export const abAssignments = pgTable(
  'ab_assignments',
  {
    workspaceId: workspaceId(),
    experimentKey: words('experiment_key'),
    unitId: words('unit_id'),
    unitType: words('unit_type'),
    variation: words('variation'),
    bucketVersion: integer('bucket_version').notNull(),
    assignedAt: instant('assigned_at').notNull(),
    /** When the unit first saw its variation; null: not yet. */
    exposedAt: instant('exposed_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.experimentKey, t.unitId] }),
    index('ab_assignments_unit').on(t.workspaceId, t.unitId),
    check('ab_assignments_bucket_version', sql`${t.bucketVersion} >= 0`),
  ],
);

/** A sum that not every metric has. */
const sum = (name: string) => doublePrecision(name);

/** Sums of a metric over the units of a variation, as they stood at the end of the day: enough for every statistic. */
export const abMetricsDaily = pgTable(
  'ab_metrics_daily',
  {
    workspaceId: workspaceId(),
    experimentKey: words('experiment_key'),
    day: date('day', { mode: 'string' }).notNull(),
    metric: words('metric'),
    variation: words('variation'),
    /** Version of the design they were made by, and the last whole day of the data. */
    designVersion: integer('design_version').notNull(),
    dataThrough: date('data_through', { mode: 'string' }).notNull(),
    units: count('units'),
    xMean: doublePrecision('x_mean').notNull(),
    xM2: doublePrecision('x_m2').notNull(),
    yMean: sum('y_mean'),
    yM2: sum('y_m2'),
    uMean: sum('u_mean'),
    uM2: sum('u_m2'),
    vMean: sum('v_mean'),
    vM2: sum('v_m2'),
    xy: sum('xy'),
    xu: sum('xu'),
    xv: sum('xv'),
    yu: sum('yu'),
    yv: sum('yv'),
    uv: sum('uv'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.experimentKey, t.day, t.metric, t.variation] }),
    check('ab_metrics_daily_units', sql`${t.units} >= 0`),
    check('ab_metrics_daily_through', sql`${t.dataThrough} >= ${t.day}`),
  ],
);
