import type { CreativePublish, CreativeTest, DatasetFreshness, GuardrailEvaluation } from '../contract/index.ts';
import { appError, err, type Instant, type Money, money, type Result, type Uuid } from '../core/index.ts';
import { evaluateGuardrails, type Policies, type PolicyRequest, worst } from '../guardrails/index.ts';
import { committedSpend, type SpineState } from '../store/journal/index.ts';

/** The world outside the journal that guardrails look at; null where it could not be read: they say unknown then. */
export interface Surroundings {
  readonly test: CreativeTest | null;
  readonly freshness: readonly DatasetFreshness[] | null;
}

export interface Subject {
  readonly proposalId: Uuid | null;
  readonly proposerId: Uuid;
  readonly payload: CreativePublish;
}

/** Judges a publication in this state of the spine and of the data. */
export const judge = (
  state: SpineState,
  subject: Subject,
  opts: { readonly surroundings: Surroundings; readonly financialProduct: boolean; readonly now: Instant },
): readonly GuardrailEvaluation[] =>
  evaluateGuardrails({
    payload: subject.payload,
    financialProduct: opts.financialProduct,
    test: opts.surroundings.test,
    freshness: opts.surroundings.freshness,
    state,
    caps: state.caps,
    wanted: subject.payload.dailyBudget,
    proposalId: subject.proposalId,
    now: opts.now,
  });

const committedIn = (state: SpineState, currency: string): Money => {
  try {
    return committedSpend(state, currency);
  } catch (thrown) {
    if (thrown instanceof RangeError) return money(Number.MAX_SAFE_INTEGER, currency);
    throw thrown;
  }
};

/** What the policies are asked about a publication. */
export function policyFacts(
  state: SpineState,
  subject: Subject,
  evaluations: readonly GuardrailEvaluation[],
): NonNullable<PolicyRequest['proposal']> {
  const stake = subject.payload.dailyBudget;
  return {
    proposerId: subject.proposerId,
    stakePerDay: stake,
    worstGuardrail: worst(evaluations),
    failing: evaluations
      .filter(({ outcome }) => outcome === 'block' || outcome === 'unknown')
      .map(({ title }) => title),
    committedMinor: committedIn(state, stake.currency).minor,
    capMinor: state.caps?.perDay.minor ?? 0,
    currencyMatches: state.caps?.perDay.currency === stake.currency,
  };
}

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
