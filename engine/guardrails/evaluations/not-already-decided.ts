import type { ExperimentDecide, ExperimentStatus, GuardrailEvaluation } from '../../contract/index.ts';
import type { Instant, Uuid } from '../../core/index.ts';
import { decisionsOn, type ProposalRecord, type SpineState } from '../../store/journal/index.ts';

export interface DecidedFacts {
  readonly state: SpineState;
  readonly payload: ExperimentDecide;
  /** The proposal that is judged: neither it nor its action stands in its own way. */
  readonly exceptProposalId: Uuid | null;
  readonly now: Instant;
}

const OPEN: readonly ExperimentStatus[] = ['running', 'stopped'];

/**
 * Whether the experiment is still open and nobody else is deciding it or its flag. Of two open proposals the older one
 * goes first; it does not wait for the newer.
 */
export function notAlreadyDecided(facts: DecidedFacts): GuardrailEvaluation {
  const { state, payload } = facts;
  const status = state.experiments.get(payload.experimentKey)?.status ?? null;
  const proposals = older(facts).filter((record) => isOpen(record, facts));
  const underway = decisionsOn(state, payload.flag).filter(
    ({ record }) =>
      record.action.proposalId !== facts.exceptProposalId &&
      (record.state !== 'confirmed' || isBeingTakenBack(state, record.action.id)),
  );
  const base = {
    guardrail: 'not-already-decided',
    title: 'Not already decided',
    measured: { status: status ?? 'unknown', proposals: proposals.length, underway: underway.length },
    dataThrough: null,
  };
  if (status === null) return { ...base, outcome: 'unknown', evidence: 'There is no such experiment here.' };
  if (!OPEN.includes(status)) return { ...base, outcome: 'block', evidence: `The experiment is ${status}.` };
  if (underway.length > 0)
    return { ...base, outcome: 'block', evidence: `Another decision on the flag ${payload.flag} is on its way.` };
  const [open] = proposals;
  return open === undefined
    ? { ...base, outcome: 'pass', evidence: `The experiment is ${status} and nothing else decides it.` }
    : { ...base, outcome: 'block', evidence: `"${open.proposal.title}" decides the same and is still in review.` };
}

/** A roll-back that was confirmed has moved the decision on, so one that is not given up is still to come. */
const isBeingTakenBack = (state: SpineState, actionId: Uuid): boolean =>
  [...state.actions.values()].some(
    (record) =>
      record.action.payload.kind === 'experiment.rollback' &&
      record.action.payload.ofActionId === actionId &&
      record.state !== 'discarded',
  );

/** Proposals journaled before the one that is judged: all of them for one that is not made yet. */
function older({ state, exceptProposalId }: DecidedFacts): readonly ProposalRecord[] {
  const all = [...state.proposals.values()];
  const at = all.findIndex(({ proposal }) => proposal.id === exceptProposalId);
  return at === -1 ? all : all.slice(0, at);
}

/** Instants sort as text. */
const isOpen = ({ proposal, state }: ProposalRecord, { payload, now }: DecidedFacts): boolean =>
  state === 'in_review' &&
  proposal.expiresAt > now &&
  proposal.payload.kind === 'experiment.decide' &&
  (proposal.payload.experimentKey === payload.experimentKey || proposal.payload.flag === payload.flag);
