import { figureTile } from '../parts/figure.ts';
import type { TileDefinition } from '../tile.ts';
import { ALERTS } from './alerts.ts';
import { GOALS } from './goals.ts';
import { MOVERS } from './movers.ts';
import { TREND } from './trend.ts';
import { WHY } from './why.ts';

/** The tiles of the page, in any order. */
export const EXECUTIVE_TILES: readonly TileDefinition[] = [
  figureTile('executive.revenue', 'revenue'),
  figureTile('executive.spend', 'spend'),
  figureTile('executive.new_customers', 'new_customers'),
  figureTile('executive.cac', 'cac'),
  GOALS,
  ALERTS,
  TREND,
  WHY,
  MOVERS,
];
