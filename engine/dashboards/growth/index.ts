import type { TileDefinition } from '../tile.ts';
import { BREAKDOWN } from './breakdown.ts';
import { CONTRIBUTION } from './contribution.ts';
import { MULTIPLES } from './multiples.ts';
import { TOTAL } from './total.ts';
import { TREND } from './trend.ts';

/** The tiles of the page, in any order. Options of the scope: `metric`, `by`, `grain`. */
export const GROWTH_TILES: readonly TileDefinition[] = [TOTAL, CONTRIBUTION, TREND, BREAKDOWN, MULTIPLES];
