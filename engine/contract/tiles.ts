/** Pages made of tiles, in the order of the navigation. */
export const TILE_PAGES = ['executive', 'finance', 'growth', 'journeys'] as const;
export type TilePage = (typeof TILE_PAGES)[number];

/** How much room a tile takes: one number, half a row, a whole row. */
export type TileSize = 'figure' | 'half' | 'full';

interface TileFacts {
  readonly page: TilePage;
  readonly title: string;
  readonly size: TileSize;
  /** Datasets it reads: for its freshness badge, for lineage and to say which source is missing. */
  readonly datasets: readonly string[];
}

const tile = <const T extends TileFacts>(facts: T): T => facts;

const SPEND = ['spend_daily', 'fx_rates'] as const;
const FINANCE = ['finance_daily', 'fx_rates'] as const;
const COHORTS = ['finance_daily', 'outcomes_daily', 'spend_daily', 'fx_rates'] as const;
const PAID = ['spend_daily', 'outcomes_daily', 'fx_rates'] as const;

/** Every tile there is, in the order it stands on its page. */
export const TILES = {
  'executive.revenue': tile({ page: 'executive', title: 'Net revenue', size: 'figure', datasets: FINANCE }),
  'executive.spend': tile({ page: 'executive', title: 'Spend', size: 'figure', datasets: SPEND }),
  'executive.new_customers': tile({
    page: 'executive',
    title: 'New customers',
    size: 'figure',
    datasets: ['outcomes_daily'],
  }),
  'executive.cac': tile({ page: 'executive', title: 'CAC', size: 'figure', datasets: PAID }),
  'executive.goals': tile({
    page: 'executive',
    title: 'Goals this month',
    size: 'half',
    datasets: [...COHORTS, 'plan_monthly'],
  }),
  'executive.alerts': tile({
    page: 'executive',
    title: 'Needs a look',
    size: 'half',
    datasets: [...COHORTS, 'plan_monthly'],
  }),
  'executive.trend': tile({ page: 'executive', title: 'Day by day', size: 'full', datasets: COHORTS }),
  'executive.why': tile({ page: 'executive', title: 'What changed and why', size: 'half', datasets: PAID }),
  'executive.movers': tile({ page: 'executive', title: 'Top movers', size: 'half', datasets: PAID }),

  'finance.spend': tile({ page: 'finance', title: 'Spend', size: 'figure', datasets: SPEND }),
  'finance.revenue': tile({ page: 'finance', title: 'Net revenue', size: 'figure', datasets: FINANCE }),
  'finance.margin': tile({ page: 'finance', title: 'Margin after variable cost', size: 'figure', datasets: FINANCE }),
  'finance.cac': tile({ page: 'finance', title: 'CAC', size: 'figure', datasets: PAID }),
  'finance.ltv': tile({ page: 'finance', title: 'LTV, 12 months', size: 'figure', datasets: COHORTS }),
  'finance.ltv_cac': tile({ page: 'finance', title: 'LTV to CAC', size: 'figure', datasets: COHORTS }),
  'finance.payback': tile({ page: 'finance', title: 'Payback', size: 'figure', datasets: COHORTS }),
  'finance.pacing': tile({
    page: 'finance',
    title: 'Budget pacing',
    size: 'half',
    datasets: [...SPEND, 'plan_monthly'],
  }),
  'finance.pacing_channels': tile({
    page: 'finance',
    title: 'Budget by channel',
    size: 'half',
    datasets: [...SPEND, 'plan_monthly'],
  }),
  'finance.trend': tile({ page: 'finance', title: 'Revenue, cost and margin', size: 'full', datasets: COHORTS }),
  'finance.payback_cohorts': tile({ page: 'finance', title: 'Payback by cohort', size: 'half', datasets: COHORTS }),
  'finance.retention': tile({
    page: 'finance',
    title: 'Margin per customer by cohort',
    size: 'half',
    datasets: COHORTS,
  }),
  'finance.channels': tile({ page: 'finance', title: 'LTV and CAC by channel', size: 'full', datasets: COHORTS }),

  'growth.total': tile({ page: 'growth', title: 'Chosen metric', size: 'half', datasets: PAID }),
  'growth.contribution': tile({ page: 'growth', title: 'Where the change comes from', size: 'half', datasets: PAID }),
  'growth.trend': tile({ page: 'growth', title: 'Day by day', size: 'full', datasets: PAID }),
  'growth.breakdown': tile({ page: 'growth', title: 'Breakdown', size: 'full', datasets: PAID }),
  'growth.multiples': tile({ page: 'growth', title: 'Side by side', size: 'full', datasets: PAID }),

  'journeys.conversions': tile({ page: 'journeys', title: 'Conversions', size: 'figure', datasets: ['journeys'] }),
  'journeys.days_to_convert': tile({
    page: 'journeys',
    title: 'Days to convert',
    size: 'figure',
    datasets: ['journeys'],
  }),
  'journeys.touches': tile({ page: 'journeys', title: 'Touches before', size: 'figure', datasets: ['journeys'] }),
  'journeys.new_share': tile({ page: 'journeys', title: 'New visitors', size: 'figure', datasets: ['ga4_events'] }),
  'journeys.funnel': tile({ page: 'journeys', title: 'Funnel', size: 'half', datasets: ['ga4_events'] }),
  'journeys.step_times': tile({
    page: 'journeys',
    title: 'Time between steps',
    size: 'half',
    datasets: ['ga4_events'],
  }),
  'journeys.paths': tile({ page: 'journeys', title: 'Paths', size: 'full', datasets: ['ga4_events'] }),
  'journeys.attribution': tile({ page: 'journeys', title: 'Attribution', size: 'full', datasets: ['journeys'] }),
  'journeys.visitors': tile({ page: 'journeys', title: 'New and returning', size: 'full', datasets: ['ga4_events'] }),
} as const satisfies Readonly<Record<string, TileFacts>>;

export type TileId = keyof typeof TILES;

export const isTileId = (id: string): id is TileId => Object.hasOwn(TILES, id);

/** The tiles of a page, in order. */
export const tilesOf = (page: TilePage): readonly TileId[] =>
  Object.keys(TILES).filter((id): id is TileId => isTileId(id) && TILES[id].page === page);
