import { appError, err, ok, type Result, type Uuid } from '../core/index.ts';
import type { PolicyRequest } from '../guardrails/index.ts';
import type { Signer } from '../members/index.ts';
import type { EventDraft, ProposalRecord } from '../store/journal/index.ts';
import { proposalIn } from './lifecycle.ts';
import type { ApprovalPorts } from './ports.ts';
import { rejectionStatement } from './statements.ts';

export type Decline = 'reject' | 'request_changes' | 'withdraw';

/** Ends a proposal or sends it back, with a reason. docs/spec/approvals.md AP11. */
export async function decline(
  ports: ApprovalPorts,
  proposalId: Uuid,
  opts: { readonly kind: Decline; readonly reason: string },
): Promise<Result<void>> {
  const signer = ports.session.current();
  if (!signer.ok) return signer;
  const reason = opts.reason.trim();
  if (reason === '') return err(appError('REASON_REQUIRED'));
  const written = await ports.spine.transact((state) => {
    const allowed =
      opts.kind === 'withdraw' ? (['in_review', 'changes_requested', 'expired'] as const) : (['in_review'] as const);
    const found = proposalIn(state, proposalId, { allowed, now: ports.clock.now() });
    if (!found.ok) return found;
    const member = state.members.get(signer.value.memberId);
    if (member === undefined) return err(appError('MEMBER_UNKNOWN', { member: signer.value.memberId }));
    const may = ports.policies.decide({ member, operation: opts.kind, proposal: standing(found.value) });
    return may.ok ? ok([draftOf(found.value, signer.value, { kind: opts.kind, reason })]) : may;
  });
  return written.ok ? ok(undefined) : written;
}

/** Declining spends nothing, so only who proposed it counts. */
const standing = ({ proposal }: ProposalRecord): NonNullable<PolicyRequest['proposal']> => ({
  proposerId: proposal.proposerId,
  stakePerDay: proposal.stakePerDay,
  worstGuardrail: 'pass',
  failing: [],
  committedMinor: 0,
  capMinor: proposal.stakePerDay.minor,
  currencyMatches: true,
});

function draftOf(
  { proposal }: ProposalRecord,
  signer: Signer,
  { kind, reason }: { readonly kind: Decline; readonly reason: string },
): EventDraft {
  const actor = signer.memberId;
  const proposalId = proposal.id;
  switch (kind) {
    case 'withdraw':
      return { actor, event: { type: 'proposal.withdrawn', proposalId, reason } };
    case 'request_changes':
      return { actor, event: { type: 'proposal.changes_requested', proposalId, reason } };
    case 'reject': {
      const { fingerprint } = proposal;
      const signature = signer.sign(rejectionStatement({ proposalId, fingerprint, memberId: actor, reason }));
      return { actor, event: { type: 'proposal.rejected', proposalId, reason, signature } };
    }
  }
}
