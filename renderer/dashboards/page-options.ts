import type { DashboardCatalog, TilePage } from '../../engine/contract/index.ts';
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
  readonly choices: readonly Choice[];
}

type Metrics = DashboardCatalog['metrics'];

const metricChoices = (metrics: Metrics, ids?: readonly string[]): readonly Choice[] =>
  metrics
    .filter(({ id, dimensions }) => (ids === undefined ? dimensions.length > 0 : ids.includes(id)))
    .map(({ id, label, definition }) => ({ value: id, label, says: definition }));

const DIMENSION_CHOICES: readonly Choice[] = [
  { value: 'channel', label: 'Channel' },
  { value: 'segment', label: 'Segment' },
  { value: 'campaign', label: 'Campaign' },
  { value: 'geo', label: 'Region' },
];

/** The choices of a page beside its scope, in the order of the bar. */
export function pageOptions(page: TilePage, metrics: Metrics): readonly PageOption[] {
  switch (page) {
    case 'executive':
      return [
        {
          id: 'metric',
          label: 'Explain',
          fallback: 'new_customers',
          choices: metricChoices(metrics, ['new_customers', 'signups', 'clicks']),
        },
        { id: 'why_by', label: 'by', fallback: 'channel', choices: DIMENSION_CHOICES },
      ];
    case 'growth':
      return [
        { id: 'metric', label: 'Metric', fallback: 'new_customers', choices: metricChoices(metrics) },
        { id: 'by', label: 'By', fallback: 'channel', choices: DIMENSION_CHOICES },
        {
          id: 'grain',
          label: 'Each',
          fallback: 'day',
          choices: [
            { value: 'day', label: 'day' },
            { value: 'week', label: 'week', says: 'From Monday' },
            { value: 'month', label: 'month' },
          ],
        },
      ];
    case 'finance':
      return [
        {
          id: 'horizon',
          label: 'LTV over',
          fallback: '12',
          choices: ['3', '6', '12', '18', '24'].map((months) => ({ value: months, label: `${months} months` })),
        },
      ];
    case 'journeys':
      return [];
  }
}
