import { describe, expect, it } from 'vitest';
import type { TilePage } from '../../engine/contract/index.ts';
import { TILE_PAGES, tilesOf } from '../../engine/contract/tiles.ts';
import { optionOf, optionsRead, pageOptions, tileOptions } from './options.ts';
import { pageScope, tileScope } from './page-facts.ts';
import { OPTIONS, scopeOf } from './scope-search.ts';

const METRICS = [
  {
    id: 'new_customers',
    label: 'New customers',
    definition: 'First paid orders.',
    kind: 'count',
    better: 'up',
    datasets: ['outcomes_daily'],
    dimensions: ['channel'],
  },
  {
    id: 'margin',
    label: 'Margin',
    definition: 'Net revenue less variable cost.',
    kind: 'money',
    better: 'up',
    datasets: ['finance_daily'],
    dimensions: [],
  },
] as const;

const shownOn = (page: TilePage) => [...pageOptions(page), ...tilesOf(page).flatMap(tileOptions)];

describe('the choices of a page', () => {
  it('has a place for each of them, and only one on a page', () => {
    expect(new Set(TILE_PAGES.flatMap(shownOn))).toEqual(new Set(OPTIONS));
    for (const page of TILE_PAGES) expect(new Set(shownOn(page)).size).toBe(shownOn(page).length);
  });

  it.each(TILE_PAGES)('%s: each has its fallback among what can be chosen, or is written freely', (page) => {
    for (const id of shownOn(page)) {
      const { choices, fallback } = optionOf(id, page, METRICS);
      if (choices.length > 0) expect(choices.map(({ value }) => value)).toContain(fallback);
      else expect(id).toBe('steps');
    }
  });

  it('offers the metrics that can be broken down, with what they mean', () => {
    expect(optionOf('metric', 'growth', METRICS).choices).toEqual([
      { value: 'new_customers', label: 'New customers', says: 'First paid orders.' },
    ]);
  });

  it('[PG4] reaches only the tiles that read it', () => {
    const scope = scopeOf({ metric: 'clicks', why_by: 'geo', segment: ['young'], channel: ['meta'] });
    expect(tileScope(scope, 'executive.spend', 'executive').options).toEqual({});
    expect(tileScope(scope, 'executive.movers', 'executive').options).toEqual({ metric: 'clicks' });
    expect(optionsRead('journeys.step_times', 'journeys')).toEqual(optionsRead('journeys.funnel', 'journeys'));
  });

  it('lets go of filters that the page does not have', () => {
    const scope = scopeOf({ segment: ['young'], channel: ['meta'] });
    expect(pageScope(scope, 'finance').filters).toEqual({ channel: ['meta'] });
    expect(pageScope(scope, 'growth').filters).toEqual({ channel: ['meta'], segment: ['young'] });
  });
});
