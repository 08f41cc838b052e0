import { type Action, type Approval, isRollback, type Proposal } from '../contract/index.ts';
import { type AppError, appError, canonicalJson, err, type Instant, ok, type Result } from '../core/index.ts';
import { verifySignature } from '../members/index.ts';
import { formatMoney } from '../serializer/index.ts';
import { committedSpend, mayHaveEffect, type ProposalRecord, type SpineState } from '../store/journal/index.ts';
import { approvalsNeeded } from './caps.ts';
import { fingerprintOf, payloadFingerprint } from './fingerprint.ts';
import { approvalStatement, proposalStatement } from './statements.ts';

/**
 * Whether an action may go out in this state of the spine: asked by sync before anything is prepared and again with
 * each request. docs/spec/approvals.md AP12–AP15.
 */
export function authorizeAction(state: SpineState, action: Action, now: Instant): Result<void> {
  if (isRollback(action.payload)) return authorizeRollback(state, action);
  if (state.killSwitch.on) return err(appError('KILL_SWITCH_ON', { reason: state.killSwitch.reason }));
  const record = action.proposalId === null ? undefined : state.proposals.get(action.proposalId);
  if (record === undefined) return err(appError('PROPOSAL_CHANGED'));
  const wrong =
    contentError(record, action) ??
    signatureError(state, record, action) ??
    expiryError(state, record, { action, now });
  if (wrong !== null) return err(wrong);
  return action.payload.kind === 'creative.publish' ? withinCap(state, action) : ok(undefined);
}

/** A rollback spends nothing and names what it takes back, on the same platform; anything else is not one. */
function authorizeRollback(state: SpineState, action: Action): Result<void> {
  const { payload } = action;
  const lowers =
    isRollback(payload) &&
    action.stakePerDay.minor === 0 &&
    action.fingerprint === payloadFingerprint(payload) &&
    state.actions.get(payload.ofActionId)?.action.payload.platform === payload.platform;
  return lowers ? ok(undefined) : err(appError('PROPOSAL_CHANGED'));
}

function contentError({ proposal, actionId }: ProposalRecord, action: Action): AppError | null {
  const same =
    actionId === action.id &&
    proposal.actionId === action.id &&
    proposal.fingerprint === action.fingerprint &&
    fingerprintOf(proposal) === action.fingerprint &&
    canonicalJson(proposal.payload) === canonicalJson(action.payload) &&
    canonicalJson(proposal.stakePerDay) === canonicalJson(action.stakePerDay) &&
    stakeFits(action);
  return same ? null : appError('PROPOSAL_CHANGED');
}

/** The stake is what the payload spends a day: nothing, for a decision. */
function stakeFits({ payload, stakePerDay }: Action): boolean {
  switch (payload.kind) {
    case 'creative.publish':
      return canonicalJson(payload.dailyBudget) === canonicalJson(stakePerDay);
    case 'experiment.decide':
    case 'bandit.decide':
      return stakePerDay.minor === 0;
    case 'creative.rollback':
    case 'experiment.rollback':
    case 'bandit.rollback':
      return false;
  }
}

const isSignedBy = (state: SpineState, approval: Approval): boolean => {
  const member = state.members.get(approval.approverId);
  const { signature, ...statement } = approval;
  return (
    member !== undefined &&
    (member.role === 'approver' || member.role === 'admin') &&
    verifySignature({ publicKey: member.publicKey, text: approvalStatement(statement), signature })
  );
};

const isProposedBy = (state: SpineState, proposal: Proposal, signature: string): boolean => {
  const member = state.members.get(proposal.proposerId);
  return (
    member !== undefined &&
    verifySignature({ publicKey: member.publicKey, text: proposalStatement(proposal), signature })
  );
};

function signatureError(state: SpineState, record: ProposalRecord, action: Action): AppError | null {
  const { proposal, approvals, signature } = record;
  const nameOf = (id: Approval['approverId']): string => state.members.get(id)?.name ?? 'an unknown member';
  if (!isProposedBy(state, proposal, signature))
    return appError('SIGNATURE_INVALID', { member: nameOf(proposal.proposerId) });
  const used = approvals.filter(({ id }) => action.approvalIds.includes(id));
  const bad = used.find((approval) => approval.fingerprint !== action.fingerprint || !isSignedBy(state, approval));
  if (bad !== undefined) return appError('SIGNATURE_INVALID', { member: nameOf(bad.approverId) });
  const others = new Set(used.map(({ approverId }) => approverId).filter((id) => id !== proposal.proposerId));
  const neededNow = approvalsNeeded(action.stakePerDay, state.caps);
  return others.size >= Math.max(proposal.approvalsNeeded, neededNow)
    ? null
    : appError('NOT_PERMITTED', {
        member: nameOf(proposal.proposerId),
        action: 'have this done without enough approvals',
      });
}

/**
 * Once a request has gone out the action is finished, or it would be left half made. The approvers signed until when
 * they mean it, so a proposal whose own limit was moved gains nothing.
 */
function expiryError(
  state: SpineState,
  { proposal, approvals }: ProposalRecord,
  { action, now }: { readonly action: Action; readonly now: Instant },
): AppError | null {
  const record = state.actions.get(action.id);
  const underWay = record !== undefined && mayHaveEffect(record);
  const used = approvals.filter(({ id }) => action.approvalIds.includes(id));
  const expired = [proposal, ...used].find(({ expiresAt }) => expiresAt <= now);
  return underWay || expired === undefined ? null : appError('PROPOSAL_EXPIRED', { expiresAt: expired.expiresAt });
}

function withinCap(state: SpineState, action: Action): Result<void> {
  const wanted = action.stakePerDay;
  const cap = state.caps?.perDay ?? null;
  if (cap === null || cap.currency !== wanted.currency)
    return err(
      appError('CAP_EXCEEDED', { wanted: formatMoney(wanted), cap: 'not set in this currency', used: 'unknown' }),
    );
  const used = committedSpend(state, wanted.currency, action.id);
  if (used.minor + wanted.minor <= cap.minor) return ok(undefined);
  return err(appError('CAP_EXCEEDED', { wanted: formatMoney(wanted), cap: formatMoney(cap), used: formatMoney(used) }));
}
