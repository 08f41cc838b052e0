import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Points } from './points.ts';

const columns = 3;
const point = fc.array(fc.double({ noNaN: true }), { minLength: columns, maxLength: columns });
const parts = fc.array(fc.array(point, { maxLength: 5 }), { minLength: 1, maxLength: 6 });

it('[BA31] points that came in parts, looked at in between or not, are those that came at once', () => {
  fc.assert(
    fc.property(parts, fc.boolean(), (given, looks) => {
      const points = new Points();
      for (const part of given) {
        points.append({ values: Float64Array.from(part.flat()), count: part.length, columns });
        if (looks) expect(points.views).toHaveLength(points.count);
      }
      const all = given.flat();
      expect([...points.values]).toEqual(all.flat());
      expect(points.views.map((view) => [...view])).toEqual(all);
      const places = [...all.keys()].reverse();
      expect([...points.pick(places).values]).toEqual([...all].reverse().flat());
    }),
  );
});

it('[BA31] points of another number of columns are refused, unless all were cleared', () => {
  const points = new Points();
  points.append({ values: Float64Array.of(1, 2), count: 1, columns: 2 });
  const others = { values: Float64Array.of(1, 2, 3), count: 1, columns: 3 };
  expect(() => points.append(others)).toThrow(new RangeError('points have 2 columns and not 3'));
  points.clear();
  points.append(others);
  expect([...points.values]).toEqual([1, 2, 3]);
});
