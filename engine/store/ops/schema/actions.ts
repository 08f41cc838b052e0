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
import { currency, document, instant, minor, sha256, words, workspaceId } from './columns.ts';

const STATES = sql.raw(
  "('journaled', 'validating', 'dispatching', 'outcome_unknown', 'reconciling', 'confirmed', 'dead_letter', 'discarded', 'rolled_back', 'superseded')",
);

/** A confirmed publication is `paused_created` here. */
const QUEUE_STATUSES = sql.raw(
  "('journaled', 'validating', 'dispatching', 'outcome_unknown', 'reconciling', 'confirmed', 'paused_created', 'dead_letter', 'discarded', 'rolled_back', 'superseded')",
);

/** Approved actions as the outbox drives them. */
export const actions = pgTable(
  'actions',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    proposalId: uuid('proposal_id'),
    kind: words('kind'),
    state: words('state'),
    attempt: integer('attempt').notNull(),
    fingerprint: sha256('fingerprint'),
    stakePerDayMinor: minor('stake_per_day_minor'),
    currency: currency(),
    journaledAt: instant('journaled_at').notNull(),
    changedAt: instant('changed_at').notNull(),
    failure: json('failure'),
    steps: document('steps'),
    document: document('document'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] }), check('actions_state', sql`${t.state} in ${STATES}`)],
);

/**
 * Actions that were claimed for dispatch. The database refuses a publication without enough valid approvals by
 * members other than the proposer, and one over the cap; a rollback lowers spend and needs none.
 */
export const creativePublishQueue = pgTable(
  'creative_publish_queue',
  {
    workspaceId: workspaceId(),
    actionId: uuid('action_id').notNull(),
    kind: words('kind'),
    platform: words('platform'),
    proposalId: uuid('proposal_id'),
    /** For a rollback: the publication it takes back. */
    ofActionId: uuid('of_action_id'),
    approvalIds: uuid('approval_ids').array().notNull(),
    fingerprint: sha256('fingerprint'),
    payload: json('payload').notNull(),
    perDayMinor: minor('per_day_minor'),
    currency: currency(),
    status: words('status'),
    /** false only when it is certain that nothing was made; such a dead letter does not count against the cap. */
    hasEffect: boolean('has_effect').notNull().default(true),
    queuedAt: instant('queued_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.actionId] }),
    unique('creative_publish_queue_once_per_proposal').on(t.workspaceId, t.proposalId),
    check('creative_publish_queue_kind', sql`${t.kind} in ('creative.publish', 'creative.rollback')`),
    check('creative_publish_queue_status', sql`${t.status} in ${QUEUE_STATUSES}`),
    check('creative_publish_queue_budget', sql`${t.perDayMinor} >= 0`),
  ],
);

/** What happened to each queued action, line by line. `key` makes a line idempotent. */
export const creativePublishLog = pgTable(
  'creative_publish_log',
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
    index('creative_publish_log_action').on(t.workspaceId, t.actionId, t.at),
    foreignKey({
      columns: [t.workspaceId, t.actionId],
      foreignColumns: [creativePublishQueue.workspaceId, creativePublishQueue.actionId],
    }),
  ],
);

/** What the platform held after the action, as read back. Its action is in one of the two queues. */
export const receipts = pgTable(
  'receipts',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    actionId: uuid('action_id').notNull(),
    status: words('status'),
    dailyBudgetMinor: minor('daily_budget_minor'),
    currency: currency(),
    confirmedAt: instant('confirmed_at').notNull(),
    readBackHash: sha256('read_back_hash'),
    document: document('document'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
);
