import type { ArmKind, CellReward, CellStatus } from '../../contract/index.ts';

export const ARM_WORDS: Readonly<Record<ArmKind, string>> = {
  creatives: 'creatives',
  campaigns: 'campaigns',
  audiences: 'audiences',
  landing_pages: 'landing pages',
  cells: 'cells',
};

export const REWARD_WORDS: Readonly<Record<CellReward, string>> = {
  click_rate: 'click rate',
  conversion_rate: 'conversion rate',
  signup_rate: 'sign-up rate',
  signups_per_spend: 'sign-ups for the money',
  return_on_spend: 'return on spend',
};

export const STATUS_WORDS: Readonly<Record<CellStatus, string>> = {
  planned: 'planned',
  running: 'running',
  paused: 'paused',
  ended: 'ended',
};
