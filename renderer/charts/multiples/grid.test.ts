import fc from 'fast-check';
import { expect, it } from 'vitest';
import { facetGrid } from './grid.ts';

it('has as many columns as have room, as even as can be', () => {
  expect(facetGrid(8, 900, 300)).toMatchObject({ columns: 4, rows: 2, width: 225, height: 150 });
  expect(facetGrid(5, 900, 300)).toMatchObject({ columns: 3, rows: 2 });
  expect(facetGrid(3, 150, 300)).toMatchObject({ columns: 1, rows: 3, height: 104 });
});

it('has a place for every facet, and no row too many', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 80, max: 2000 }), (count, width) => {
      const { columns, rows } = facetGrid(count, width, 400);
      expect(columns * rows).toBeGreaterThanOrEqual(count);
      expect(columns * (rows - 1)).toBeLessThan(count);
    }),
  );
});
