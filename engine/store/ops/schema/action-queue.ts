import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { instant, sha256, words, workspaceId } from './columns.ts';

const STATUSES = sql.raw(
  "('journaled', 'validating', 'dispatching', 'outcome_unknown', 'reconciling', 'confirmed', 'dead_letter', 'discarded', 'rolled_back', 'superseded')",
);

/**
 * Claimed actions that are not creatives (docs/decisions/0012-action-queue.md). The database refuses a decision without
 * enough valid approvals by members other than the proposer; taking one back needs none.
 */
export const actionQueue = pgTable(
  'action_queue',
  {
    workspaceId: workspaceId(),
    actionId: uuid('action_id').notNull(),
    kind: words('kind'),
    platform: words('platform'),
    proposalId: uuid('proposal_id'),
    /** The action a rollback takes back. */
    ofActionId: uuid('of_action_id'),
    approvalIds: uuid('approval_ids').array().notNull(),
    fingerprint: sha256('fingerprint'),
    payload: json('payload').notNull(),
    status: words('status'),
    /** false only when it is certain that nothing was done. */
    hasEffect: boolean('has_effect').notNull().default(true),
    queuedAt: instant('queued_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.actionId] }),
    unique('action_queue_once_per_proposal').on(t.workspaceId, t.proposalId),
    check(
      'action_queue_kind',
      sql`${t.kind} in ('experiment.decide', 'experiment.rollback', 'bandit.decide', 'bandit.rollback')`,
    ),
    check('action_queue_status', sql`${t.status} in ${STATUSES}`),
  ],
);

/** What happened to each of them, line by line. `key` makes a line idempotent. */
export const actionLog = pgTable(
  'action_log',
  {
    workspaceId: workspaceId(),
    key: text('key').notNull(),
    actionId: uuid('action_id').notNull(),
    status: words('status'),
    note: words('note'),
    at: instant('at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.key] }),
    index('action_log_action').on(t.workspaceId, t.actionId, t.at),
    foreignKey({
      columns: [t.workspaceId, t.actionId],
      foreignColumns: [actionQueue.workspaceId, actionQueue.actionId],
    }),
  ],
);

/**
 * What was decided over experiments, once an action. Inserting a row gives everybody the value: the database checks it
 * against the queued action and writes `feature_flags`. Written in production only.
 */
export const experimentDecisions = pgTable(
  'experiment_decisions',
  {
    workspaceId: workspaceId(),
    actionId: uuid('action_id').notNull(),
    experimentKey: words('experiment_key'),
    designVersion: integer('design_version').notNull(),
    outcome: words('outcome'),
    variation: words('variation'),
    flag: words('flag'),
    value: json('value').notNull(),
    /** Whom it is for (`Audience` of the contract); null: everybody. */
    audience: json('audience'),
    decidedAt: instant('decided_at').notNull(),
    /** The flag before: the decision that held, its value, and whether the flag had a row at all. */
    previousActionId: uuid('previous_action_id'),
    previousValue: json('previous_value'),
    previousAudience: json('previous_audience'),
    previouslyThere: boolean('previously_there').notNull().default(false),
    /** The rollback that set the flag back. */
    takenBackBy: uuid('taken_back_by'),
    takenBackAt: instant('taken_back_at'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.actionId] }),
    index('experiment_decisions_experiment').on(t.workspaceId, t.experimentKey),
    check('experiment_decisions_outcome', sql`${t.outcome} in ('ship', 'roll_back')`),
    foreignKey({
      columns: [t.workspaceId, t.actionId],
      foreignColumns: [actionQueue.workspaceId, actionQueue.actionId],
    }),
  ],
);
