import { and, eq, inArray, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { JournalEntry, SpineEvent } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { EventOf } from '../journal/event-of.ts';
import { type ActionRecord, mayHaveEffect, type SpineState } from '../journal/index.ts';
import * as rows from './rows.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';

/**
 * Writes a run of journal entries to the tables, kind by kind, so that a long journal is mirrored quickly. `state` is
 * the fold after the last of them: tables and fold can not differ. Caps and the kill switch are written by the database
 * itself from the audit rows.
 */
export async function project(
  db: OpsDb,
  workspaceId: Uuid,
  entries: readonly JournalEntry[],
  state: SpineState,
): Promise<void> {
  const events = entries.map(({ event }) => event);
  await insert(
    db,
    schema.auditEvents,
    entries.map((entry) => rows.auditRow(workspaceId, entry)),
  );
  await insert(
    db,
    schema.members,
    of(events, 'member.added').map(({ member }) => rows.memberRow(workspaceId, member)),
  );
  await insert(
    db,
    schema.loads,
    of(events, 'load.recorded').map(({ load }) => rows.loadRow(workspaceId, load)),
  );
  await projectProposals(db, workspaceId, events, state);
  await projectActions(db, workspaceId, entries, state);
  const checkpoints = of(events, 'audit.checkpoint').map(({ seq, head, signature, keyId }) =>
    rows.checkpointRow(workspaceId, { seq, head, signature, keyId }),
  );
  await insertMissing(db, schema.auditCheckpoints, checkpoints);
}

async function projectProposals(
  db: OpsDb,
  workspaceId: Uuid,
  events: readonly SpineEvent[],
  state: SpineState,
): Promise<void> {
  const created = of(events, 'proposal.created');
  const given = of(events, 'approval.given');
  await insertMissing(
    db,
    schema.proofs,
    created.flatMap(({ proofs }) => proofs.map((proof) => rows.proofRow(workspaceId, proof))),
  );
  const touched = [...new Set(events.flatMap(proposalOf))].map((id) => recordOf(state.proposals, id));
  if (touched.length > 0) {
    const { proposals } = schema;
    await db
      .insert(proposals)
      .values(touched.map((record) => rows.proposalRow(workspaceId, record)))
      .onConflictDoUpdate({
        target: [proposals.workspaceId, proposals.id],
        set: {
          state: sql`excluded.state`,
          decidedBy: sql`excluded.decided_by`,
          decidedAt: sql`excluded.decided_at`,
          decisionReason: sql`excluded.decision_reason`,
          actionId: sql`excluded.action_id`,
        },
      });
  }
  await insert(
    db,
    schema.approvals,
    given.map(({ approval }) => rows.approvalRow(workspaceId, approval)),
  );
  await insert(db, schema.guardrailEvaluations, [
    ...created.flatMap(({ proposal: { id, createdAt, guardrails } }) =>
      guardrails.map((each) => rows.guardrailRow(workspaceId, { proposalId: id, id, at: createdAt }, each)),
    ),
    ...given.flatMap(({ approval: { id, proposalId, approvedAt }, guardrails }) =>
      guardrails.map((each) => rows.guardrailRow(workspaceId, { proposalId, id, at: approvedAt }, each)),
    ),
  ]);
}

async function projectActions(
  db: OpsDb,
  workspaceId: Uuid,
  entries: readonly JournalEntry[],
  state: SpineState,
): Promise<void> {
  const events = entries.map(({ event }) => event);
  const queued = entries.flatMap(({ event, at }) =>
    event.type === 'action.journaled' ? [rows.queueRow(workspaceId, event.action, 'journaled', at)] : [],
  );
  await insert(db, schema.creativePublishQueue, queued);
  const touched = [...new Set(events.flatMap(actionOf))].map((id) => recordOf(state.actions, id));
  if (touched.length > 0) await upsertActions(db, workspaceId, touched);
  await insert(
    db,
    schema.creativePublishLog,
    entries.flatMap((entry) => logLine(workspaceId, entry)),
  );
  const receipts = of(events, 'receipt.recorded').map(({ receipt }) => rows.receiptRow(workspaceId, receipt));
  await insertMissing(db, schema.receipts, receipts);
}

async function upsertActions(db: OpsDb, workspaceId: Uuid, records: readonly ActionRecord[]): Promise<void> {
  const { actions, creativePublishQueue: queue } = schema;
  await db
    .insert(actions)
    .values(records.map((record) => rows.actionRow(workspaceId, record)))
    .onConflictDoUpdate({
      target: [actions.workspaceId, actions.id],
      set: {
        state: sql`excluded.state`,
        attempt: sql`excluded.attempt`,
        failure: sql`excluded.failure`,
        steps: sql`excluded.steps`,
        changedAt: sql`excluded.changed_at`,
      },
    });
  const ids = records.map(({ action }) => action.id);
  const without = records.filter((record) => record.state === 'dead_letter' && !mayHaveEffect(record));
  const hasEffect =
    without.length === 0
      ? sql`true`
      : sql`not ${inArray(
          queue.actionId,
          without.map((r) => r.action.id),
        )}`;
  // As `queueStatus` has it.
  const status = sql`case when ${actions.state} = 'confirmed' and ${queue.kind} = 'creative.publish' then 'paused_created' else ${actions.state} end`;
  await db
    .update(queue)
    .set({ status, updatedAt: sql`${actions.changedAt}`, hasEffect })
    .from(actions)
    .where(
      and(
        eq(queue.workspaceId, workspaceId),
        inArray(queue.actionId, ids),
        eq(actions.workspaceId, queue.workspaceId),
        eq(actions.id, queue.actionId),
      ),
    );
}

function logLine(workspaceId: Uuid, { seq, at, event }: JournalEntry): ReturnType<typeof rows.logRow>[] {
  const key = `journal:${seq}`;
  if (event.type === 'action.journaled')
    return [rows.logRow(workspaceId, { key, actionId: event.action.id, status: 'journaled', note: '', at })];
  if (event.type !== 'action.state') return [];
  const note = event.failure?.message ?? '';
  return [rows.logRow(workspaceId, { key, actionId: event.actionId, status: event.state, note, at })];
}

function proposalOf(event: SpineEvent): Uuid[] {
  switch (event.type) {
    case 'proposal.created':
      return [event.proposal.id];
    case 'proposal.withdrawn':
    case 'proposal.rejected':
    case 'proposal.changes_requested':
      return [event.proposalId];
    case 'action.journaled':
      return event.action.proposalId === null ? [] : [event.action.proposalId];
    default:
      return [];
  }
}

function actionOf(event: SpineEvent): Uuid[] {
  switch (event.type) {
    case 'action.journaled':
      return [event.action.id];
    case 'action.state':
    case 'action.step':
      return [event.actionId];
    case 'receipt.recorded':
      return [event.receipt.actionId];
    default:
      return [];
  }
}

const of = <T extends SpineEvent['type']>(events: readonly SpineEvent[], type: T): EventOf<T>[] =>
  events.filter((event): event is EventOf<T> => event.type === type);

async function insert<T extends PgTable>(db: OpsDb, table: T, values: T['$inferInsert'][]): Promise<void> {
  if (values.length > 0) await db.insert(table).values(values);
}

async function insertMissing<T extends PgTable>(db: OpsDb, table: T, values: T['$inferInsert'][]): Promise<void> {
  if (values.length > 0) await db.insert(table).values(values).onConflictDoNothing();
}

function recordOf<K, V>(records: ReadonlyMap<K, V>, id: K): V {
  const record = records.get(id);
  if (record === undefined) throw new Error(`the fold holds no record ${String(id)}`);
  return record;
}
