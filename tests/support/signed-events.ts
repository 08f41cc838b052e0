import { generateKeyPairSync, sign } from 'node:crypto';
import { approvalStatement, proposalStatement, rejectionStatement } from '../../engine/approvals/index.ts';
import type { Proposal } from '../../engine/contract/index.ts';
import type { Uuid } from '../../engine/core/index.ts';
import type { EventDraft } from '../../engine/store/journal/index.ts';
import { ANA, approval, BEN, CARA, draft, member, opening, proof, publishAction } from './spine-events.ts';

const keys = new Map([ANA, BEN, CARA].map((id) => [id, generateKeyPairSync('ed25519')]));

function keysOf(id: Uuid) {
  const pair = keys.get(id);
  if (pair === undefined) throw new Error(`no key of ${id}`);
  return pair;
}

export const publicKeyOf = (id: Uuid): string =>
  keysOf(id).publicKey.export({ format: 'der', type: 'spki' }).toString('base64');

export const signedBy = (id: Uuid, text: string): string =>
  sign(null, Buffer.from(text), keysOf(id).privateKey).toString('base64');

/** The usual opening, with members who can sign. */
export const signedOpening = (): readonly EventDraft[] =>
  opening().map(({ actor, event }) =>
    event.type === 'member.added'
      ? draft(
          {
            ...event,
            member: member(event.member.id, event.member.name, event.member.role, publicKeyOf(event.member.id)),
          },
          actor,
        )
      : draft(event, actor),
  );

export const signedProposal = (of: Proposal): EventDraft =>
  draft(
    {
      type: 'proposal.created',
      proposal: of,
      proofs: [proof()],
      signature: signedBy(of.proposerId, proposalStatement(of)),
    },
    of.proposerId,
  );

/** Ben's approval and the action, in one batch. */
export function signedApproval(n: number, of: Proposal): readonly EventDraft[] {
  const { signature: _, ...statement } = approval(n, of, BEN);
  const given = { ...statement, signature: signedBy(BEN, approvalStatement(statement)) };
  return [
    draft({ type: 'approval.given', approval: given, guardrails: [] }, BEN),
    draft({ type: 'action.journaled', action: { ...publishAction(1, of, [given]), id: of.actionId } }, BEN),
  ];
}

export function signedRejection(of: Proposal, reason: string, by: Uuid = BEN): EventDraft {
  const text = rejectionStatement({ proposalId: of.id, fingerprint: of.fingerprint, memberId: by, reason });
  return draft({ type: 'proposal.rejected', proposalId: of.id, reason, signature: signedBy(by, text) }, by);
}
