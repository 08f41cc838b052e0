import type { Approval } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { EntryBody } from './chain.ts';
import type { EventOf } from './event-of.ts';
import { IllegalEvent } from './illegal-event.ts';
import type { SpineDraft } from './spine-draft.ts';
import type { ProposalRecord } from './state.ts';

export type ProposalEvent = EventOf<
  'proposal.created' | 'proposal.withdrawn' | 'proposal.rejected' | 'proposal.changes_requested' | 'approval.given'
>;

export function foldProposal(draft: SpineDraft, entry: EntryBody, event: ProposalEvent): void {
  switch (event.type) {
    case 'proposal.created':
      created(draft, entry, event);
      return;
    case 'proposal.withdrawn':
      decided(draft, entry, event, { from: ['in_review', 'changes_requested'], to: 'withdrawn' });
      return;
    case 'proposal.rejected':
      decided(draft, entry, event, { from: ['in_review'], to: 'rejected' });
      return;
    case 'proposal.changes_requested':
      decided(draft, entry, event, { from: ['in_review'], to: 'changes_requested' });
      return;
    case 'approval.given':
      approved(draft, entry, event.approval);
      return;
  }
}

function created(draft: SpineDraft, entry: EntryBody, event: EventOf<'proposal.created'>): void {
  const { proposal, signature } = event;
  if (draft.proposals.has(proposal.id)) throw new IllegalEvent(entry.seq, 'the proposal was made before');
  if (!draft.members.has(proposal.proposerId)) throw new IllegalEvent(entry.seq, 'the proposer is no member');
  for (const proof of event.proofs) draft.proofs.set(proof.id, proof);
  const missing = proposal.proofIds.find((id) => !draft.proofs.has(id));
  if (missing !== undefined) throw new IllegalEvent(entry.seq, `the proof ${missing} is missing`);
  draft.proposals.set(proposal.id, {
    proposal,
    state: 'in_review',
    signature,
    approvals: [],
    decision: null,
    actionId: null,
  });
}

function decided(
  draft: SpineDraft,
  entry: EntryBody,
  event: { readonly proposalId: Uuid; readonly reason: string },
  step: { readonly from: readonly ProposalRecord['state'][]; readonly to: ProposalRecord['state'] },
): void {
  const record = proposalIn(draft, entry, event.proposalId, step.from);
  const decision = { by: entry.actor, at: entry.at, reason: event.reason };
  draft.proposals.set(event.proposalId, { ...record, state: step.to, decision });
}

function approved(draft: SpineDraft, entry: EntryBody, approval: Approval): void {
  const record = proposalIn(draft, entry, approval.proposalId, ['in_review']);
  const refuse = (reason: string): never => {
    throw new IllegalEvent(entry.seq, reason);
  };
  if (!draft.members.has(approval.approverId)) refuse('the approver is no member');
  if (approval.approverId === record.proposal.proposerId) refuse('the proposer can not approve');
  if (approval.fingerprint !== record.proposal.fingerprint) refuse('the approval is of another fingerprint');
  if (record.approvals.some((other) => other.approverId === approval.approverId)) refuse('the member approved before');
  draft.proposals.set(approval.proposalId, { ...record, approvals: [...record.approvals, approval] });
}

/** The record of a proposal that is in one of the states. */
export function proposalIn(
  draft: SpineDraft,
  entry: EntryBody,
  id: Uuid,
  states: readonly ProposalRecord['state'][],
): ProposalRecord {
  const record = draft.proposals.get(id);
  if (record === undefined) throw new IllegalEvent(entry.seq, `there is no proposal ${id}`);
  if (!states.includes(record.state)) throw new IllegalEvent(entry.seq, `the proposal is ${record.state}`);
  return record;
}
