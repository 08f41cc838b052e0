import type { TileDefinition } from '../tile.ts';
import { ATTRIBUTION_TILE } from './attribution.ts';
import { DAYS_TO_CONVERT_TILE, TOUCHES_TILE } from './before-converting.ts';
import { CONVERSIONS_TILE } from './conversions.ts';
import { FUNNEL_TILE } from './funnel.ts';
import { NEW_SHARE_TILE } from './new-share.ts';
import { PATHS_TILE } from './paths.ts';
import { STEP_TIMES_TILE } from './step-times.ts';
import { VISITORS_TILE } from './visitors.ts';

/** The tiles of the page, in any order. */
export const JOURNEYS_TILES: readonly TileDefinition[] = [
  CONVERSIONS_TILE,
  DAYS_TO_CONVERT_TILE,
  TOUCHES_TILE,
  NEW_SHARE_TILE,
  FUNNEL_TILE,
  STEP_TIMES_TILE,
  PATHS_TILE,
  ATTRIBUTION_TILE,
  VISITORS_TILE,
];
