import { sql } from 'drizzle-orm';
import type { JournalEntry, SpineEvent } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { SpineState } from '../journal/index.ts';
import { projectActions } from './project-actions.ts';
import { projectArmDecisions } from './project-arm-decisions.ts';
import { projectCells } from './project-cells.ts';
import { projectExperiments } from './project-experiments.ts';
import { insert, insertMissing, of, recordOf } from './project-rows.ts';
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
  await projectExperiments(db, workspaceId, events, state);
  await projectCells(db, workspaceId, events, state);
  await projectArmDecisions(db, workspaceId, events, state);
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
