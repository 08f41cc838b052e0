import type { BanditRead, CellReward } from '../../contract/index.ts';

/** How a reward is modelled and written. */
export interface RewardModel {
  /** beta: a share of trials. gamma: a count for each unit spent. student: a mean of days. */
  readonly family: 'beta' | 'gamma' | 'student';
  readonly words: BanditRead['words'];
  readonly unit: BanditRead['unit'];
}

/** @param currency the one money is counted in. */
export function rewardModel(reward: CellReward, currency: string): RewardModel {
  switch (reward) {
    case 'click_rate':
      return share('impressions', 'clicks', 'click rate');
    case 'conversion_rate':
      return share('clicks', 'conversions', 'conversion rate');
    case 'signup_rate':
      return share('sessions', 'sign-ups', 'sign-up rate');
    case 'signups_per_spend': {
      const words = { trial: `${currency} spent`, reward: 'sign-ups', value: `sign-ups per ${currency}` };
      return { family: 'gamma', words, unit: 'per_currency' };
    }
    case 'return_on_spend':
      return {
        family: 'student',
        words: { trial: 'days', reward: `${currency} of first revenue`, value: 'return on spend' },
        unit: 'ratio',
      };
  }
}

const share = (trial: string, reward: string, value: string): RewardModel => ({
  family: 'beta',
  words: { trial, reward, value },
  unit: 'share',
});
