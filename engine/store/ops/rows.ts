import {
  type Action,
  type Approval,
  type GuardrailEvaluation,
  isRollback,
  type JobRun,
  type JournalEntry,
  type Load,
  type Member,
  type Proof,
  type QuarantineReason,
  type Receipt,
} from '../../contract/index.ts';
import { canonicalJson, type Instant, type Uuid } from '../../core/index.ts';
import type { ActionRecord, ProposalRecord } from '../journal/index.ts';
import type * as schema from './schema/index.ts';

type Row<T extends { $inferInsert: unknown }> = T['$inferInsert'];

/** Postgres text can not hold NUL; the JSON documents keep it escaped. */
const text = (value: string): string => value.replaceAll('\u0000', '\uFFFD');

export const memberRow = (workspaceId: Uuid, member: Member): Row<typeof schema.members> => ({
  workspaceId,
  ...member,
  name: text(member.name),
});

export const loadRow = (workspaceId: Uuid, load: Load): Row<typeof schema.loads> => ({
  workspaceId,
  id: load.id,
  dataset: text(load.dataset),
  contractVersion: text(load.contractVersion),
  snapshotId: text(load.snapshotId),
  snapshotHash: load.snapshotHash,
  generatedAt: load.generatedAt,
  dataThrough: load.dataThrough,
  loadedAt: load.loadedAt,
  rowCount: load.rows,
  quarantined: load.quarantined,
  days: load.days,
  files: load.files,
});

export const quarantineRow = (workspaceId: Uuid, reason: QuarantineReason): Row<typeof schema.quarantine> => ({
  workspaceId,
  loadId: reason.loadId,
  dataset: text(reason.dataset),
  rule: text(reason.rule),
  reason: text(reason.reason),
  rowCount: reason.rows,
  example: text(reason.example),
});

export const jobRunRow = (workspaceId: Uuid, run: JobRun): Row<typeof schema.jobRuns> => ({
  workspaceId,
  ...run,
  note: text(run.note),
});

export const proofRow = (workspaceId: Uuid, proof: Proof): Row<typeof schema.proofs> => ({
  workspaceId,
  id: proof.id,
  ref: text(proof.ref),
  label: text(proof.label),
  computedAt: proof.computedAt,
  document: proof,
});

export const proposalRow = (
  workspaceId: Uuid,
  record: Omit<ProposalRecord, 'approvals'>,
): Row<typeof schema.proposals> => {
  const { proposal, decision } = record;
  return {
    workspaceId,
    id: proposal.id,
    title: text(proposal.title),
    kind: proposal.payload.kind,
    proposerId: proposal.proposerId,
    createdAt: proposal.createdAt,
    expiresAt: proposal.expiresAt,
    state: record.state,
    fingerprint: proposal.fingerprint,
    stakePerDayMinor: proposal.stakePerDay.minor,
    currency: proposal.stakePerDay.currency,
    approvalsNeeded: proposal.approvalsNeeded,
    policyVersion: text(proposal.policyVersion),
    signature: record.signature,
    decidedBy: decision === null ? null : text(decision.by),
    decidedAt: decision?.at ?? null,
    decisionReason: decision === null ? null : text(decision.reason),
    actionId: record.actionId,
    document: proposal,
  };
};

export const approvalRow = (workspaceId: Uuid, approval: Approval): Row<typeof schema.approvals> => ({
  workspaceId,
  ...approval,
});

/** `subject`: what it was measured for, and when that was. */
export const guardrailRow = (
  workspaceId: Uuid,
  subject: { readonly proposalId: Uuid; readonly id: Uuid; readonly at: Instant },
  evaluation: GuardrailEvaluation,
): Row<typeof schema.guardrailEvaluations> => ({
  workspaceId,
  proposalId: subject.proposalId,
  subjectId: subject.id,
  guardrail: text(evaluation.guardrail),
  title: text(evaluation.title),
  outcome: evaluation.outcome,
  evidence: text(evaluation.evidence),
  measured: evaluation.measured,
  dataThrough: evaluation.dataThrough,
  evaluatedAt: subject.at,
});

export const actionRow = (workspaceId: Uuid, record: ActionRecord): Row<typeof schema.actions> => ({
  workspaceId,
  id: record.action.id,
  proposalId: record.action.proposalId,
  kind: record.action.payload.kind,
  state: record.state,
  attempt: record.attempt,
  fingerprint: record.action.fingerprint,
  stakePerDayMinor: record.action.stakePerDay.minor,
  currency: record.action.stakePerDay.currency,
  journaledAt: record.action.journaledAt,
  changedAt: record.changedAt,
  failure: record.failure,
  steps: record.steps,
  document: record.action,
});

/** Which queue an action waits in: that of the creatives, or the one of everything else. */
export function queueOf({ kind }: Action['payload']): 'creative' | 'action' {
  switch (kind) {
    case 'creative.publish':
    case 'creative.rollback':
      return 'creative';
    case 'experiment.decide':
    case 'experiment.rollback':
    case 'bandit.decide':
    case 'bandit.rollback':
      return 'action';
  }
}

/** A row of `action_queue`. */
export function actionQueueRow(
  workspaceId: Uuid,
  action: Action,
  status: Row<typeof schema.actionQueue>['status'],
  at: Instant,
): Row<typeof schema.actionQueue> {
  const { payload } = action;
  return {
    workspaceId,
    actionId: action.id,
    kind: payload.kind,
    platform: payload.platform,
    proposalId: action.proposalId,
    ofActionId: isRollback(payload) ? payload.ofActionId : null,
    approvalIds: [...action.approvalIds],
    fingerprint: action.fingerprint,
    payload,
    status,
    queuedAt: at,
    updatedAt: at,
  };
}

/** A row of `creative_publish_queue`. A rollback enters with nothing a day: it only lowers spend. */
export const queueRow = (
  workspaceId: Uuid,
  action: Action,
  status: Row<typeof schema.creativePublishQueue>['status'],
  at: Instant,
): Row<typeof schema.creativePublishQueue> => ({
  ...actionQueueRow(workspaceId, action, status, at),
  perDayMinor: isRollback(action.payload) ? 0 : action.stakePerDay.minor,
  currency: action.stakePerDay.currency,
});

/** A line of `creative_publish_log` or `action_log`. `key` makes it idempotent: the same line may be sent again. */
export const logRow = (
  workspaceId: Uuid,
  line: {
    readonly key: string;
    readonly actionId: Uuid;
    readonly status: string;
    readonly note: string;
    readonly at: Instant;
  },
): Row<typeof schema.creativePublishLog> => ({ workspaceId, ...line, note: text(line.note) });

export const receiptRow = (workspaceId: Uuid, receipt: Receipt): Row<typeof schema.receipts> => ({
  workspaceId,
  id: receipt.id,
  actionId: receipt.actionId,
  status: receipt.status,
  dailyBudgetMinor: receipt.dailyBudget.minor,
  currency: receipt.dailyBudget.currency,
  confirmedAt: receipt.confirmedAt,
  readBackHash: receipt.readBackHash,
  document: receipt,
});

export function auditRow(workspaceId: Uuid, entry: JournalEntry): Row<typeof schema.auditEvents> {
  const { seq, at, actor, event, prev, hash } = entry;
  return { workspaceId, seq, at, actor, type: event.type, body: canonicalJson({ seq, at, actor, event }), prev, hash };
}

export const checkpointRow = (
  workspaceId: Uuid,
  checkpoint: { readonly seq: number; readonly head: string; readonly signature: string; readonly keyId: Uuid },
): Row<typeof schema.auditCheckpoints> => ({ workspaceId, ...checkpoint });
