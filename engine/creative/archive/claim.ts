import { confidenceSequence, effectOf, fixedHorizon, type KnownEffect } from '../../experiments/index.ts';
import type { Counts } from '../posterior.ts';

/** A difference of rates with its 95 % interval. */
export interface RateGap {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

/** What the counts say about "this variant is the best of its test". */
export interface Claim {
  /** Index of the variant that is hardest to beat: the smallest gap in standard errors. */
  readonly other: number;
  /** Against that variant. */
  readonly effect: RateGap;
  /** Against all others together. */
  readonly rest: RateGap;
  readonly p: number;
  readonly sequentialP: number;
  /** One-sided against all others together, times the number of variants: each of them could have been chosen (Bonferroni). */
  readonly restP: number;
}

const metricOf = ({ impressions, clicks }: Counts) =>
  ({ kind: 'proportion', n: impressions, successes: clicks }) as const;

const gapOf = (other: Counts, of: Counts): KnownEffect | null => {
  const effect = effectOf(metricOf(other), metricOf(of), { difference: 'absolute' });
  return effect.known ? effect : null;
};

function withInterval(effect: KnownEffect): RateGap {
  const [low, high] = fixedHorizon(effect).interval;
  return { estimate: effect.estimate, low, high };
}

/**
 * Tests whether variant `of` is better than every other variant of its test. The p-value is the two-sided one against the
 * variant that is hardest to beat, and 1 when that one leads. It holds although the variant was chosen for its rate, after
 * the fact: Hung & Fithian 2019, "Rank verification for exponential families"; Berger 1982 for "every other".
 * null when no comparison can be made, such as when nobody clicked.
 */
export function claimOf(counts: readonly Counts[], of: number): Claim | null {
  const own = counts[of];
  if (own === undefined) return null;
  let hardest: { readonly other: number; readonly effect: KnownEffect } | null = null;
  for (const [other, count] of counts.entries()) {
    const effect = other === of ? null : gapOf(count, own);
    if (effect === null) continue;
    const z = effect.estimate / effect.standardError;
    if (hardest === null || z < hardest.effect.estimate / hardest.effect.standardError) hardest = { other, effect };
  }
  if (hardest === null) return null;
  const others = counts.filter((_, i) => i !== of);
  const rest = gapOf(
    {
      impressions: others.reduce((sum, { impressions }) => sum + impressions, 0),
      clicks: others.reduce((sum, { clicks }) => sum + clicks, 0),
    },
    own,
  );
  if (rest === null) return null;
  const { other, effect } = hardest;
  const leads = effect.estimate > 0;
  return {
    other,
    effect: withInterval(effect),
    rest: withInterval(rest),
    p: leads ? fixedHorizon(effect).pValue : 1,
    sequentialP: leads ? confidenceSequence(effect).pValue : 1,
    restP: Math.min(1, counts.length * fixedHorizon(rest, { side: 'greater' }).pValue),
  };
}
