import { type ActionView, type GuardrailEvaluation, isRollback, type ProposalView } from '../contract/index.ts';
import { appError, err, type Instant, ok, type Result, type Uuid } from '../core/index.ts';
import type { ActionRecord, ProposalRecord, SpineState } from '../store/journal/index.ts';
import { policyFacts } from './judge.ts';
import { judgeAllNow, judgeNow, type ReadPorts } from './judge-now.ts';
import { MADE_UNDER_OTHERS, proposalStateAt } from './lifecycle.ts';
import type { ApprovalPorts } from './ports.ts';

type ViewPorts = Pick<ApprovalPorts, 'policies'> &
  ReadPorts & {
    readonly memberId: Uuid | null;
  };

type Guardrails = readonly GuardrailEvaluation[];

const nameOf = (state: SpineState, id: string): string =>
  [...state.members.values()].find((member) => member.id === id)?.name ?? 'system';

/** Whether the signed-in member may approve now, and if not why, in a sentence. */
function mayApprove(
  state: SpineState,
  record: ProposalRecord,
  { guardrails, ...ports }: ViewPorts & { readonly guardrails: Guardrails },
): ProposalView['mayApprove'] {
  const no = (reason: string) => ({ allowed: false, reason });
  const current = proposalStateAt(record, ports.clock.now());
  if (current !== 'in_review') return no(`It is ${current.replaceAll('_', ' ')}.`);
  if (ports.memberId === null) return no('Sign in to decide.');
  const member = state.members.get(ports.memberId);
  const { proposal } = record;
  if (member === undefined || isRollback(proposal.payload)) return no('Sign in to decide.');
  if (record.approvals.some(({ approverId }) => approverId === member.id))
    return no('You have approved it; another member has to approve it too.');
  if (proposal.policyVersion !== ports.policies.version) return no(`It was ${MADE_UNDER_OTHERS}; propose it anew.`);
  const { id: proposalId, proposerId, payload, stakePerDay } = proposal;
  const subject = { proposalId, proposerId, payload, stakePerDay };
  const facts = policyFacts(state, subject, guardrails);
  const decided = ports.policies.decide({ member, operation: 'approve', proposal: facts });
  return decided.ok ? { allowed: true, reason: '' } : no(decided.error.message);
}

/** A proposal as the inbox shows it to the signed-in member. */
function proposalView(
  state: SpineState,
  record: ProposalRecord,
  ports: ViewPorts & { readonly guardrails: Guardrails },
): ProposalView {
  const { proposal, approvals, decision, actionId } = record;
  return {
    proposal,
    state: proposalStateAt(record, ports.clock.now()),
    proposerName: nameOf(state, proposal.proposerId),
    approvals: approvals.map((approval) => ({ approval, approverName: nameOf(state, approval.approverId) })),
    decision: decision === null ? null : { ...decision, by: nameOf(state, decision.by) },
    actionId,
    actionState: actionId === null ? null : (state.actions.get(actionId)?.state ?? null),
    mayApprove: mayApprove(state, record, ports),
  };
}

/** Proposals, newest first. Ids are UUIDv7 and sort by time. Whether one may be approved is judged on the data of now. */
export async function proposalViews(state: SpineState, ports: ViewPorts): Promise<readonly ProposalView[]> {
  const judged = await judgeAllNow(ports, state);
  return [...state.proposals.values()]
    .toSorted((a, b) => (a.proposal.id < b.proposal.id ? 1 : -1))
    .map((record) => proposalView(state, record, { ...ports, guardrails: judged.get(record.proposal.id) ?? [] }));
}

/** One proposal, like `proposalViews`. Fails with NOT_FOUND. */
export async function proposalViewOf(state: SpineState, id: Uuid, ports: ViewPorts): Promise<Result<ProposalView>> {
  const record = state.proposals.get(id);
  if (record === undefined) return err(appError('NOT_FOUND', { what: 'Proposal', id }));
  return ok(proposalView(state, record, { ...ports, guardrails: await judgeNow(ports, state, record) }));
}

function titleOf(state: SpineState, { action }: ActionRecord): string {
  if (action.proposalId !== null) return state.proposals.get(action.proposalId)?.proposal.title ?? 'Action';
  if (!isRollback(action.payload)) return 'Action';
  const taken = state.actions.get(action.payload.ofActionId);
  return taken === undefined ? 'Take back' : `Take back: ${titleOf(state, taken)}`;
}

/** Actions, newest first, as Sync and audit shows them. */
export const actionViews = (
  state: SpineState,
  nextAttemptAt: (record: ActionRecord) => Instant | null,
): readonly ActionView[] =>
  [...state.actions.values()].toReversed().map((record) => ({
    action: record.action,
    title: titleOf(state, record),
    state: record.state,
    attempts: record.attempt,
    failure: record.failure,
    steps: record.steps,
    receipt: record.receipt,
    nextAttemptAt: nextAttemptAt(record),
  }));
