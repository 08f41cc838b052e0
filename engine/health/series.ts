/** The sums of a dataset that are watched beside its rows, and what they are split by. */
export interface WatchedSums {
  readonly measures: readonly WatchedMeasure[];
  /** A column to split by, with the currency where there is one: one channel's spike hides in the sum of all. */
  readonly by: 'channel' | null;
}

export interface WatchedMeasure {
  readonly column: string;
  /** As it stands in a sentence. */
  readonly name: string;
  readonly isMoney: boolean;
}

const count = (column: string, name: string): WatchedMeasure => ({ column, name, isMoney: false });
const money = (column: string, name: string): WatchedMeasure => ({ column, name, isMoney: true });

const PAID = [count('impressions', 'impressions'), count('clicks', 'clicks'), money('spend_minor', 'spend')];

/** What is watched. Of a dataset that is not here only the rows are. */
export const WATCHED = {
  spend_daily: { by: 'channel', measures: PAID },
  outcomes_daily: {
    by: 'channel',
    measures: [
      count('sessions', 'sessions'),
      count('signups', 'sign-ups'),
      count('new_customers', 'new customers'),
      money('first_revenue_minor', 'first revenue'),
    ],
  },
  finance_daily: {
    by: 'channel',
    measures: [money('revenue_minor', 'revenue'), money('variable_cost_minor', 'variable cost')],
  },
  geo_daily: { by: 'channel', measures: PAID },
  reach_daily: { by: 'channel', measures: [count('impressions', 'impressions'), money('spend_minor', 'spend')] },
  creative_daily: { by: 'channel', measures: [count('impressions', 'impressions'), count('clicks', 'clicks')] },
} as const satisfies Readonly<Record<string, WatchedSums>>;

const watched: Readonly<Record<string, WatchedSums>> = WATCHED;

/** The watched sums of a dataset; undefined when only its rows are. */
export const watchedSums = (dataset: string): WatchedSums | undefined => watched[dataset];
