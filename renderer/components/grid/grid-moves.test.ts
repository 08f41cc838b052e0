import { describe, expect, it } from 'vitest';
import { cellAfter, stillAsked } from './grid-moves.ts';

const size = { rows: 100, columns: 5, page: 10 };
const from = { row: 50, column: 2 };

describe('the keys of a grid (ARIA Authoring Practices, data grid)', () => {
  it.each([
    ['ArrowDown', false, { row: 51, column: 2 }],
    ['ArrowUp', false, { row: 49, column: 2 }],
    ['ArrowRight', false, { row: 50, column: 3 }],
    ['ArrowLeft', false, { row: 50, column: 1 }],
    ['Home', false, { row: 50, column: 0 }],
    ['End', false, { row: 50, column: 4 }],
    ['Home', true, { row: 0, column: 2 }],
    ['End', true, { row: 99, column: 2 }],
    ['PageDown', false, { row: 60, column: 2 }],
    ['PageUp', false, { row: 40, column: 2 }],
  ])('%s (Ctrl: %s)', (key, ctrl, to) => {
    expect(cellAfter(key, ctrl, from, size)).toEqual(to);
  });

  it('stays inside, the header being row −1', () => {
    expect(cellAfter('ArrowDown', false, { row: 99, column: 4 }, size)).toEqual({ row: 99, column: 4 });
    expect(cellAfter('ArrowUp', false, { row: 0, column: 0 }, size)).toEqual({ row: -1, column: 0 });
    expect(cellAfter('ArrowUp', false, { row: -1, column: 0 }, size)).toEqual({ row: -1, column: 0 });
    expect(cellAfter('PageUp', false, { row: 3, column: 0 }, size)).toEqual({ row: 0, column: 0 });
  });

  it('leaves other keys alone', () => {
    expect(cellAfter('a', false, from, size)).toBeNull();
    expect(cellAfter('Tab', false, from, size)).toBeNull();
  });
});

describe('keys that are faster than the page', () => {
  it('go on from the last row they asked for until it is selected', () => {
    expect(stillAsked([4, 5, 6], 4)).toEqual([5, 6]);
    expect(stillAsked([4, 5, 6], 5)).toEqual([6]);
    expect(stillAsked([4, 5, 6], 6)).toEqual([]);
    expect(stillAsked([4, 5, 4], 4)).toEqual([]);
  });

  it('are forgotten when something else is selected', () => {
    expect(stillAsked([4, 5, 6], 30)).toEqual([]);
    expect(stillAsked([], -1)).toEqual([]);
  });
});
