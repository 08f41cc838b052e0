import { expect, it } from 'vitest';
import { nearestPoint } from './nearest-point.ts';

it('[EX109] the nearest point within reach is pointed at', () => {
  const places = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 10, y: 8 },
  ];
  expect(nearestPoint(places, { x: 9, y: 1 }, 6)).toBe(1);
  expect(nearestPoint(places, { x: 9, y: 6 }, 6)).toBe(2);
  expect(nearestPoint(places, { x: 50, y: 50 }, 6)).toBe(-1);
  expect(nearestPoint([], { x: 0, y: 0 }, 6)).toBe(-1);
});
