/** Sums of a dataset that the cache keeps by day and dimensions, beside the rows they were made from. */
export interface RollupPlan {
  /** Columns summed. */
  readonly measures: readonly string[];
  /** Columns each rollup keeps besides its dimensions: sums of different currencies never mix. */
  readonly always: readonly string[];
  /** The dimensions of each rollup. */
  readonly by: readonly (readonly string[])[];
}

const PAID = [
  [],
  ['channel'],
  ['channel', 'segment'],
  ['channel', 'campaign_id'],
  ['channel', 'geo_id'],
  ['segment', 'geo_id'],
  ['channel', 'segment', 'geo_id'],
] as const;

/** Which rollups are kept. A dataset that is not here is small, or not summed by day. */
export const ROLLUPS = {
  spend_daily: { measures: ['impressions', 'clicks', 'spend_minor'], always: ['currency'], by: PAID },
  outcomes_daily: {
    measures: ['sessions', 'signups', 'new_customers', 'first_revenue_minor'],
    always: ['currency'],
    by: PAID,
  },
} as const satisfies Readonly<Record<string, RollupPlan>>;

const plans: Readonly<Record<string, RollupPlan>> = ROLLUPS;

/** The plan of a dataset's rollups; undefined when none are kept. */
export const rollupPlan = (dataset: string): RollupPlan | undefined => plans[dataset];

/** `spend_daily__channel_segment`; `spend_daily__` is the one by day alone. */
export const rollupTable = (dataset: string, dims: readonly string[]): string => `${dataset}__${dims.join('_')}`;

export interface CoveringTable {
  readonly table: string;
  /** SQL that counts the rows of the dataset behind an aggregate over this table. */
  readonly rowsRead: 'count(*)' | 'sum(rows_read)';
}

/** The smallest table that can answer a query which groups and filters by `dims` only (and by day and currency). */
export function coveringTable(dataset: string, dims: readonly string[]): CoveringTable {
  const covering = (rollupPlan(dataset)?.by ?? []).filter((kept) => dims.every((dim) => kept.includes(dim)));
  const [least] = covering.toSorted((a, b) => a.length - b.length);
  return least === undefined
    ? { table: dataset, rowsRead: 'count(*)' }
    : { table: rollupTable(dataset, least), rowsRead: 'sum(rows_read)' };
}
