import type { CellOffer } from '../../contract/index.ts';
import { campaignCounts, type PlanReward } from './reward.ts';
import { momentsOf } from './shrink.ts';

/** How far arms of one cell lie from each other, as a share of their mean (a standard deviation). */
export interface BetweenArms {
  readonly spread: number;
  /** Campaigns it was seen from; 0: there were none to compare, and a usual spread is taken. */
  readonly seenFrom: number;
}

/** Campaigns of one message for one audience usually differ by about so much; bounds against a few odd ones. */
const USUAL = 0.2;
const LEAST = 0.05;
const MOST = 0.5;

const placeOf = ({ channel, segment }: CellOffer['campaigns'][number]): string => JSON.stringify([channel, segment]);

/**
 * The spread between campaigns of the same channel and segment beyond chance: DerSimonian and Laird's moments of each
 * cell's relative rates, summed over the cells. A new arm is taken to lie about its cell as these do.
 */
export function spreadBetweenArms(campaigns: CellOffer['campaigns'], reward: PlanReward): BetweenArms {
  const places = [...new Set(campaigns.map(placeOf))].toSorted();
  const moments = { q: 0, freedom: 0, scale: 0 };
  let seenFrom = 0;
  for (const place of places) {
    const group = campaigns.filter((campaign) => placeOf(campaign) === place);
    const counts = group.map((campaign) => campaignCounts(campaign, reward)).filter(({ trials }) => trials > 0);
    const trials = counts.reduce((sum, each) => sum + each.trials, 0);
    const successes = counts.reduce((sum, each) => sum + each.successes, 0);
    if (counts.length < 2 || successes === 0) continue;
    const rate = successes / trials;
    const chance = Math.max(1e-6, 1 - rate) / rate;
    const own = momentsOf(
      counts.map((each) => ({ value: each.successes / each.trials / rate, variance: chance / each.trials })),
    );
    moments.q += own.q;
    moments.freedom += own.freedom;
    moments.scale += own.scale;
    seenFrom += counts.length;
  }
  if (moments.scale <= 0) return { spread: USUAL, seenFrom: 0 };
  const between = Math.max(0, (moments.q - moments.freedom) / moments.scale);
  return { spread: Math.min(MOST, Math.max(LEAST, Math.sqrt(between))), seenFrom };
}
