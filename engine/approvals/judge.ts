import type {
  CreativeTest,
  DatasetFreshness,
  ExperimentRead,
  GuardrailEvaluation,
  ProposedPayload,
} from '../contract/index.ts';
import { appError, err, type Instant, type Money, money, type Result, type Uuid } from '../core/index.ts';
import {
  type CellFacts,
  evaluateArmDecision,
  evaluateDecision,
  evaluateGuardrails,
  type Policies,
  type PolicyRequest,
  worst,
} from '../guardrails/index.ts';
import { committedSpend, type SpineState } from '../store/journal/index.ts';

/** The world outside the journal that guardrails look at; null where it could not be read: they say unknown then. */
export interface Surroundings {
  /** The creative test a publication rests on; null for anything else. */
  readonly test: CreativeTest | null;
  /** The experiment a decision rests on; null for anything else. */
  readonly experiment: ExperimentRead | null;
  /** The cell a decision over an arm rests on; null for anything else. */
  readonly cell: CellFacts | null;
  readonly freshness: readonly DatasetFreshness[] | null;
}

export interface Subject {
  readonly proposalId: Uuid | null;
  readonly proposerId: Uuid;
  readonly payload: ProposedPayload;
  readonly stakePerDay: Money;
}

interface JudgeOptions {
  readonly surroundings: Surroundings;
  readonly now: Instant;
  /** What the proposer said is advertised; else what the payload declares. */
  readonly financialProduct?: boolean;
}

/** Judges what is proposed in this state of the spine and of the data. */
export function judge(state: SpineState, subject: Subject, opts: JudgeOptions): readonly GuardrailEvaluation[] {
  const { payload, proposalId } = subject;
  const { surroundings, now } = opts;
  const { freshness } = surroundings;
  switch (payload.kind) {
    case 'creative.publish':
      return evaluateGuardrails({
        payload,
        financialProduct: opts.financialProduct ?? payload.specialAdCategories.length > 0,
        test: surroundings.test,
        ...{ freshness, state, proposalId, now },
        caps: state.caps,
        wanted: payload.dailyBudget,
      });
    case 'experiment.decide':
      return evaluateDecision({ payload, read: surroundings.experiment, ...{ freshness, state, proposalId, now } });
    case 'bandit.decide':
      return evaluateArmDecision({ payload, cell: surroundings.cell, ...{ freshness, state, proposalId, now } });
  }
}

const committedIn = (state: SpineState, currency: string): Money => {
  try {
    return committedSpend(state, currency);
  } catch (thrown) {
    if (thrown instanceof RangeError) return money(Number.MAX_SAFE_INTEGER, currency);
    throw thrown;
  }
};

type Room = Pick<NonNullable<PolicyRequest['proposal']>, 'committedMinor' | 'capMinor' | 'currencyMatches'>;

/** What is left under the cap. What spends nothing takes none of it, whatever the cap is. */
function roomFor(state: SpineState, { payload, stakePerDay }: Subject): Room {
  switch (payload.kind) {
    case 'creative.publish':
      return {
        committedMinor: committedIn(state, stakePerDay.currency).minor,
        capMinor: state.caps?.perDay.minor ?? 0,
        currencyMatches: state.caps?.perDay.currency === stakePerDay.currency,
      };
    case 'experiment.decide':
    case 'bandit.decide':
      return { committedMinor: 0, capMinor: 0, currencyMatches: true };
  }
}

/** What the policies are asked about what is proposed. */
export const policyFacts = (
  state: SpineState,
  subject: Subject,
  evaluations: readonly GuardrailEvaluation[],
): NonNullable<PolicyRequest['proposal']> => ({
  proposerId: subject.proposerId,
  stakePerDay: subject.stakePerDay,
  worstGuardrail: worst(evaluations),
  failing: evaluations.filter(({ outcome }) => outcome === 'block' || outcome === 'unknown').map(({ title }) => title),
  ...roomFor(state, subject),
});

/** Whether a member may do something that has no proposal. */
export function mayMember(
  state: SpineState,
  policies: Policies,
  request: { readonly memberId: Uuid; readonly operation: PolicyRequest['operation'] },
): Result<void> {
  const member = state.members.get(request.memberId);
  if (member === undefined) return err(appError('MEMBER_UNKNOWN', { member: request.memberId }));
  return policies.decide({ member, operation: request.operation });
}
