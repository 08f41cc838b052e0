import { auditEntryOf } from '../../engine/audit/index.ts';
import type { AuditEntry, JournalEntry } from '../../engine/contract/index.ts';
import type { SpineState } from '../../engine/store/journal/index.ts';

/** The key of the cell an entry is about; null when it is about something else. */
function cellOf({ event }: JournalEntry, { proposals, actions }: SpineState): string | null {
  const ofProposal = (id: string): string | null => {
    const payload = [...proposals.values()].find(({ proposal }) => proposal.id === id)?.proposal.payload;
    return payload?.kind === 'bandit.decide' ? payload.cell : null;
  };
  switch (event.type) {
    case 'cell.saved':
      return event.cell.key;
    case 'cell.removed':
    case 'cell.started':
    case 'cell.paused':
    case 'cell.resumed':
    case 'cell.ended':
      return event.key;
    case 'arm.kept':
      return event.decision.cell;
    case 'proposal.created':
      return ofProposal(event.proposal.id);
    case 'approval.given':
      return ofProposal(event.approval.proposalId);
    case 'proposal.rejected':
    case 'proposal.changes_requested':
    case 'proposal.withdrawn':
      return ofProposal(event.proposalId);
    case 'action.journaled': {
      const { payload } = event.action;
      return payload.kind === 'bandit.rollback' ? payload.cell : null;
    }
    case 'action.state': {
      // On its way it is of no interest here: only where it came to rest.
      const payload = actions.get(event.actionId)?.action.payload;
      const isOver = event.state === 'confirmed' || event.state === 'discarded' || event.state === 'superseded';
      return isOver && (payload?.kind === 'bandit.decide' || payload?.kind === 'bandit.rollback') ? payload.cell : null;
    }
    default:
      return null;
  }
}

/** What happened to a cell and was decided over its arms, newest first: lines of the audit chain. */
export const cellLog = (entries: readonly JournalEntry[], key: string, state: SpineState): readonly AuditEntry[] =>
  entries
    .filter((entry) => cellOf(entry, state) === key)
    .map((entry) => auditEntryOf(entry, state))
    .reverse();
