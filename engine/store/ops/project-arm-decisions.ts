import { sql } from 'drizzle-orm';
import type { ActionPayload, SpineEvent } from '../../contract/index.ts';
import { isUuid, type Uuid } from '../../core/index.ts';
import { type ArmDecision, banditDecisions, type SpineState } from '../journal/index.ts';
import * as schema from './schema/index.ts';
import type { OpsDb } from './session.ts';
import { storable } from './storable.ts';

/** The cell over whose arms an event decides. */
function decidedCell(event: SpineEvent, { proposals, actions }: Pick<SpineState, 'proposals' | 'actions'>): string[] {
  switch (event.type) {
    case 'arm.kept':
      return [event.decision.cell];
    case 'proposal.created':
      return cellOf(event.proposal.payload);
    case 'proposal.withdrawn':
    case 'proposal.rejected':
    case 'proposal.changes_requested':
      return cellOf(proposals.get(event.proposalId)?.proposal.payload);
    case 'action.journaled':
      return cellOf(event.action.payload);
    case 'action.state':
      return cellOf(actions.get(event.actionId)?.action.payload);
    default:
      return [];
  }
}

const cellOf = (payload: ActionPayload | undefined): string[] =>
  payload?.kind === 'bandit.decide' || payload?.kind === 'bandit.rollback' ? [payload.cell] : [];

const armDecisionRow = (
  workspaceId: Uuid,
  { by, takenBack, ...decision }: ArmDecision,
): typeof schema.banditDecisions.$inferInsert => ({
  workspaceId,
  ...decision,
  arm: storable(decision.arm),
  reason: storable(decision.reason),
  decidedBy: isUuid(by) ? by : null,
  takenBackBy: takenBack?.by ?? null,
  takenBackAt: takenBack?.at ?? null,
});

/** Brings `bandit_decisions` to what the fold holds of the cells whose arms were decided over. */
export async function projectArmDecisions(
  db: OpsDb,
  workspaceId: Uuid,
  events: readonly SpineEvent[],
  state: Pick<SpineState, 'proposals' | 'actions' | 'keptArms'>,
): Promise<void> {
  const touched = new Set(events.flatMap((event) => decidedCell(event, state)));
  if (touched.size === 0) return;
  const { banditDecisions: table } = schema;
  const rows = banditDecisions(state)
    .filter(({ cell }) => touched.has(cell))
    .map((decision) => armDecisionRow(workspaceId, decision));
  await db
    .insert(table)
    .values(rows)
    .onConflictDoUpdate({
      target: [table.workspaceId, table.id],
      set: {
        state: sql`excluded.state`,
        actionId: sql`excluded.action_id`,
        takenBackBy: sql`excluded.taken_back_by`,
        takenBackAt: sql`excluded.taken_back_at`,
      },
    });
}
