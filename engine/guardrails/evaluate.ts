import type {
  Caps,
  CreativePublish,
  CreativeTest,
  DatasetFreshness,
  GuardrailEvaluation,
  GuardrailOutcome,
} from '../contract/index.ts';
import type { Instant, Money, Uuid } from '../core/index.ts';
import { committedSpend, type SpineState } from '../store/journal/index.ts';
import { adCopy } from './evaluations/ad-copy.ts';
import { enoughData } from './evaluations/enough-data.ts';
import { freshData } from './evaluations/fresh-data.ts';
import { notAlreadyLive } from './evaluations/not-already-live.ts';
import { specialCategory } from './evaluations/special-category.ts';
import { spendCap } from './evaluations/spend-cap.ts';

/** Everything the guardrails look at. `null` is what could not be read: what rests on it is unknown, and blocks. */
export interface GuardrailFacts {
  readonly payload: CreativePublish;
  /** Whether the proposer said that a financial product is advertised. */
  readonly financialProduct: boolean;
  readonly test: CreativeTest | null;
  readonly freshness: readonly DatasetFreshness[] | null;
  readonly state: SpineState;
  readonly caps: Caps | null;
  readonly wanted: Money;
  /** The proposal that is judged, once it is in the journal. */
  readonly proposalId: Uuid | null;
  readonly now: Instant;
}

/** The dataset the creative reads rest on. */
const DATASET = 'creative_daily';

/** Judges a publication by every guardrail, in the order they are shown. docs/guardrails.md */
export function evaluateGuardrails(facts: GuardrailFacts): readonly GuardrailEvaluation[] {
  const { payload, test, freshness, state, caps, wanted, proposalId, now } = facts;
  const { testId, variantId } = payload;
  return [
    freshData(freshness?.find(({ dataset }) => dataset === DATASET) ?? null),
    enoughData(test?.test.testId === testId ? test : null, variantId),
    spendCap({ wanted, committed: committedBeside(state, wanted.currency, proposalId), cap: caps?.perDay ?? null }),
    notAlreadyLive({ state, testId, variantId, exceptProposalId: proposalId, now }),
    adCopy(payload),
    specialCategory(payload, facts),
  ];
}

/** Null when an action is in another currency: rates are data, not arithmetic. */
function committedBeside(state: SpineState, currency: string, proposalId: Uuid | null): Money | null {
  const own = proposalId === null ? undefined : (state.proposals.get(proposalId)?.actionId ?? undefined);
  try {
    return committedSpend(state, currency, own);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** From the one that lets pass to the one that holds back most. */
const SEVERITY: readonly GuardrailOutcome[] = ['pass', 'warn', 'unknown', 'block'];

/** The gravest outcome; `unknown` when nothing was judged. */
export const worst = (evaluations: readonly Pick<GuardrailEvaluation, 'outcome'>[]): GuardrailOutcome =>
  evaluations.length === 0
    ? 'unknown'
    : evaluations.reduce<GuardrailOutcome>(
        (gravest, { outcome }) => (SEVERITY.indexOf(outcome) > SEVERITY.indexOf(gravest) ? outcome : gravest),
        'pass',
      );
