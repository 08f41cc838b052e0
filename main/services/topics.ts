import { type ActionPayload, type Change, type JournalEntry, subjectOf } from '../../engine/contract/index.ts';

/** What shows what production says from then on. */
function decidedIn(payload: ActionPayload): readonly Change['topic'][] {
  if (payload.platform !== 'production') return [];
  return [subjectOf(payload).kind === 'flag' ? 'experiments' : 'cells'];
}

const topicOf = ({ event }: JournalEntry): readonly Change['topic'][] => {
  switch (event.type) {
    case 'member.added':
      return ['members'];
    case 'load.recorded':
      return ['data'];
    case 'workspace.created':
    case 'caps.set':
      return ['settings'];
    case 'kill_switch.set':
      return ['sync'];
    case 'proposal.created':
    case 'proposal.withdrawn':
    case 'proposal.rejected':
    case 'proposal.changes_requested':
    case 'approval.given':
      return ['proposals', 'experiments', 'cells'];
    case 'action.journaled':
      return ['actions', 'proposals', 'sync', ...decidedIn(event.action.payload)];
    // A decision over an arm is shown with how far it has got.
    case 'action.state':
      return ['actions', 'proposals', 'sync', 'cells'];
    case 'action.step':
    case 'receipt.recorded':
      return ['actions', 'proposals', 'sync'];
    case 'experiment.saved':
    case 'experiment.removed':
    case 'experiment.started':
    case 'experiment.stopped':
    case 'flag.set':
      return ['experiments'];
    case 'cell.saved':
    case 'cell.removed':
    case 'cell.started':
    case 'cell.paused':
    case 'cell.resumed':
    case 'cell.ended':
    case 'arm.kept':
      return ['cells'];
    case 'audit.checkpoint':
      return ['sync'];
  }
};

/** What a window has to read again after these entries, each topic once. */
export const topicsOf = (entries: readonly JournalEntry[]): ReadonlySet<Change['topic']> =>
  new Set(entries.flatMap(topicOf));
