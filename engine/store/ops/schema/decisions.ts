import { sql } from 'drizzle-orm';
import { check, date, foreignKey, integer, json, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { currency, document, instant, minor, sha256, words, workspaceId } from './columns.ts';
import { members } from './people.ts';

/** What is to be done, as it was reviewed. */
export const proposals = pgTable(
  'proposals',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    title: words('title'),
    kind: words('kind'),
    proposerId: uuid('proposer_id').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    state: words('state'),
    /** SHA-256 of what approvals are bound to. */
    fingerprint: sha256('fingerprint'),
    stakePerDayMinor: minor('stake_per_day_minor'),
    currency: currency(),
    approvalsNeeded: integer('approvals_needed').notNull(),
    policyVersion: words('policy_version'),
    signature: words('signature'),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    decisionReason: text('decision_reason'),
    actionId: uuid('action_id'),
    document: document('document'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    foreignKey({ columns: [t.workspaceId, t.proposerId], foreignColumns: [members.workspaceId, members.id] }),
    check(
      'proposals_state',
      sql`${t.state} in ('in_review', 'changes_requested', 'rejected', 'withdrawn', 'approved')`,
    ),
    check('proposals_stake', sql`${t.stakePerDayMinor} >= 0`),
  ],
);

/** Signed statements of one approver over one fingerprint. `used_by` is set once, by the queue. */
export const approvals = pgTable(
  'approvals',
  {
    workspaceId: workspaceId(),
    id: uuid('id').notNull(),
    proposalId: uuid('proposal_id').notNull(),
    approverId: uuid('approver_id').notNull(),
    fingerprint: sha256('fingerprint'),
    approvedAt: instant('approved_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    signature: words('signature'),
    usedBy: uuid('used_by'),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.id] }),
    unique('approvals_once_per_member').on(t.workspaceId, t.proposalId, t.approverId),
    foreignKey({ columns: [t.workspaceId, t.proposalId], foreignColumns: [proposals.workspaceId, proposals.id] }),
    foreignKey({ columns: [t.workspaceId, t.approverId], foreignColumns: [members.workspaceId, members.id] }),
  ],
);

/** What each guardrail measured for a proposal, when it was made and again at each approval, and what came of it. */
export const guardrailEvaluations = pgTable(
  'guardrail_evaluations',
  {
    workspaceId: workspaceId(),
    proposalId: uuid('proposal_id').notNull(),
    /** The proposal, or the approval it was measured for. */
    subjectId: uuid('subject_id').notNull(),
    guardrail: words('guardrail'),
    title: words('title'),
    outcome: words('outcome'),
    evidence: words('evidence'),
    measured: json('measured').notNull(),
    dataThrough: date('data_through', { mode: 'string' }),
    evaluatedAt: instant('evaluated_at').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.subjectId, t.guardrail] }),
    foreignKey({ columns: [t.workspaceId, t.proposalId], foreignColumns: [proposals.workspaceId, proposals.id] }),
    check('guardrail_evaluations_outcome', sql`${t.outcome} in ('pass', 'warn', 'block', 'unknown')`),
  ],
);
