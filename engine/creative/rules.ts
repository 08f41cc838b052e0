import type { Beta } from '../stats/index.ts';
import { UNIFORM_PRIOR } from './posterior.ts';
import { SRM_ALARM } from './srm.ts';

/**
 * What the verdict on a creative test rests on.
 *
 * - **no data**: no impressions, or fewer than two variants.
 * - **unhealthy**: the impressions are split unevenly (χ² against equal shares, p < `srmAlarm`): delivery chose, not chance,
 *   so the variants can't be compared and no probability is shown.
 * - **winner**: enough data, and P(best) ≥ `winnerProbability`.
 * - **no difference**: enough data, no winner, choosing the leader loses on average less than `caring` of its rate
 *   (Stucchio 2015), and the 95 % interval of leader minus runner-up lies inside ± `alike` of the leader's rate
 *   (region of practical equivalence, Kruschke 2018, "Rejecting or Accepting Parameter Values in Bayesian Estimation").
 * - **keep testing**: everything else. "We don't know yet" is an answer.
 *
 * Enough data: `minImpressions` and `minClicks` over the test, `minVariantImpressions` in each variant. It keeps early
 * flukes from becoming winners; P(best) itself needs no minimum.
 */
export interface CreativeRules {
  readonly prior: Beta;
  readonly minImpressions: number;
  readonly minClicks: number;
  readonly minVariantImpressions: number;
  readonly winnerProbability: number;
  /** Share of the leader's rate. */
  readonly caring: number;
  /** Share of the leader's rate. */
  readonly alike: number;
  readonly intervalLevel: number;
  readonly srmAlarm: number;
}

export const CREATIVE_RULES: CreativeRules = Object.freeze({
  prior: UNIFORM_PRIOR,
  minImpressions: 1000,
  minClicks: 25,
  minVariantImpressions: 100,
  winnerProbability: 0.95,
  caring: 0.01,
  alike: 0.1,
  intervalLevel: 0.95,
  srmAlarm: SRM_ALARM,
});
