import { generateKeyPairSync } from 'node:crypto';
import { approvalStatement, proposalStatement } from '../../engine/approvals/statements.ts';
import type { Approval, Member, Proposal, Role } from '../../engine/contract/index.ts';
import type { Uuid } from '../../engine/core/index.ts';
import { publicKeyOf, type Signer, signerOf } from '../../engine/members/signature.ts';
import type { EventDraft } from '../../engine/store/journal/index.ts';
import { approval, draft, member, proof } from './spine-events.ts';

/** A member with a key that is open: no passphrase, no file. */
export interface SignedMember {
  readonly member: Member;
  readonly signer: Signer;
}

export function signedMember(id: Uuid, name: string, role: Role): SignedMember {
  const { privateKey } = generateKeyPairSync('ed25519');
  return { member: member(id, name, role, publicKeyOf(privateKey)), signer: signerOf(id, privateKey) };
}

export const added = ({ member: added }: SignedMember): EventDraft => draft({ type: 'member.added', member: added });

/** The proposal as its proposer journals it, signed. */
export const signedProposal = (of: Proposal, by: SignedMember): EventDraft =>
  draft(
    { type: 'proposal.created', proposal: of, proofs: [proof()], signature: by.signer.sign(proposalStatement(of)) },
    by.member.id,
  );

/** The n-th approval, signed by its approver. */
export function signedApproval(n: number, of: Proposal, by: SignedMember): Approval {
  const { signature: _, ...statement } = approval(n, of, by.member.id);
  return { ...statement, signature: by.signer.sign(approvalStatement(statement)) };
}
