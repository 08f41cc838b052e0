import { type Action, type Approval, isRollback, type ProposedPayload } from '../contract/index.ts';
import { appError, err, newId, ok, type Result, type Uuid } from '../core/index.ts';
import type { Signer } from '../members/index.ts';
import type { EventDraft, ProposalRecord, SpineState } from '../store/journal/index.ts';
import { approvalsNeeded } from './caps.ts';
import { fingerprintOf } from './fingerprint.ts';
import { judge, policyFacts, type Surroundings } from './judge.ts';
import { readSurroundings } from './judge-now.ts';
import { MADE_UNDER_OTHERS, proposalIn } from './lifecycle.ts';
import type { ApprovalPorts } from './ports.ts';
import { approvalStatement } from './statements.ts';

export interface ApproveInput {
  readonly proposalId: Uuid;
  /** The fingerprint the approver saw. */
  readonly fingerprint: string;
  readonly passphrase: string;
}

/** Approves and signs. The last approval needed journals the action with it. docs/spec/approvals.md AP4–AP10. */
export async function approve(ports: ApprovalPorts, input: ApproveInput): Promise<Result<void>> {
  const current = ports.session.current();
  if (!current.ok) return current;
  const before = proposalIn(ports.spine.state, input.proposalId, { allowed: ['in_review'], now: ports.clock.now() });
  if (!before.ok) return before;
  const { payload } = before.value.proposal;
  if (isRollback(payload)) return err(appError('PROPOSAL_STATE', { state: 'nothing that is approved' }));
  const eyes = otherEyes(ports.spine.state, before.value, current.value.memberId);
  if (!eyes.ok) return eyes;
  const member = ports.spine.state.members.get(current.value.memberId);
  const signer = await ports.keyring.unlock(current.value.memberId, input.passphrase, member);
  if (!signer.ok) return signer;
  const surroundings = await readSurroundings(ports, payload);
  const written = await ports.spine.transact((state) =>
    decide(ports, state, { input, payload, surroundings, signer: signer.value }),
  );
  return written.ok ? ok(undefined) : written;
}

/** Said before the passphrase is asked for; the policies say it again. */
function otherEyes(state: SpineState, record: ProposalRecord, memberId: Uuid): Result<void> {
  const member = state.members.get(memberId);
  if (member === undefined) return err(appError('MEMBER_UNKNOWN', { member: memberId }));
  if (record.proposal.proposerId === memberId) return err(appError('FOUR_EYES', { member: member.name }));
  if (record.approvals.some(({ approverId }) => approverId === memberId))
    return err(appError('PROPOSAL_STATE', { state: `already approved by ${member.name}` }));
  return ok(undefined);
}

interface Decision {
  readonly input: ApproveInput;
  readonly payload: ProposedPayload;
  readonly surroundings: Surroundings;
  readonly signer: Signer;
}

function decide(ports: ApprovalPorts, state: SpineState, decision: Decision): Result<readonly EventDraft[]> {
  const { input, payload, surroundings, signer } = decision;
  const now = ports.clock.now();
  const found = proposalIn(state, input.proposalId, { allowed: ['in_review'], now });
  if (!found.ok) return found;
  const record = found.value;
  const { proposal } = record;
  const eyes = otherEyes(state, record, signer.memberId);
  if (!eyes.ok) return eyes;
  if (input.fingerprint !== proposal.fingerprint || fingerprintOf(proposal) !== proposal.fingerprint)
    return err(appError('PROPOSAL_CHANGED'));
  if (proposal.policyVersion !== ports.policies.version)
    return err(appError('PROPOSAL_STATE', { state: MADE_UNDER_OTHERS }));
  const member = state.members.get(signer.memberId);
  if (member === undefined) return err(appError('MEMBER_UNKNOWN', { member: signer.memberId }));
  const { id: proposalId, proposerId, stakePerDay } = proposal;
  const subject = { proposalId, proposerId, payload, stakePerDay };
  const guardrails = judge(state, subject, { surroundings, now });
  const allowed = ports.policies.decide({
    member,
    operation: 'approve',
    proposal: policyFacts(state, subject, guardrails),
  });
  if (!allowed.ok) return allowed;
  const approval = signed(ports, record, signer);
  return ok([
    { actor: signer.memberId, event: { type: 'approval.given', approval, guardrails: [...guardrails] } },
    ...actionOf(ports, state, record, approval),
  ]);
}

function signed(ports: ApprovalPorts, { proposal }: ProposalRecord, signer: Signer): Approval {
  const approval = {
    id: newId(ports.clock, ports.random),
    proposalId: proposal.id,
    approverId: signer.memberId,
    fingerprint: proposal.fingerprint,
    approvedAt: ports.clock.now(),
    expiresAt: proposal.expiresAt,
  };
  return { ...approval, signature: signer.sign(approvalStatement(approval)) };
}

/** The action, once enough have approved: by the threshold of then and by the one of now. */
function actionOf(
  ports: ApprovalPorts,
  state: SpineState,
  { proposal, approvals }: ProposalRecord,
  last: Approval,
): readonly EventDraft[] {
  const given = [...approvals, last];
  const neededNow = approvalsNeeded(proposal.stakePerDay, state.caps);
  if (given.length < Math.max(proposal.approvalsNeeded, neededNow)) return [];
  const action: Action = {
    id: proposal.actionId,
    proposalId: proposal.id,
    approvalIds: given.map(({ id }) => id),
    payload: proposal.payload,
    fingerprint: proposal.fingerprint,
    stakePerDay: proposal.stakePerDay,
    journaledAt: ports.clock.now(),
  };
  return [{ actor: last.approverId, event: { type: 'action.journaled', action } }];
}
