import type { Approval, Proposal } from '../contract/index.ts';
import { canonicalJson } from '../core/index.ts';

/** The texts members sign. Each names its purpose, so that a signature for one can not stand for another. */
export const proposalStatement = ({
  id,
  proposerId,
  fingerprint,
}: Pick<Proposal, 'id' | 'proposerId' | 'fingerprint'>): string =>
  canonicalJson({ purpose: 'growth-workbench/proposal/1', id, proposerId, fingerprint });

export const approvalStatement = (approval: Omit<Approval, 'signature'>): string => {
  const { id, proposalId, approverId, fingerprint, approvedAt, expiresAt } = approval;
  return canonicalJson({
    purpose: 'growth-workbench/approval/1',
    id,
    proposalId,
    approverId,
    fingerprint,
    approvedAt,
    expiresAt,
  });
};

export const rejectionStatement = (rejection: {
  readonly proposalId: string;
  readonly fingerprint: string;
  readonly memberId: string;
  readonly reason: string;
}): string => canonicalJson({ purpose: 'growth-workbench/rejection/1', ...rejection });
