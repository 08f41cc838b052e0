import type { DashboardCatalog, TileId, TilePage } from '../../engine/contract/index.ts';
import { FUNNEL_STEPS, JOURNEY_OPTIONS, type JourneyOption } from '../../engine/contract/journey-options.ts';
import type { OptionId } from './scope-search.ts';

export interface Choice {
  readonly value: string;
  readonly label: string;
  /** What it means, where the name does not say it. */
  readonly says?: string;
}

export interface PageOption {
  readonly id: OptionId;
  readonly label: string;
  /** What holds when the address says nothing. */
  readonly fallback: string;
  /** None: it is written freely. */
  readonly choices: readonly Choice[];
}

type Metrics = DashboardCatalog['metrics'];

/** Choices that hold for the whole page stand in its scope bar. */
const OF_PAGE: Readonly<Record<TilePage, readonly OptionId[]>> = {
  executive: [],
  finance: ['horizon'],
  growth: ['metric', 'by', 'grain'],
  journeys: [],
};

/** Choices of single tiles stand in the tile; where two read the same, in the first of them. */
const OF_TILE: Partial<Readonly<Record<TileId, readonly OptionId[]>>> = {
  'executive.why': ['metric', 'why_by'],
  'journeys.funnel': ['steps', 'window', 'group'],
  'journeys.paths': ['depth', 'pages'],
  'journeys.attribution': ['rule', 'model', 'worth', 'credit'],
};

/** Tiles that follow a choice made in another tile. */
const FOLLOWS: Partial<Readonly<Record<TileId, readonly OptionId[]>>> = {
  'executive.movers': ['metric'],
  'journeys.step_times': ['steps', 'window', 'group'],
};

export const pageOptions = (page: TilePage): readonly OptionId[] => OF_PAGE[page];
export const tileOptions = (tile: TileId): readonly OptionId[] => OF_TILE[tile] ?? [];

/** Every choice a tile reads: another choice does not read it again. */
export const optionsRead = (tile: TileId, page: TilePage): readonly OptionId[] => [
  ...OF_PAGE[page],
  ...tileOptions(tile),
  ...(FOLLOWS[tile] ?? []),
];

const DIMENSION_CHOICES: readonly Choice[] = [
  { value: 'channel', label: 'Channel' },
  { value: 'segment', label: 'Segment' },
  { value: 'campaign', label: 'Campaign' },
  { value: 'geo', label: 'Region' },
];

const GRAINS: readonly Choice[] = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week', says: 'From Monday' },
  { value: 'month', label: 'Month' },
];

/** What can be split into volume, mix and rate. */
const EXPLAINED = ['new_customers', 'signups', 'clicks'];

const isJourneyOption = (id: OptionId): id is JourneyOption & OptionId => Object.hasOwn(JOURNEY_OPTIONS, id);

function journeyOption(id: JourneyOption & OptionId): PageOption {
  const { label, choices } = JOURNEY_OPTIONS[id];
  return {
    id,
    label,
    fallback: choices[0].id,
    choices: choices.map((choice) => ({ value: choice.id, label: choice.label })),
  };
}

/** An option with what can be chosen. `page` says which metrics make sense. */
export function optionOf(id: OptionId, page: TilePage, metrics: Metrics): PageOption {
  if (isJourneyOption(id)) return journeyOption(id);
  switch (id) {
    case 'metric':
      return {
        id,
        label: page === 'executive' ? 'Explain' : 'Metric',
        fallback: 'new_customers',
        choices: metrics
          .filter((metric) => (page === 'executive' ? EXPLAINED.includes(metric.id) : metric.dimensions.length > 0))
          .map(({ id: value, label, definition }) => ({ value, label, says: definition })),
      };
    case 'by':
    case 'why_by':
      return { id, label: 'By', fallback: 'channel', choices: DIMENSION_CHOICES };
    case 'grain':
      return { id, label: 'Each', fallback: 'day', choices: GRAINS };
    case 'horizon':
      return {
        id,
        label: 'LTV over',
        fallback: '12',
        choices: ['3', '6', '12', '18', '24'].map((months) => ({ value: months, label: `${months} months` })),
      };
    default:
      return { id, label: 'Steps', fallback: FUNNEL_STEPS, choices: [] };
  }
}
