import type { ActionState, CreativePublish, GuardrailEvaluation } from '../../contract/index.ts';
import type { Instant, Uuid } from '../../core/index.ts';
import { type ActionRecord, mayHaveEffect, type ProposalRecord, type SpineState } from '../../store/journal/index.ts';

export interface LiveFacts {
  readonly state: SpineState;
  readonly testId: string;
  readonly variantId: string;
  /** The proposal that is judged: neither it nor its action stands in its own way. */
  readonly exceptProposalId: Uuid | null;
  readonly now: Instant;
}

const WORDS: Readonly<Record<ActionState, string>> = {
  journaled: 'approved and waiting to go out',
  validating: 'on its way',
  dispatching: 'on its way',
  outcome_unknown: 'on its way, its outcome not known',
  reconciling: 'on its way, its outcome not known',
  confirmed: 'live (paused)',
  dead_letter: 'stopped, with something made',
  discarded: 'discarded',
  rolled_back: 'rolled back',
  superseded: 'superseded',
};

/**
 * Whether the variant is published already or proposed by an older proposal, which would make it twice. Of two open
 * proposals the older one goes first; it does not wait for the newer. Another variant of the test warns.
 */
export function notAlreadyLive(facts: LiveFacts): GuardrailEvaluation {
  const proposals = older(facts).filter((record) => isOpen(record, facts));
  const actions = [...facts.state.actions.values()].filter((record) => isStanding(record, facts));
  const sameProposals = proposals.filter(({ proposal }) => isSameVariant(proposal.payload, facts));
  const sameActions = actions.filter(({ action }) => isSameVariant(action.payload, facts));
  const others = actions.length - sameActions.length;
  const base = {
    guardrail: 'not-already-live',
    title: 'Not already live',
    measured: { proposals: sameProposals.length, actions: sameActions.length, otherVariants: others },
    dataThrough: null,
  };
  const [action] = sameActions;
  if (action !== undefined)
    return { ...base, outcome: 'block', evidence: `A publication of this variant is ${WORDS[action.state]}.` };
  const [open] = sameProposals;
  if (open !== undefined)
    return {
      ...base,
      outcome: 'block',
      evidence: `"${open.proposal.title}" proposes the same and is still in review.`,
    };
  const [other] = actions;
  if (other !== undefined)
    return { ...base, outcome: 'warn', evidence: `Another variant of this test is ${WORDS[other.state]}.` };
  return { ...base, outcome: 'pass', evidence: 'No variant of this test is live or on its way.' };
}

const isSameTest = (payload: { readonly kind: string }, { testId }: LiveFacts): payload is CreativePublish =>
  payload.kind === 'creative.publish' && 'testId' in payload && payload.testId === testId;

const isSameVariant = (payload: { readonly kind: string }, facts: LiveFacts): boolean =>
  isSameTest(payload, facts) && payload.variantId === facts.variantId;

/** Proposals journaled before the one that is judged: all of them for one that is not made yet. */
function older({ state, exceptProposalId }: LiveFacts): readonly ProposalRecord[] {
  const all = [...state.proposals.values()];
  const at = all.findIndex(({ proposal }) => proposal.id === exceptProposalId);
  return at === -1 ? all : all.slice(0, at);
}

/** Instants sort as text. */
const isOpen = ({ proposal, state }: ProposalRecord, facts: LiveFacts): boolean =>
  state === 'in_review' && proposal.expiresAt > facts.now && isSameTest(proposal.payload, facts);

function isStanding(record: ActionRecord, facts: LiveFacts): boolean {
  const { action, state } = record;
  if (!isSameTest(action.payload, facts)) return false;
  if (action.proposalId !== null && action.proposalId === facts.exceptProposalId) return false;
  if (state === 'dead_letter') return mayHaveEffect(record);
  return state !== 'discarded' && state !== 'rolled_back' && state !== 'superseded';
}
