import { figureTile } from '../parts/figure.ts';
import type { TileDefinition } from '../tile.ts';
import { CHANNELS } from './channels.ts';
import { COHORT_FIGURES } from './cohort-figures.ts';
import { COHORT_TABLES } from './cohort-tables.ts';
import { PACING_TILES } from './pacing.ts';
import { TREND } from './trend.ts';

/** The tiles of the page, in any order. Option of the scope: `horizon` (months an LTV looks ahead). */
export const FINANCE_TILES: readonly TileDefinition[] = [
  figureTile('finance.spend', 'spend'),
  figureTile('finance.revenue', 'revenue'),
  figureTile('finance.margin', 'margin'),
  figureTile('finance.cac', 'cac'),
  ...COHORT_FIGURES,
  ...COHORT_TABLES,
  ...PACING_TILES,
  TREND,
  CHANNELS,
];
