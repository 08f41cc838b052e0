import { and, eq } from 'drizzle-orm';
import type { GuardrailEvaluation, JournalEntry } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import { type ActionRecord, mayHaveEffect, type ProposalRecord, type SpineState } from '../journal/index.ts';
import * as rows from './rows.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';

/**
 * Writes one journal entry to the tables. `state` is the fold after the entry, so that tables and fold can not differ.
 * Caps and the kill switch are written by the database from the audit row.
 */
export async function projectEntry(
  db: OpsDb,
  workspaceId: Uuid,
  entry: JournalEntry,
  state: SpineState,
): Promise<void> {
  const { event } = entry;
  await db.insert(schema.auditEvents).values(rows.auditRow(workspaceId, entry));
  switch (event.type) {
    case 'workspace.created':
    case 'caps.set':
    case 'kill_switch.set':
      return;
    case 'member.added':
      await db.insert(schema.members).values(rows.memberRow(workspaceId, event.member));
      return;
    case 'load.recorded':
      await db.insert(schema.loads).values(rows.loadRow(workspaceId, event.load));
      return;
    case 'proposal.created': {
      const { proposal, proofs } = event;
      if (proofs.length > 0) {
        const values = proofs.map((proof) => rows.proofRow(workspaceId, proof));
        await db.insert(schema.proofs).values(values).onConflictDoNothing();
      }
      await db.insert(schema.proposals).values(rows.proposalRow(workspaceId, recordOf(state.proposals, proposal.id)));
      const made = { proposalId: proposal.id, id: proposal.id, at: proposal.createdAt };
      await insertGuardrails(db, workspaceId, made, proposal.guardrails);
      return;
    }
    case 'proposal.withdrawn':
    case 'proposal.rejected':
    case 'proposal.changes_requested':
      await updateProposal(db, workspaceId, recordOf(state.proposals, event.proposalId));
      return;
    case 'approval.given':
      await db.insert(schema.approvals).values(rows.approvalRow(workspaceId, event.approval));
      await insertGuardrails(
        db,
        workspaceId,
        { proposalId: event.approval.proposalId, id: event.approval.id, at: event.approval.approvedAt },
        event.guardrails,
      );
      return;
    case 'action.journaled': {
      const { action } = event;
      if (action.proposalId !== null)
        await updateProposal(db, workspaceId, recordOf(state.proposals, action.proposalId));
      await db.insert(schema.creativePublishQueue).values(rows.queueRow(workspaceId, action, 'journaled', entry.at));
      await db.insert(schema.actions).values(rows.actionRow(workspaceId, recordOf(state.actions, action.id)));
      await writeLog(db, workspaceId, entry, recordOf(state.actions, action.id));
      return;
    }
    case 'action.state':
      await updateAction(db, workspaceId, recordOf(state.actions, event.actionId));
      await writeLog(db, workspaceId, entry, recordOf(state.actions, event.actionId));
      return;
    case 'action.step':
      await updateAction(db, workspaceId, recordOf(state.actions, event.actionId));
      return;
    case 'receipt.recorded':
      await updateAction(db, workspaceId, recordOf(state.actions, event.receipt.actionId));
      await db.insert(schema.receipts).values(rows.receiptRow(workspaceId, event.receipt));
      return;
    case 'audit.checkpoint': {
      const { seq, head, signature, keyId } = event;
      await db
        .insert(schema.auditCheckpoints)
        .values(rows.checkpointRow(workspaceId, { seq, head, signature, keyId }))
        .onConflictDoNothing();
      return;
    }
  }
}

async function insertGuardrails(
  db: OpsDb,
  workspaceId: Uuid,
  subject: Parameters<typeof rows.guardrailRow>[1],
  evaluations: readonly GuardrailEvaluation[],
): Promise<void> {
  if (evaluations.length === 0) return;
  const values = evaluations.map((evaluation) => rows.guardrailRow(workspaceId, subject, evaluation));
  await db.insert(schema.guardrailEvaluations).values(values);
}

async function updateProposal(db: OpsDb, workspaceId: Uuid, record: ProposalRecord): Promise<void> {
  const { state, decidedBy, decidedAt, decisionReason, actionId } = rows.proposalRow(workspaceId, record);
  await db
    .update(schema.proposals)
    .set({ state, decidedBy, decidedAt, decisionReason, actionId })
    .where(and(eq(schema.proposals.workspaceId, workspaceId), eq(schema.proposals.id, record.proposal.id)));
}

async function updateAction(db: OpsDb, workspaceId: Uuid, record: ActionRecord): Promise<void> {
  const { action, state, attempt, failure, steps, changedAt } = record;
  const hasEffect = state !== 'dead_letter' || mayHaveEffect(record);
  await db
    .update(schema.actions)
    .set({ state, attempt, failure, steps, changedAt })
    .where(and(eq(schema.actions.workspaceId, workspaceId), eq(schema.actions.id, action.id)));
  await db
    .update(schema.creativePublishQueue)
    .set({ status: state, hasEffect, updatedAt: changedAt })
    .where(
      and(
        eq(schema.creativePublishQueue.workspaceId, workspaceId),
        eq(schema.creativePublishQueue.actionId, action.id),
      ),
    );
}

async function writeLog(db: OpsDb, workspaceId: Uuid, entry: JournalEntry, record: ActionRecord): Promise<void> {
  const line = {
    key: `journal:${entry.seq}`,
    actionId: record.action.id,
    status: record.state,
    note: record.failure?.message ?? '',
    at: entry.at,
  };
  await db.insert(schema.creativePublishLog).values(rows.logRow(workspaceId, line));
}

function recordOf<K, V>(records: ReadonlyMap<K, V>, id: K): V {
  const record = records.get(id);
  if (record === undefined) throw new Error(`the fold holds no record ${String(id)}`);
  return record;
}
