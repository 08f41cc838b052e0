import type { Overlap } from './overlap.ts';

/** Why an estimate is to be taken with care, or not at all yet. */
export type CaveatCode = 'few_rounds' | 'few_rewarded' | 'propensities_off' | 'partly_unsupported' | 'heavy_round';

export interface Caveat {
  readonly code: CaveatCode;
  readonly text: string;
  /** Nothing can be told while this holds. */
  readonly blocks: boolean;
}

/** Below these a normal interval says nothing: effective rounds, and effective rounds with a reward. */
export const LEAST_ROUNDS = 100;
export const LEAST_REWARDED = 10;
/** Above this share never logged, a policy is refused; below, what it would bring there is told as unknown. */
export const MOST_UNSUPPORTED = 0.05;
/** Weights that are right leave their mean this many standard errors off one in 1 of 16,000 logs. */
const FAR = 4;
const HEAVY = 0.05;

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;

/** What speaks against reading an estimate as it stands. Cut weights do not come to one, so they are not held against it. */
export function caveatsOf(overlap: Overlap): readonly Caveat[] {
  const found: Caveat[] = [];
  const { effectiveRounds, effectiveRewarded, meanWeight, maxWeight, rounds, unsupportedShare, clippedShare } = overlap;
  if (effectiveRounds < LEAST_ROUNDS)
    found.push({
      code: 'few_rounds',
      text: `The logs count for ${effectiveRounds.toFixed(0)} rounds of this policy, fewer than ${LEAST_ROUNDS}.`,
      blocks: true,
    });
  if (effectiveRewarded < LEAST_REWARDED)
    found.push({
      code: 'few_rewarded',
      text: `The logs count for ${effectiveRewarded.toFixed(1)} rewarded rounds of this policy, fewer than ${LEAST_REWARDED}.`,
      blocks: true,
    });
  const off = Math.abs(meanWeight.value - 1) - unsupportedShare;
  if (clippedShare === 0 && off > FAR * meanWeight.standardError)
    found.push({
      code: 'propensities_off',
      text: `Weights come to ${meanWeight.value.toFixed(3)} instead of 1: the logged propensities are not those of the logs.`,
      blocks: true,
    });
  if (unsupportedShare > 0)
    found.push({
      code: 'partly_unsupported',
      text: `${percent(unsupportedShare)} of what the policy would do was never logged.`,
      blocks: false,
    });
  if (maxWeight > HEAVY * rounds * meanWeight.value)
    found.push({
      code: 'heavy_round',
      text: `One round carries ${percent(maxWeight / (rounds * meanWeight.value))} of all weight.`,
      blocks: false,
    });
  return found;
}
