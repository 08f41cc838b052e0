import { approvalStatement, fingerprintOf, proposalStatement, rejectionStatement } from '../approvals/index.ts';
import type { JournalEntry, Proposal, SpineEvent } from '../contract/index.ts';
import { verifySignature } from '../members/index.ts';

export interface SignatureProblem {
  readonly seq: number;
  readonly message: string;
}

/**
 * The first decision that its member did not sign as it stands, or proposal that is not what its fingerprint names.
 * A chain can be written anew by anyone; a signature can not. `keys` holds public keys by member id.
 */
export function signatureProblem(
  entries: readonly JournalEntry[],
  keys: ReadonlyMap<string, string>,
): SignatureProblem | null {
  const proposals = new Map<string, Proposal>();
  for (const { seq, actor, event } of entries) {
    if (event.type === 'proposal.created') {
      proposals.set(event.proposal.id, event.proposal);
      if (fingerprintOf(event.proposal) !== event.proposal.fingerprint)
        return { seq, message: `The proposal in entry ${seq} is not the one its fingerprint names.` };
    }
    const claim = claimOf(event, actor, proposals);
    if (claim === null) continue;
    const { what, by, text, signature } = claim;
    if (!verifySignature({ publicKey: keys.get(by) ?? '', text, signature }))
      return { seq, message: `The ${what} in entry ${seq} does not carry the signature of its member.` };
  }
  return null;
}

interface Claim {
  readonly what: string;
  readonly by: string;
  readonly text: string;
  readonly signature: string;
}

/** Who is said to have signed what; null for an event that carries no signature of a decision. */
function claimOf(event: SpineEvent, actor: string, proposals: ReadonlyMap<string, Proposal>): Claim | null {
  switch (event.type) {
    case 'proposal.created': {
      const { proposal, signature } = event;
      return { what: 'proposal', by: proposal.proposerId, text: proposalStatement(proposal), signature };
    }
    case 'approval.given': {
      const { signature, ...statement } = event.approval;
      return { what: 'approval', by: statement.approverId, text: approvalStatement(statement), signature };
    }
    case 'proposal.rejected': {
      const { proposalId, reason, signature } = event;
      const fingerprint = proposals.get(proposalId)?.fingerprint ?? '';
      const text = rejectionStatement({ proposalId, fingerprint, memberId: actor, reason });
      return { what: 'rejection', by: actor, text, signature };
    }
    default:
      return null;
  }
}
