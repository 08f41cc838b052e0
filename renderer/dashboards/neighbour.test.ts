import { describe, expect, it } from 'vitest';
import { type Box, neighbour } from './neighbour.ts';

const box = (left: number, top: number, width: number, height: number): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

describe('from tile to tile by arrows', () => {
  //  0  1  2
  //  [ 3 ][4]
  const boxes = [box(0, 0, 10, 5), box(12, 0, 10, 5), box(24, 0, 10, 5), box(0, 7, 22, 20), box(24, 7, 10, 20)];

  it.each([
    [0, 'right', 1],
    [1, 'left', 0],
    [1, 'down', 3],
    [2, 'down', 4],
    [4, 'left', 3],
    [4, 'up', 2],
    [3, 'up', 0],
  ] as const)('from %i %s is %i', (from, side, to) => {
    expect(neighbour(boxes, from, side)).toBe(to);
  });

  it('stays where there is nothing on that side', () => {
    expect(neighbour(boxes, 0, 'left')).toBe(0);
    expect(neighbour(boxes, 4, 'down')).toBe(4);
    expect(neighbour(boxes, 9, 'down')).toBe(9);
  });
});
