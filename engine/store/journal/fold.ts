import type { EntryBody } from './chain.ts';
import { foldAction } from './fold-action.ts';
import { foldCell } from './fold-cell.ts';
import { foldExperiment } from './fold-experiment.ts';
import { foldProposal } from './fold-proposal.ts';
import { IllegalEvent } from './illegal-event.ts';
import { type SpineDraft, spineDraft } from './spine-draft.ts';
import type { SpineState } from './state.ts';

/** `feature_flags` holds the kill switch under this key. */
export const KILL_SWITCH_FLAG = 'kill_switch';

export const emptyState: SpineState = {
  seq: 0,
  workspaceId: null,
  name: '',
  members: new Map(),
  loads: new Map(),
  proposals: new Map(),
  proofs: new Map(),
  actions: new Map(),
  experiments: new Map(),
  cells: new Map(),
  keptArms: new Map(),
  flags: new Map(),
  killSwitch: { on: false, reason: '' },
  caps: null,
  checkpoints: [],
};

/** The state after one more entry. For many entries `foldAll` copies each map once instead of once an entry. */
export const fold = (state: SpineState, entry: EntryBody): SpineState => foldAll(state, [entry]);

/**
 * The state after `entries`. Pure: `state` is left as it is.
 * @throws IllegalEvent when an entry does not follow from the ones before it.
 */
export function foldAll(state: SpineState, entries: readonly EntryBody[]): SpineState {
  const draft = spineDraft(state);
  for (const entry of entries) {
    if (entry.seq !== draft.seq + 1) throw new IllegalEvent(entry.seq, `it follows entry ${draft.seq}`);
    apply(draft, entry);
    draft.seq = entry.seq;
  }
  return draft.done();
}

function apply(draft: SpineDraft, entry: EntryBody): void {
  const { event } = entry;
  if (draft.workspaceId === null && event.type !== 'workspace.created')
    throw new IllegalEvent(entry.seq, 'the workspace has not been created');
  switch (event.type) {
    case 'workspace.created':
      if (draft.workspaceId !== null) throw new IllegalEvent(entry.seq, 'the workspace was created before');
      draft.workspaceId = event.workspaceId;
      draft.name = event.name;
      return;
    case 'member.added':
      if (draft.members.has(event.member.id)) throw new IllegalEvent(entry.seq, 'the member was added before');
      draft.members.set(event.member.id, event.member);
      return;
    case 'load.recorded':
      if (draft.loads.has(event.load.id)) throw new IllegalEvent(entry.seq, 'the load was recorded before');
      draft.loads.set(event.load.id, event.load);
      return;
    case 'caps.set':
      draft.caps = event.caps;
      return;
    case 'kill_switch.set':
      draft.killSwitch = { on: event.on, reason: event.reason };
      return;
    case 'audit.checkpoint': {
      const { seq, head, signature, keyId } = event;
      draft.checkpoints = [...draft.checkpoints, { seq, head, signature, keyId }];
      return;
    }
    case 'proposal.created':
    case 'proposal.withdrawn':
    case 'proposal.rejected':
    case 'proposal.changes_requested':
    case 'approval.given':
      foldProposal(draft, entry, event);
      return;
    case 'action.journaled':
    case 'action.state':
    case 'action.step':
    case 'receipt.recorded':
      foldAction(draft, entry, event);
      return;
    case 'experiment.saved':
    case 'experiment.removed':
    case 'experiment.started':
    case 'experiment.stopped':
      foldExperiment(draft, entry, event);
      return;
    case 'cell.saved':
    case 'cell.removed':
    case 'cell.started':
    case 'cell.paused':
    case 'cell.resumed':
    case 'cell.ended':
    case 'arm.kept':
      foldCell(draft, entry, event);
      return;
    case 'flag.set': {
      const { key, enabled, note } = event;
      if (key === KILL_SWITCH_FLAG) throw new IllegalEvent(entry.seq, `the flag ${key} is set by kill_switch.set`);
      draft.flags.set(key, { key, enabled, note, changedAt: entry.at });
      return;
    }
    default:
      throw unknownEvent(event);
  }
}

const unknownEvent = (event: never): Error => new Error(`no fold for ${JSON.stringify(event)}`);
