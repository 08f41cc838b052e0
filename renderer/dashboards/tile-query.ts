import { keepPreviousData } from '@tanstack/react-query';
import type { Scope, TileId, TilePage } from '../../engine/contract/index.ts';
import { api } from '../app/client.ts';
import { tileScope } from './page-facts.ts';

/** The query of one tile: cancelled when nobody looks any more, with the answer before it while a new scope is read. */
export const tileQuery = (tile: TileId, page: TilePage, scope: Scope) =>
  api.dashboards.tile.queryOptions({
    input: { tile, scope: tileScope(scope, tile, page) },
    placeholderData: keepPreviousData,
  });

/** Metrics with their definitions, values to filter by, days of the data. */
export const catalogQuery = api.dashboards.catalog.queryOptions();
export const viewsQuery = api.dashboards.views.queryOptions();
export const annotationsQuery = api.dashboards.annotations.queryOptions();
