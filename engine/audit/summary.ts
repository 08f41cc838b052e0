import {
  type ActionState,
  type AuditEntry,
  isRollback,
  type JournalEntry,
  type Receipt,
  type SpineEvent,
} from '../contract/index.ts';
import { isUuid, type Uuid } from '../core/index.ts';
import { formatCount, formatCounted, formatDay, formatMoney, formatStake, formatText } from '../serializer/index.ts';
import type { SpineState } from '../store/journal/index.ts';

type Names = Pick<SpineState, 'members' | 'proposals' | 'actions' | 'experiments' | 'cells'>;

/** A journal entry as the audit list shows it. `state` gives people and proposals their names. */
export const auditEntryOf = (entry: JournalEntry, state: Names): AuditEntry => ({
  seq: entry.seq,
  at: entry.at,
  actor: nameOf(entry.actor, state),
  type: entry.event.type,
  summary: eventSummary(entry.event, state),
  hash: entry.hash,
});

/** One sentence in plain words on what happened. */
export function eventSummary(event: SpineEvent, state: Names): string {
  switch (event.type) {
    case 'workspace.created':
      return `Workspace ${formatText(event.name)} was created.`;
    case 'member.added':
      return `${formatText(event.member.name)} joined as ${event.member.role}.`;
    case 'load.recorded': {
      const { dataset, rows, quarantined, dataThrough } = event.load;
      const held = quarantined === 0 ? '' : `, ${formatCount(quarantined)} held back`;
      return `${formatCounted(rows, 'row')} of ${formatText(dataset)} loaded${held}; data through ${formatDay(dataThrough)}.`;
    }
    case 'caps.set': {
      const { perDay, twoApproversAbove } = event.caps;
      return `Cap set to ${formatMoney(perDay)} a day; two approvers above ${formatMoney(twoApproversAbove)} a day.`;
    }
    case 'kill_switch.set':
      return `Kill switch turned ${event.on ? 'on' : 'off'}: ${formatText(event.reason)}`;
    case 'proposal.created':
      return `Proposed: ${formatText(event.proposal.title)}, ${formatStake(event.proposal.stakePerDay)}.`;
    case 'proposal.withdrawn':
      return `Withdrew ${titleOf(event.proposalId, state)}: ${formatText(event.reason)}`;
    case 'proposal.rejected':
      return `Rejected ${titleOf(event.proposalId, state)}: ${formatText(event.reason)}`;
    case 'proposal.changes_requested':
      return `Asked for changes to ${titleOf(event.proposalId, state)}: ${formatText(event.reason)}`;
    case 'approval.given':
      return `Approved ${titleOf(event.approval.proposalId, state)}.`;
    case 'action.journaled':
      return isRollback(event.action.payload)
        ? `Ready to take back: ${actionTitle(event.action.payload.ofActionId, state)}.`
        : `Approved and ready to go out: ${actionTitle(event.action.id, state)}.`;
    case 'action.state': {
      const why = event.failure === null ? '' : ` ${formatText(event.failure.message)}`;
      return `${STATES[event.state]}: ${actionTitle(event.actionId, state)}.${why}`;
    }
    case 'action.step':
      return `${stepName(event.step)} ${stepWords(event)}: ${actionTitle(event.actionId, state)}.`;
    case 'receipt.recorded':
      return `${readBackWords(event.receipt)}: ${actionTitle(event.receipt.actionId, state)}.`;
    case 'experiment.saved':
      return event.version === 1
        ? `Wrote the draft of ${designTitle(event.design)}.`
        : `Changed the draft of ${designTitle(event.design)} (version ${formatCount(event.version)}).`;
    case 'experiment.removed':
      return `Removed the draft of ${experimentTitle(event.key, state)}: ${formatText(event.reason)}`;
    case 'experiment.started':
      return `Started ${experimentTitle(event.key, state)} with version ${formatCount(event.version)} of its design${event.since === undefined ? '' : `, counting from ${formatDay(event.since)}`}.`;
    case 'experiment.stopped':
      return `Stopped ${experimentTitle(event.key, state)}: ${formatText(event.reason)}`;
    case 'cell.saved':
      return event.version === 1
        ? `Planned ${designTitle(event.cell)}, at most ${formatMoney(event.cell.budgetCap)}.`
        : `Changed the plan of ${designTitle(event.cell)} (version ${formatCount(event.version)}).`;
    case 'cell.removed':
      return `Removed the plan of ${cellTitle(event.key, state)}: ${formatText(event.reason)}`;
    case 'cell.started':
      return `Started ${cellTitle(event.key, state)} with version ${formatCount(event.version)} of its plan.`;
    case 'cell.paused':
      return `Paused ${cellTitle(event.key, state)}: ${formatText(event.reason)}`;
    case 'cell.resumed':
      return `Let ${cellTitle(event.key, state)} run again.`;
    case 'cell.ended':
      return `Ended ${cellTitle(event.key, state)}: ${formatText(event.reason)}`;
    case 'arm.kept': {
      const { cell, arm, reason } = event.decision;
      return `Kept ${formatText(arm)} of ${cellTitle(cell, state)} as it is: ${formatText(reason)}`;
    }
    case 'flag.set': {
      const turned = `Flag ${formatText(event.key)} turned ${event.enabled ? 'on' : 'off'}`;
      return event.note === '' ? `${turned}.` : `${turned}: ${formatText(event.note)}`;
    }
    case 'audit.checkpoint':
      return `Signed the journal up to entry ${formatCount(event.seq)}.`;
  }
}

function readBackWords({ status, objects, dailyBudget }: Receipt): string {
  switch (status) {
    case 'paused_created':
      return `Read back ${formatCounted(objects.length, 'object')}, paused, ${formatMoney(dailyBudget)} a day`;
    case 'decided':
      return 'Read back from production as decided';
    case 'rolled_back':
      return 'Read back as taken down';
  }
}

const STATES: Readonly<Record<ActionState, string>> = {
  journaled: 'Waits to go out',
  validating: 'Being validated',
  dispatching: 'Being sent',
  outcome_unknown: 'Sent, but no answer came',
  reconciling: 'Being looked up on the platform',
  confirmed: 'Confirmed',
  dead_letter: 'Could not be carried out and waits for a decision',
  discarded: 'Discarded',
  rolled_back: 'Taken back',
  superseded: 'Overtaken by a change and needs a new proposal',
};

/** `adset` is Meta's word; a rollback's step is `delete:<kind>:<id>`. */
function stepName(step: string): string {
  const [first = step, kind] = step.split(':');
  const name = formatText(kind ?? first).replace('adset', 'ad set');
  return kind === undefined ? `${name.charAt(0).toUpperCase()}${name.slice(1)}` : `Deletion of the ${name}`;
}

function stepWords(event: Extract<SpineEvent, { type: 'action.step' }>): string {
  const made = event.platformId === null ? '' : ` (${formatText(event.platformId)})`;
  switch (event.phase) {
    case 'started':
      return 'started';
    case 'known':
      return `done${made}`;
    case 'adopted':
      return `found on the platform${made}`;
    case 'not_done':
      return 'was not done';
    case 'unknown':
      return 'has an unknown outcome';
  }
}

const nameOf = (actor: string, { members }: Names): string => {
  const member = isUuid(actor) ? members.get(actor) : undefined;
  return member === undefined ? (actor === 'system' ? 'Workbench' : formatText(actor)) : formatText(member.name);
};

function titleOf(id: Uuid, { proposals }: Names): string {
  const record = proposals.get(id);
  return record === undefined ? 'a proposal' : `“${formatText(record.proposal.title)}”`;
}

const designTitle = ({ name }: { readonly name: string }): string => `“${formatText(name)}”`;

/** A removed draft has its key only. */
function experimentTitle(key: string, { experiments }: Names): string {
  const record = experiments.get(key);
  return designTitle(record === undefined ? { name: key } : record.design);
}

/** A plan that was removed has its key only. */
function cellTitle(key: string, { cells }: Names): string {
  const record = cells.get(key);
  return designTitle(record === undefined ? { name: key } : record.design);
}

function actionTitle(id: Uuid, state: Names): string {
  const action = state.actions.get(id)?.action;
  if (action === undefined) return 'An action';
  if (isRollback(action.payload)) return `rollback of ${actionTitle(action.payload.ofActionId, state)}`;
  return action.proposalId === null ? 'An action' : titleOf(action.proposalId, state);
}
