import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkPlace, type Move, moveOf, nextMark } from './next-mark.ts';

const ARROWS = ['up', 'down', 'left', 'right'] as const satisfies readonly Move[];

/** A table with holes, as a heatmap of cohorts has: row `r` has its first columns only. */
const stairs = fc
  .array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 6 })
  .map((rows) =>
    rows.flatMap((count, row) => Array.from({ length: count }, (_, column): MarkPlace => ({ row, column }))),
  );

describe('the keys between marks', () => {
  it('knows the arrows and the ends', () => {
    expect(['ArrowUp', 'ArrowRight', 'Home', 'End', 'Tab'].map(moveOf)).toEqual(['up', 'right', 'first', 'last', null]);
  });

  it('[CH13] goes to the nearest row of the next column', () => {
    const marks = [
      { row: 0, column: 0 },
      { row: 1, column: 0 },
      { row: 0, column: 2 },
      { row: 5, column: 2 },
    ];
    expect(nextMark(marks, 1, 'right')).toBe(2);
    expect(nextMark(marks, 3, 'left')).toBe(1);
    expect(nextMark(marks, 2, 'down')).toBe(3);
    expect(nextMark(marks, 0, 'up')).toBe(0);
    expect([nextMark(marks, 2, 'first'), nextMark(marks, 2, 'last')]).toEqual([0, 3]);
  });

  it('[CH13] every mark can be reached from the first one', () => {
    fc.assert(
      fc.property(stairs, (marks) => {
        const reached = new Set([0]);
        const open = [0];
        for (let here = open.pop(); here !== undefined; here = open.pop())
          for (const arrow of ARROWS) {
            const next = nextMark(marks, here, arrow);
            if (!reached.has(next)) open.push(next);
            reached.add(next);
          }
        expect(reached.size).toBe(marks.length);
      }),
    );
  });

  it('[CH13] down and up again leads back', () => {
    fc.assert(
      fc.property(stairs, fc.nat(), (marks, pick) => {
        const here = pick % marks.length;
        const below = nextMark(marks, here, 'down');
        if (below !== here) expect(nextMark(marks, below, 'up')).toBe(here);
      }),
    );
  });
});
