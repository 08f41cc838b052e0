import { useQueries } from '@tanstack/react-query';
import type { Scope, TilePage } from '../../engine/contract/index.ts';
import { tilesOf } from '../../engine/contract/tiles.ts';
import { type PageState, pageState } from './scope-line.ts';
import { tileQuery } from './tile-query.ts';

/** Watches the answers of a page's tiles without asking for them itself. */
export function usePageState(page: TilePage, scope: Scope): PageState {
  return useQueries({
    queries: tilesOf(page).map((tile) => ({ ...tileQuery(tile, page, scope), enabled: false })),
    combine: (results) => pageState(results.flatMap(({ data }) => data ?? [])),
  });
}
