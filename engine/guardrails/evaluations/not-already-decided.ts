import {
  type DecisionPayload,
  type GuardrailEvaluation,
  isDecision,
  isRollback,
  subjectOf,
  subjectWords,
} from '../../contract/index.ts';
import { canonicalJson, type Instant, type Uuid } from '../../core/index.ts';
import { decidedBefore, decisionsOn, type ProposalRecord, type SpineState } from '../../store/journal/index.ts';

export interface DecidedFacts {
  readonly state: SpineState;
  readonly payload: DecisionPayload;
  /** The proposal that is judged: neither it nor its action stands in its own way. */
  readonly exceptProposalId: Uuid | null;
  readonly now: Instant;
}

/** What is decided over, as the journal has it. */
interface Decided {
  /** As the start of a sentence. */
  readonly name: string;
  readonly status: string | null;
  readonly isOpen: boolean;
}

function decidedIn({ experiments, cells }: SpineState, payload: DecisionPayload): Decided {
  switch (payload.kind) {
    case 'experiment.decide': {
      const status = experiments.get(payload.experimentKey)?.status ?? null;
      return { name: 'The experiment', status, isOpen: status === 'running' || status === 'stopped' };
    }
    case 'bandit.decide': {
      const cell = cells.get(payload.cell);
      const arm = cell?.arms.find((each) => payload.shares.some((share) => share.arm === each.arm));
      if (arm !== undefined) return { name: `The arm ${arm.arm}`, status: arm.state, isOpen: false };
      const status = cell?.status ?? null;
      return { name: 'The cell', status, isOpen: status === 'running' || status === 'paused' };
    }
  }
}

/**
 * Whether the experiment or the cell is still open and nobody else is deciding it, or its flag. Of two open proposals
 * the older one goes first; it does not wait for the newer.
 */
export function notAlreadyDecided(facts: DecidedFacts): GuardrailEvaluation {
  const { state, payload } = facts;
  const subject = subjectOf(payload);
  const { name, status, isOpen } = decidedIn(state, payload);
  const proposals = older(facts).filter((record) => isRival(record, facts));
  const underway = decisionsOn(state, subject).filter(
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
  if (status === null)
    return { ...base, outcome: 'unknown', evidence: `There is no such ${name.replace('The ', '')} here.` };
  if (!isOpen) return { ...base, outcome: 'block', evidence: `${name} is ${status}.` };
  if (underway.length > 0)
    return { ...base, outcome: 'block', evidence: `Another decision on ${subjectWords(subject)} is on its way.` };
  if (isOverrun(facts)) {
    const evidence = `${capital(subjectWords(subject))} has been decided otherwise since; propose it anew.`;
    return { ...base, outcome: 'block', evidence };
  }
  const [open] = proposals;
  return open === undefined
    ? { ...base, outcome: 'pass', evidence: `${name} is ${status} and nothing else decides it.` }
    : { ...base, outcome: 'block', evidence: `"${open.proposal.title}" decides the same and is still in review.` };
}

const capital = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** What it was planned from does not stand any more: it would be superseded instead of carried out. */
function isOverrun({ state, payload, exceptProposalId }: DecidedFacts): boolean {
  const made = exceptProposalId === null ? undefined : state.proposals.get(exceptProposalId)?.proposal;
  return made !== undefined && canonicalJson(made.before) !== canonicalJson(decidedBefore(state, payload));
}

/** A roll-back that was confirmed has moved the decision on, so one that is not given up is still to come. */
const isBeingTakenBack = (state: SpineState, actionId: Uuid): boolean =>
  [...state.actions.values()].some(
    ({ action: { payload }, state: reached }) =>
      isRollback(payload) && payload.ofActionId === actionId && reached !== 'discarded',
  );

/** Proposals journaled before the one that is judged: all of them for one that is not made yet. */
function older({ state, exceptProposalId }: DecidedFacts): readonly ProposalRecord[] {
  const all = [...state.proposals.values()];
  const at = all.findIndex(({ proposal }) => proposal.id === exceptProposalId);
  return at === -1 ? all : all.slice(0, at);
}

/** Instants sort as text. */
const isRival = ({ proposal, state }: ProposalRecord, { payload, now }: DecidedFacts): boolean =>
  state === 'in_review' &&
  proposal.expiresAt > now &&
  isDecision(proposal.payload) &&
  decideTheSame(proposal.payload, payload);

function decideTheSame(a: DecisionPayload, b: DecisionPayload): boolean {
  if (a.kind === 'experiment.decide' && b.kind === 'experiment.decide' && a.experimentKey === b.experimentKey)
    return true;
  const [one, other] = [subjectOf(a), subjectOf(b)];
  return one.kind === other.kind && one.key === other.key;
}
