import { expect, it } from 'vitest';
import { reachOf, SHADES, shadeOf } from './shade.ts';

it('shades go in equal steps of the value', () => {
  expect([0, 14, 15, 50, 99, 100].map((value) => shadeOf(value, 0, 100))).toEqual([0, 0, 1, 3, 6, 6]);
  expect(shadeOf(5, 5, 5)).toBe(Math.floor(SHADES / 2));
});

it('reaches from the lowest to the highest value', () => {
  expect(reachOf([3, null, -1, 8])).toEqual([-1, 8]);
  expect(reachOf([null])).toEqual([0, 0]);
});
