import type { Action, ActionPayload, ActionState } from '../../contract/index.ts';
import type { Uuid } from '../../core/index.ts';
import type { EntryBody } from './chain.ts';
import type { EventOf } from './event-of.ts';
import { checkDecision, checkTakingBack, settleArms } from './fold-arms.ts';
import { cameToNothing, decideExperiment, undecideExperiment } from './fold-experiment.ts';
import { proposalIn } from './fold-proposal.ts';
import { IllegalEvent } from './illegal-event.ts';
import type { SpineDraft } from './spine-draft.ts';
import type { ActionRecord, StepRecord } from './state.ts';

export type ActionEvent = EventOf<'action.journaled' | 'action.state' | 'action.step' | 'receipt.recorded'>;

/** States an action never leaves. The other transitions are the outbox's (docs/spec/outbox.md). */
const FINAL: readonly ActionState[] = ['discarded', 'rolled_back', 'superseded'];

export function foldAction(draft: SpineDraft, entry: EntryBody, event: ActionEvent): void {
  switch (event.type) {
    case 'action.journaled':
      journaled(draft, entry, event.action);
      return;
    case 'action.state': {
      const record = actionIn(draft, entry, event.actionId);
      if (FINAL.includes(record.state) && event.state !== record.state)
        throw new IllegalEvent(entry.seq, `the action is ${record.state}`);
      const { state, attempt, failure } = event;
      draft.actions.set(event.actionId, { ...record, state, attempt, failure, changedAt: entry.at });
      if (state === 'discarded' || state === 'superseded') givenUp(draft, entry, record.action);
      settleArms(draft, record.action.payload);
      return;
    }
    case 'action.step': {
      const record = actionIn(draft, entry, event.actionId);
      const step = { step: event.step, phase: event.phase, platformId: event.platformId, at: entry.at };
      draft.actions.set(event.actionId, { ...record, steps: withStep(record.steps, step), changedAt: entry.at });
      return;
    }
    case 'receipt.recorded': {
      const record = actionIn(draft, entry, event.receipt.actionId);
      draft.actions.set(record.action.id, { ...record, receipt: event.receipt, changedAt: entry.at });
      return;
    }
  }
}

function journaled(draft: SpineDraft, entry: EntryBody, action: Action): void {
  if (draft.actions.has(action.id)) throw new IllegalEvent(entry.seq, 'the action was journaled before');
  if (action.proposalId === null) {
    takeBack(draft, entry, action.payload);
  } else {
    approve(draft, entry, action, action.proposalId);
  }
  if (action.payload.kind === 'experiment.decide') decideExperiment(draft, entry, action.payload, action.proposalId);
  if (action.payload.kind === 'bandit.decide') checkDecision(draft, entry, action.payload);
  draft.actions.set(action.id, {
    action,
    state: 'journaled',
    attempt: 0,
    failure: null,
    steps: [],
    receipt: null,
    changedAt: entry.at,
  });
  settleArms(draft, action.payload);
}

/** What was given up has changed nothing, so the experiment is again as it was before the action. */
function givenUp(draft: SpineDraft, entry: EntryBody, { payload, proposalId }: Action): void {
  if (payload.kind === 'experiment.decide') cameToNothing(draft, payload, proposalId);
  if (payload.kind !== 'experiment.rollback') return;
  const of = actionIn(draft, entry, payload.ofActionId).action;
  if (of.payload.kind === 'experiment.decide') decideExperiment(draft, entry, of.payload, of.proposalId);
}

/** Without a proposal, an action only takes back what another one did. */
function takeBack(draft: SpineDraft, entry: EntryBody, payload: ActionPayload): void {
  switch (payload.kind) {
    case 'creative.rollback':
      actionIn(draft, entry, payload.ofActionId);
      return;
    case 'experiment.rollback':
      undecideExperiment(draft, entry, payload, actionIn(draft, entry, payload.ofActionId).action.payload);
      return;
    case 'bandit.rollback':
      checkTakingBack(draft, entry, payload, actionIn(draft, entry, payload.ofActionId).action.payload);
      return;
    case 'creative.publish':
    case 'experiment.decide':
    case 'bandit.decide':
      throw new IllegalEvent(entry.seq, `a ${payload.kind} needs an approved proposal`);
  }
}

/** An action carries out exactly what enough members have approved, once. */
function approve(draft: SpineDraft, entry: EntryBody, action: Action, proposalId: Uuid): void {
  const record = proposalIn(draft, entry, proposalId, ['in_review']);
  const given = new Set(record.approvals.map((approval) => approval.id));
  const used = new Set(action.approvalIds);
  if (action.fingerprint !== record.proposal.fingerprint)
    throw new IllegalEvent(entry.seq, 'the action has another fingerprint than the proposal');
  if (action.approvalIds.some((id) => !given.has(id)) || used.size < record.proposal.approvalsNeeded)
    throw new IllegalEvent(entry.seq, 'the action has not been approved by enough members');
  if (action.id !== record.proposal.actionId)
    throw new IllegalEvent(entry.seq, 'the action is not the one the proposal names');
  draft.proposals.set(proposalId, { ...record, state: 'approved', actionId: action.id });
}

function withStep(steps: readonly StepRecord[], step: StepRecord): readonly StepRecord[] {
  const known = steps.some((other) => other.step === step.step);
  return known ? steps.map((other) => (other.step === step.step ? step : other)) : [...steps, step];
}

function actionIn(draft: SpineDraft, entry: EntryBody, id: Uuid): ActionRecord {
  const record = draft.actions.get(id);
  if (record === undefined) throw new IllegalEvent(entry.seq, `there is no action ${id}`);
  return record;
}
