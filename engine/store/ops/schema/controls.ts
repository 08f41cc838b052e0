import { sql } from 'drizzle-orm';
import { bigint, boolean, check, json, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { currency, instant, minor, words, workspaceId } from './columns.ts';

/** Spending limits. Written by the database itself from `caps.set` in the audit chain. */
export const caps = pgTable('caps', {
  workspaceId: uuid('workspace_id').primaryKey(),
  perDayMinor: minor('per_day_minor'),
  twoApproversAboveMinor: minor('two_approvers_above_minor'),
  currency: currency(),
  /** The audit entry that set them. */
  seq: bigint('seq', { mode: 'number' }).notNull(),
});

/**
 * Switches of the workspace. `kill_switch` is written by the database itself from the audit chain; `value`,
 * `audience` and `action_id` by `experiment_decisions` alone.
 */
export const featureFlags = pgTable(
  'feature_flags',
  {
    workspaceId: workspaceId(),
    key: words('key'),
    enabled: boolean('enabled').notNull(),
    note: words('note'),
    changedAt: instant('changed_at').notNull(),
    /** What those of `audience` get, by the decision of `action_id`; without one the flag has its own default. */
    value: json('value'),
    /** Whom the value is for (`Audience` of the contract); null: everybody. */
    audience: json('audience'),
    actionId: uuid('action_id'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.key] })],
);

/** Runs of scheduled jobs. */
export const jobRuns = pgTable(
  'job_runs',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    job: words('job'),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    outcome: text('outcome'),
    note: words('note'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    check('job_runs_outcome', sql`${t.outcome} in ('succeeded', 'failed', 'cancelled')`),
  ],
);

/**
 * One row. `projection`: this database mirrors a journal, so it judges what was decided then by the rules of the fold.
 * `remote`: it is the production database and judges by its own clock, caps and kill switch. An empty table is `remote`.
 */
export const storeRole = pgTable(
  'store_role',
  { only: boolean('only').primaryKey().default(true), role: words('role') },
  (t) => [
    check('store_role_one', sql`${t.only}`),
    check('store_role_known', sql`${t.role} in ('projection', 'remote')`),
  ],
);
