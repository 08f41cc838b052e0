import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutDots } from './dots.ts';

const values = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 1, maxLength: 50 });
const ROOM = { domain: [-1, 1], width: 300, height: 90 } as const;

describe('a dotplot', () => {
  it('[CH18] draws each value once, and no stack is higher than the room', () => {
    fc.assert(
      fc.property(values, (dots) => {
        const { stacks, size } = layoutDots(dots, ROOM);
        expect(stacks.reduce((sum, stack) => sum + stack.dots, 0)).toBe(dots.length);
        for (const stack of stacks) expect(stack.dots * size).toBeLessThanOrEqual(ROOM.height + 1e-9);
      }),
    );
  });

  it('[CH18] keeps the dots above zero apart from the others, so that they can be counted', () => {
    fc.assert(
      fc.property(values, (dots) => {
        const { stacks } = layoutDots(dots, ROOM);
        const above = stacks.filter(({ bin }) => bin >= 0).reduce((sum, stack) => sum + stack.dots, 0);
        expect(above).toBe(dots.filter((value) => value > 0).length);
      }),
    );
  });

  it('makes dots as large as they fit', () => {
    const spread = Array.from({ length: 10 }, (_, index) => -0.9 + index * 0.2);
    expect(layoutDots(spread, ROOM).size).toBe(15);
    const heap = Array.from({ length: 50 }, () => 0.5);
    expect(layoutDots(heap, ROOM).size).toBeLessThanOrEqual(3);
  });
});
