import { sql } from 'drizzle-orm';
import {
  check,
  date,
  doublePrecision,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { actionQueue } from './action-queue.ts';
import { instant, words, workspaceId } from './columns.ts';

/**
 * What was decided over the arms of explore cells. Here: all of it, as the journal has it. In production: promotions and
 * kills, once an action; inserting a row shares the cell's traffic: the database checks it against the queued action and
 * writes `explore_cell_arms`.
 */
export const banditDecisions = pgTable(
  'bandit_decisions',
  {
    workspaceId: workspaceId(),
    /** The action's id; of what was kept, its own. */
    id: uuid('id').notNull(),
    cell: words('cell'),
    arm: words('arm'),
    decision: words('decision'),
    reason: words('reason'),
    /** Last day of the data it rests on. */
    dataThrough: date('data_through', { mode: 'string' }).notNull(),
    decidedAt: instant('decided_at').notNull(),
    /** The member who kept or proposed it. */
    decidedBy: uuid('decided_by'),
    state: words('state'),
    proposalId: uuid('proposal_id'),
    /** null until it is approved. */
    actionId: uuid('action_id'),
    /** Version of the cell, and the shares of its active arms from then on; null for what was kept. */
    cellVersion: integer('cell_version'),
    shares: json('shares'),
    /** The decision that stood before, and the arms it left. Written in production only. */
    previousActionId: uuid('previous_action_id'),
    previousArms: json('previous_arms'),
    /** The rollback that set the arms back. */
    takenBackBy: uuid('taken_back_by'),
    takenBackAt: instant('taken_back_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    index('bandit_decisions_cell').on(t.workspaceId, t.cell),
    foreignKey({
      columns: [t.workspaceId, t.actionId],
      foreignColumns: [actionQueue.workspaceId, actionQueue.actionId],
    }),
    check('bandit_decisions_decision', sql`${t.decision} in ('promote', 'kill', 'keep')`),
    check(
      'bandit_decisions_state',
      sql`${t.state} in ('noted', 'proposed', 'refused', 'approved', 'done', 'taken_back')`,
    ),
    check('bandit_decisions_kept', sql`(${t.decision} = 'keep') = (${t.state} = 'noted')`),
    check('bandit_decisions_shares', sql`(${t.decision} = 'keep') = (${t.shares} is null)`),
    check('bandit_decisions_version', sql`(${t.decision} = 'keep') = (${t.cellVersion} is null)`),
    check('bandit_decisions_action', sql`${t.actionId} is null or ${t.actionId} = ${t.id}`),
  ],
);

/** How the traffic of each cell is shared, by the decision of `action_id`. Written in production, by `bandit_decisions` alone. */
export const exploreCellArms = pgTable(
  'explore_cell_arms',
  {
    workspaceId: workspaceId(),
    cell: words('cell'),
    arm: text('arm').notNull(),
    state: words('state'),
    share: doublePrecision('share').notNull(),
    actionId: uuid('action_id').notNull(),
    changedAt: instant('changed_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.cell, t.arm] }),
    foreignKey({
      columns: [t.workspaceId, t.actionId],
      foreignColumns: [actionQueue.workspaceId, actionQueue.actionId],
    }),
    check('explore_cell_arms_state', sql`${t.state} in ('active', 'promoted', 'killed')`),
    check('explore_cell_arms_share', sql`${t.share} between 0 and 1`),
    check('explore_cell_arms_promoted', sql`${t.state} <> 'promoted' or ${t.share} = 1`),
    check('explore_cell_arms_killed', sql`${t.state} <> 'killed' or ${t.share} = 0`),
  ],
);
