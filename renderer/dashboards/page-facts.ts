import type { Dimension, Scope, TileId, TilePage } from '../../engine/contract/index.ts';
import { optionsRead } from './options.ts';
import { DIMENSIONS } from './scope-search.ts';

interface PageFacts {
  readonly title: string;
  readonly path: '/executive' | '/finance' | '/growth' | '/journeys';
  /** What the page is about, before its data says more. */
  readonly line: string;
  /** What its data can be narrowed by. */
  readonly filters: readonly Dimension[];
}

export const PAGE_FACTS: Readonly<Record<TilePage, PageFacts>> = {
  executive: {
    title: 'Executive summary',
    path: '/executive',
    line: 'Goals, what changed and why, and what needs a person',
    filters: DIMENSIONS,
  },
  finance: {
    title: 'Finance',
    path: '/finance',
    line: 'Revenue, cost, margin, and when customers pay back',
    filters: ['channel'],
  },
  growth: {
    title: 'Growth',
    path: '/growth',
    line: 'One metric by channel, segment, campaign and geo',
    filters: DIMENSIONS,
  },
  journeys: {
    title: 'Journeys',
    path: '/journeys',
    line: 'How visitors become customers, and which touches helped',
    filters: ['channel', 'segment', 'campaign'],
  },
};

/** The scope of an address without the filters the page does not have. */
export function pageScope(scope: Scope, page: TilePage): Scope {
  const known: readonly string[] = PAGE_FACTS[page].filters;
  return { ...scope, filters: Object.fromEntries(Object.entries(scope.filters).filter(([id]) => known.includes(id))) };
}

/** The page's scope as one of its tiles is asked for it: without the choices that have no bearing on it. */
export function tileScope(scope: Scope, tile: TileId, page: TilePage): Scope {
  const known: readonly string[] = optionsRead(tile, page);
  return {
    ...pageScope(scope, page),
    options: Object.fromEntries(Object.entries(scope.options).filter(([id]) => known.includes(id))),
  };
}
