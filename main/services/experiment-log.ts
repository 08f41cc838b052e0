import { auditEntryOf } from '../../engine/audit/index.ts';
import type { ExperimentChange, JournalEntry } from '../../engine/contract/index.ts';
import type { SpineState } from '../../engine/store/journal/index.ts';

type Change = ExperimentChange['change'];

/** What an entry did with the experiment; null when it is about something else. */
function changeOf({ event }: JournalEntry, key: string, { proposals, actions }: SpineState): Change | null {
  const isDecision = (id: string): boolean =>
    [...proposals.values()].some(
      ({ proposal: { id: own, payload } }) =>
        own === id && payload.kind === 'experiment.decide' && payload.experimentKey === key,
    );
  switch (event.type) {
    case 'experiment.saved':
      return event.design.key === key ? 'saved' : null;
    case 'experiment.removed':
      return event.key === key ? 'removed' : null;
    case 'experiment.started':
      return event.key === key ? 'started' : null;
    case 'experiment.stopped':
      return event.key === key ? 'stopped' : null;
    case 'proposal.created':
      return isDecision(event.proposal.id) ? 'proposed' : null;
    case 'approval.given':
      return isDecision(event.approval.proposalId) ? 'approved' : null;
    case 'proposal.rejected':
    case 'proposal.changes_requested':
    case 'proposal.withdrawn':
      return isDecision(event.proposalId) ? 'rejected' : null;
    case 'action.journaled': {
      const { payload } = event.action;
      if (payload.kind === 'experiment.decide') return payload.experimentKey === key ? 'decided' : null;
      // A decision that was taken back leaves the experiment stopped.
      return payload.kind === 'experiment.rollback' && payload.experimentKey === key ? 'stopped' : null;
    }
    case 'action.state': {
      // A decision that was approved and is given up leaves the experiment as it was.
      const givenUp = event.state === 'discarded' || event.state === 'superseded';
      const payload = actions.get(event.actionId)?.action.payload;
      return givenUp && payload?.kind === 'experiment.decide' && payload.experimentKey === key ? 'rejected' : null;
    }
    default:
      return null;
  }
}

/** Who did what with an experiment, newest first: lines of the audit chain. */
export const experimentLog = (
  entries: readonly JournalEntry[],
  key: string,
  state: SpineState,
): readonly ExperimentChange[] =>
  entries
    .flatMap((entry) => {
      const change = changeOf(entry, key, state);
      if (change === null) return [];
      const { seq, at, actor, summary, hash } = auditEntryOf(entry, state);
      return [{ seq, at, actor, change, summary, hash }];
    })
    .reverse();
