import { describe, expect, it } from 'vitest';
import { TILE_PAGES, tilesOf } from '../../engine/contract/tiles.ts';
import { layoutOf } from './layout.ts';

describe('the grid of a page', () => {
  it.each(TILE_PAGES)('[PG6] %s fills whole rows of twelve columns, in the order of the contract', (page) => {
    const tiles = tilesOf(page);
    const places = layoutOf(tiles);
    expect(places.map(({ tile }) => tile)).toEqual(tiles);
    let used = 0;
    for (const { span } of places) {
      expect(Number.isInteger(span)).toBe(true);
      if (used + span > 12) expect(used).toBe(12);
      used = used + span > 12 ? span : used + span;
    }
    expect(used).toBe(12);
  });
});
