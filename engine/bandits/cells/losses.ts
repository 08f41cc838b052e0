import type { BanditRead } from '../../contract/index.ts';
import { formatCount, formatNumber, formatProbability, formatRate } from '../../serializer/index.ts';
import { regretEstimate, type ValueRemaining } from '../posterior/index.ts';
import { LEAST_SHARE } from './advice.ts';
import { sumOf } from './evidence.ts';
import { type CellStanding, DRAWS, leaderOf, type NightStanding, nightSeed } from './standing.ts';
import { quoted } from './wording.ts';

const amount = (value: number): string =>
  Math.abs(value) < 10 ? formatNumber(Math.round(value * 10) / 10) : formatCount(value);

/**
 * What the traffic so far cost against always having played the best arm, by what is known now, and what an equal split of
 * the same traffic would have cost; in rewards. null with fewer than two arms.
 */
export function regretOf(standing: CellStanding, night: NightStanding): BanditRead['regret'] {
  if (night.arms.length < 2) return null;
  const posteriors = night.arms.map(({ posterior }) => posterior);
  const plays = night.arms.map(({ place }) => sumOf(standing.evidence.arms[place]?.traffic ?? []));
  const options = { seed: nightSeed(standing.record, night.day), draws: DRAWS };
  const own = regretEstimate([{ plays }], posteriors, options);
  const equal = regretEstimate([{ plays: plays.map(() => sumOf(plays) / plays.length) }], posteriors, options);
  const { reward } = standing.model.words;
  return {
    estimate: own.mean,
    interval: { low: own.low, high: own.high, level: 0.95 },
    equalSplit: equal.mean,
    sentence: `Against always playing the best arm about ${amount(own.mean)} ${reward} were not won (${amount(own.low)} to ${amount(own.high)}); equal shares would have left about ${amount(equal.mean)}.`,
  };
}

/** What may still be gained by going on, as the page shows it. */
export function shownRemaining(night: NightStanding, remaining: ValueRemaining | null): BanditRead['valueRemaining'] {
  const leader = leaderOf(night.arms);
  const share = remaining?.relative ?? null;
  if (remaining === null || leader === null || share === null || !Number.isFinite(share)) return null;
  // Less than can be written: the leader was the best in 95 of 100 draws.
  if (share < LEAST_SHARE)
    return {
      share,
      stop: remaining.settled,
      sentence: `In at most 5 of 100 plausible cases is another arm better than ${quoted(leader.label)} at all: there is little left to find.`,
    };
  const more = `With a probability of ${formatProbability(0.05)} another arm is better than ${quoted(leader.label)} by more than ${formatRate(share)} of its value`;
  const sentence = remaining.settled ? `${more}: there is little left to find.` : `${more}: it is worth going on.`;
  return { share, stop: remaining.settled, sentence };
}
