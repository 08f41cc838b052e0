import type { CellGroundRow, CellOffer, CellPlanInput, CellReward } from '../../contract/index.ts';
import { formatNumber, formatRate, formatRatio } from '../../serializer/index.ts';
import type { Estimate } from './shrink.ts';

export type PlanReward = CellPlanInput['reward'];

/** Trials and what came of them: shares of trials, counts for the money, or the mean of days. */
export interface Known {
  readonly trials: number;
  readonly value: number;
  /** Sampling variance of one trial: that of n trials is the n-th part. */
  readonly variance: number;
}

/** Where everybody did it, a few more might not have. */
const MOST_SHARE = 0.999;

const shareVariance = (rate: number): number => Math.min(rate, MOST_SHARE) * (1 - Math.min(rate, MOST_SHARE));
const countVariance = (rate: number): number => rate;

/**
 * Counts of several places as what is known of each. A place's variance is taken at its rate with one success of the
 * common rate added, so that none is zero.
 */
function counted(
  counts: readonly { readonly trials: number; readonly successes: number }[],
  variance: (rate: number) => number,
): readonly (Known | null)[] {
  const all = counts.reduce((sum, each) => sum + each.trials, 0);
  const common = counts.reduce((sum, each) => sum + each.successes, 0) / all;
  return counts.map(({ trials, successes }) => {
    if (!(trials > 0) || !(common > 0)) return null;
    return { trials, value: successes / trials, variance: variance((successes + 1) / (trials + 1 / common)) };
  });
}

const SHARES = { click_rate: ['impressions', 'clicks'], signup_rate: ['sessions', 'signups'] } as const;

/** Days with fewer than these know too little of their own spread. */
const FEW_DAYS = 7;

function returned(rows: readonly CellGroundRow[]): readonly (Known | null)[] {
  const squares = rows.reduce((sum, { returns }) => sum + returns.squares, 0);
  const freedom = rows.reduce((sum, { returns }) => sum + Math.max(0, returns.days - 1), 0);
  const common = freedom > 0 ? squares / freedom : 0;
  return rows.map(({ returns: { days, mean, squares: own } }) => {
    const variance = days >= FEW_DAYS && own > 0 ? own / (days - 1) : common;
    return days > 0 && variance > 0 ? { trials: days, value: mean, variance } : null;
  });
}

/** What is known of the reward in each place; null where there is no trial, or nowhere a reward. */
export function knownOf(rows: readonly CellGroundRow[], reward: PlanReward): readonly (Known | null)[] {
  switch (reward) {
    case 'click_rate':
    case 'signup_rate': {
      const [trials, successes] = SHARES[reward];
      return counted(
        rows.map((row) => ({ trials: row[trials], successes: Math.min(row[trials], row[successes]) })),
        shareVariance,
      );
    }
    case 'signups_per_spend':
      return counted(
        rows.map((row) => ({ trials: row.spend, successes: row.signups })),
        countVariance,
      );
    case 'return_on_spend':
      return returned(rows);
  }
}

/** What a trial costs in the place, in major units; a day's spend for a return. null when nothing was spent on any. */
export function costOfTrial(row: CellGroundRow, reward: PlanReward): number | null {
  const trials = {
    click_rate: row.impressions,
    signup_rate: row.sessions,
    signups_per_spend: row.spend,
    return_on_spend: row.returns.days,
  }[reward];
  return trials > 0 && row.spend > 0 ? row.spend / trials : null;
}

/** Sums of a campaign by which arms of one cell are compared; sign-ups of sessions stand for the money rewards too. */
export const campaignCounts = (
  { impressions, clicks, sessions, signups }: CellOffer['campaigns'][number],
  reward: PlanReward,
): { readonly trials: number; readonly successes: number } =>
  reward === 'click_rate'
    ? { trials: impressions, successes: Math.min(impressions, clicks) }
    : { trials: sessions, successes: Math.min(sessions, signups) };

export const estimateOf = ({ trials, value, variance }: Known): Estimate => ({ value, variance: variance / trials });

/** Such as "15.3%", "0.12 sign-ups per EUR", "0.84". */
export function valueText(value: number, reward: CellReward, currency: string): string {
  switch (reward) {
    case 'click_rate':
    case 'conversion_rate':
    case 'signup_rate':
      return formatRate(value);
    case 'signups_per_spend':
      return `${formatNumber(value)} sign-ups per ${currency}`;
    case 'return_on_spend':
      return formatRatio(value);
  }
}

/** What trials are: "sessions", "EUR spent". */
export function trialWords(reward: CellReward, currency: string): string {
  switch (reward) {
    case 'click_rate':
      return 'impressions';
    case 'conversion_rate':
      return 'clicks';
    case 'signup_rate':
      return 'sessions';
    case 'signups_per_spend':
      return `${currency} spent`;
    case 'return_on_spend':
      return 'days';
  }
}

/** What a day brings grows by it: trials, or the money of a return. */
export const volumeOf = (row: CellGroundRow, { trials }: Known, reward: PlanReward): number =>
  (reward === 'return_on_spend' ? row.spend : trials) / Math.max(1, row.days);
