import type { TileColumn } from '../../contract/index.ts';
import type { MetricDefinition } from '../../metrics/index.ts';
import { LEVEL } from '../../metrics/index.ts';

/** The look of a metric's numbers: kind, currency when it is money, which way is good. */
const lookOf = ({ id, kind, better }: MetricDefinition, currency: string) => ({
  kind,
  metric: id,
  better,
  ...(kind === 'money' ? { currency } : {}),
});

export const dimensionColumn = (id: string, label: string, kind: TileColumn['kind'] = 'text'): TileColumn => ({
  id,
  label,
  kind,
  role: 'dimension',
});

export const textColumn = (id: string, label: string): TileColumn => ({ id, label, kind: 'text', role: 'text' });

export const flagColumn = (id = 'flag'): TileColumn => ({ id, label: 'Mark', kind: 'text', role: 'flag' });

/** A metric as a column; its id is the metric's unless said otherwise. */
export const metricColumn = (metric: MetricDefinition, currency: string, id: string = metric.id): TileColumn => ({
  id,
  label: metric.label,
  role: 'measure',
  ...lookOf(metric, currency),
});

/** The two bounds of a metric's interval. */
export const boundColumns = (metric: MetricDefinition, currency: string, of: string = metric.id): TileColumn[] =>
  (['low', 'high'] as const).map((role) => ({
    id: `${of}_${role}`,
    label: `${metric.label}, ${role}`,
    role,
    of,
    level: LEVEL,
    ...lookOf(metric, currency),
  }));

/** The metric before, its difference and its relative difference. */
export const comparisonColumns = (metric: MetricDefinition, currency: string, of: string = metric.id): TileColumn[] => [
  { id: `${of}_before`, label: 'Before', role: 'before', of, ...lookOf(metric, currency) },
  {
    id: `${of}_change`,
    label: 'Change',
    role: 'change',
    of,
    ...lookOf(metric, currency),
    kind: metric.kind === 'rate' ? 'percentage_points' : metric.kind,
  },
  {
    id: `${of}_ratio_change`,
    label: 'Change, %',
    role: 'ratio_change',
    of,
    kind: 'rate',
    metric: metric.id,
    better: metric.better,
  },
];

/** before, difference, relative difference of two numbers as cells. */
export const comparisonCells = (now: number | null, before: number | null): readonly (number | null)[] => [
  before,
  now === null || before === null ? null : now - before,
  now === null || before === null || before === 0 ? null : now / before - 1,
];
