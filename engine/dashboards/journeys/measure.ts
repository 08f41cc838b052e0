import type { TileColumn } from '../../contract/index.ts';
import { LEVEL } from '../../metrics/index.ts';

export interface Measure {
  readonly id: string;
  readonly label: string;
  readonly kind: TileColumn['kind'];
  readonly better: 'up' | 'down' | 'neutral';
  readonly currency?: string;
}

const lookOf = ({ kind, better, currency }: Measure) => ({
  kind,
  better,
  ...(currency === undefined ? {} : { currency }),
});

export const measureColumn = (measure: Measure): TileColumn => ({
  id: measure.id,
  label: measure.label,
  role: 'measure',
  ...lookOf(measure),
});

/** Bounds of the measure's 90 % interval. */
export const boundsOf = (measure: Measure): readonly TileColumn[] =>
  (['low', 'high'] as const).map((role) => ({
    id: `${measure.id}_${role}`,
    label: `${measure.label}, ${role}`,
    role,
    of: measure.id,
    level: LEVEL,
    ...lookOf(measure),
  }));

/** The measure before, its difference and its relative difference; cells by `comparisonCells`. */
export const comparedColumns = (measure: Measure): readonly TileColumn[] => [
  { id: `${measure.id}_before`, label: 'Before', role: 'before', of: measure.id, ...lookOf(measure) },
  {
    id: `${measure.id}_change`,
    label: 'Change',
    role: 'change',
    of: measure.id,
    ...lookOf(measure),
    kind: measure.kind === 'rate' ? 'percentage_points' : measure.kind,
  },
  {
    id: `${measure.id}_ratio_change`,
    label: 'Change, %',
    role: 'ratio_change',
    of: measure.id,
    kind: 'rate',
    better: measure.better,
  },
];
