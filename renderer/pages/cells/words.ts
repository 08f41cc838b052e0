import type { ArmKind, CellArms, CellReward, ExploreCellDesign } from '../../../engine/contract/index.ts';
import { worded } from '../../../engine/serializer/index.ts';

export const ARM_WORDS: Readonly<Record<ArmKind, string>> = {
  creatives: 'Creatives of a test',
  campaigns: 'Campaigns',
  audiences: 'Audiences',
  landing_pages: 'Landing pages',
  cells: 'Running cells',
};

export const REWARD_WORDS: Readonly<Record<CellReward, string>> = {
  click_rate: 'Click rate',
  conversion_rate: 'Conversion rate',
  signup_rate: 'Sign-up rate',
  signups_per_spend: 'Sign-ups for the money',
  return_on_spend: 'Return on spend',
};

/** What one trial is, for many of them; money is counted in the reporting currency. */
export const trialWords = (reward: CellReward, currency: string): string =>
  ({
    click_rate: 'impressions',
    conversion_rate: 'clicks',
    signup_rate: 'sessions',
    signups_per_spend: `${currency} spent`,
    return_on_spend: 'days',
  })[reward];

export const channelName = (channel: string | null): string => (channel === null ? 'All channels' : worded(channel));
export const segmentName = (segment: string | null): string => (segment === null ? 'All segments' : worded(segment));

/** "Meta × young families", "all channels × all segments". */
export const placeName = ({ channel, segment }: Pick<ExploreCellDesign, 'channel' | 'segment'>): string =>
  `${channelName(channel)} × ${segmentName(segment).toLowerCase()}`;

/** What competes, with the test it is from. */
export const armsLine = (arms: CellArms): string =>
  arms.kind === 'creatives' ? `Creatives of the test ${arms.testId}` : ARM_WORDS[arms.kind];
