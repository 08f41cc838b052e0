import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

/** Few different values, so that there are ties. */
const point = (columns: number) =>
  fc.array(fc.integer({ min: -2, max: 2 }), { minLength: columns, maxLength: columns });

it('[BA31] the k nearest are the first k of all in order of distance and place', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }).chain((columns) =>
        fc.record({
          points: fc.array(point(columns), { minLength: 1, maxLength: 60 }),
          vector: point(columns),
          k: fc.integer({ min: 1, max: 60 }),
        }),
      ),
      ({ points, vector, k }) => {
        const distance = (place: number) =>
          vector.reduce((sum, value, column) => sum + (value - (points[place]?.[column] ?? 0)) ** 2, 0);
        const sorted = [...points.keys()].sort((a, b) => distance(a) - distance(b) || a - b).slice(0, k);
        const found = nearest(Float64Array.from(points.flat()), Float64Array.from(vector), k);
        expect(found).toEqual(sorted.sort((a, b) => a - b));
      },
    ),
    { numRuns: 500 },
  );
});
