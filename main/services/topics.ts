import type { Change, JournalEntry } from '../../engine/contract/index.ts';

const topicOf = (type: JournalEntry['event']['type']): readonly Change['topic'][] => {
  switch (type) {
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
      return ['proposals'];
    case 'action.journaled':
    case 'action.state':
    case 'action.step':
    case 'receipt.recorded':
      return ['actions', 'proposals', 'sync'];
    case 'audit.checkpoint':
      return ['sync'];
  }
};

/** What a window has to read again after these entries, each topic once. */
export const topicsOf = (entries: readonly JournalEntry[]): ReadonlySet<Change['topic']> =>
  new Set(entries.flatMap(({ event }) => topicOf(event.type)));
