import type { CellArms, CellGroundRow, CellOffer, CellReward } from '../../contract/index.ts';
import { addDays } from '../../core/index.ts';
import { campaignCounts, type PlanReward } from './reward.ts';

/** What competes in a planned cell. */
export interface PlannedArms {
  readonly arms: CellArms;
  readonly reward: CellReward;
  /** null for audiences: they are the segments. */
  readonly segment: string | null;
  readonly count: number;
  /** For creatives: the counts of the test by which its trials are sized. */
  readonly test: CellOffer['tests'][number] | null;
}

/** A cell is an exploration of a few arms: more of them are read all the same, but not planned for. */
const MOST_ARMS = 6;

/** A test without a row for a week is over. */
const RUNNING_DAYS = 7;

/**
 * The arms the data has for a channel and segment: its campaigns where two or more ran, the newest running creative
 * test, else the audiences of the channel. A creative test comes first where clicks are the reward: headlines earn them.
 * null when there is nothing to compare.
 */
export function armsFor(
  { channel, segment }: Pick<CellGroundRow, 'channel' | 'segment'>,
  reward: PlanReward,
  { offer, segments }: { readonly offer: CellOffer; readonly segments: number },
): PlannedArms | null {
  const here = (each: { readonly channel: string; readonly segment: string }): boolean =>
    each.channel === channel && each.segment === segment;
  const count = offer.campaigns.filter((each) => here(each) && campaignCounts(each, reward).trials > 0).length;
  const campaigns: PlannedArms | null =
    count < 2 ? null : { arms: { kind: 'campaigns' }, reward, segment, count: Math.min(count, MOST_ARMS), test: null };
  const since = offer.dataThrough === null ? null : addDays(offer.dataThrough, 1 - RUNNING_DAYS);
  const hasReward = (each: CellOffer['tests'][number]): boolean =>
    reward === 'click_rate' ? each.clicks > 0 : each.conversions > 0;
  const test = offer.tests.find(
    (each) => here(each) && each.variants >= 2 && since !== null && each.lastDay >= since && hasReward(each),
  );
  const creatives: PlannedArms | null =
    test === undefined
      ? null
      : {
          arms: { kind: 'creatives', testId: test.testId },
          reward: reward === 'click_rate' ? 'click_rate' : 'conversion_rate',
          ...{ segment, test, count: Math.min(test.variants, MOST_ARMS) },
        };
  const first = reward === 'click_rate' ? (creatives ?? campaigns) : (campaigns ?? creatives);
  if (first !== null || segments < 2) return first;
  return { arms: { kind: 'audiences' }, reward, segment: null, count: Math.min(segments, MOST_ARMS), test: null };
}
