import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellRow } from '../../../../tests/support/cell-rows.ts';
import { type Stop, stopAfter, stopWithin } from './moves.ts';
import { placesOf } from './places.ts';

const CHANNELS = ['meta', 'tiktok'];
const SEGMENTS = ['families', 'students'];
const side = (known: readonly string[]) => fc.constantFrom<string | null>(...known, null);

describe('the grid', () => {
  it('[BA103] has every cell in exactly one place, those of all channels or segments last', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(side(CHANNELS), side(SEGMENTS)), { maxLength: 12 }), (sides) => {
        const rows = sides.map(([channel, segment], index) =>
          cellRow('running', { key: `cell-${index}`, channel, segment }),
        );
        const { rows: grid, segments } = placesOf(rows, { channels: CHANNELS, segments: SEGMENTS });
        expect([grid.map(({ channel }) => channel), segments]).toEqual([
          [...CHANNELS, null],
          [...SEGMENTS, null],
        ]);
        const places = grid.flatMap((row) => row.places);
        expect(places.flatMap(({ cells }) => cells)).toHaveLength(rows.length);
        for (const { channel, segment, cells } of places)
          for (const { cell } of cells) expect([cell.design.channel, cell.design.segment]).toEqual([channel, segment]);
      }),
    );
  });

  // One place with three cells, one with two; all others can be planned.
  const STOPS = [
    [1, 3, 1],
    [1, 1, 2],
  ];
  const from = (row: number, column: number, index: number): Stop => ({ row, column, index });

  it('[BA108] arrows go through the cells of a place, then to the next one; Home and End to the ends', () => {
    const pressed = (key: string, at: Stop, isCtrl = false) => stopAfter(key, isCtrl, STOPS, at);
    expect(pressed('ArrowDown', from(0, 1, 0))).toEqual(from(0, 1, 1));
    expect(pressed('ArrowDown', from(0, 1, 2))).toEqual(from(1, 1, 0));
    expect(pressed('ArrowUp', from(1, 1, 0))).toEqual(from(0, 1, 2));
    expect(pressed('ArrowRight', from(0, 1, 2))).toEqual(from(0, 2, 0));
    expect(pressed('ArrowLeft', from(0, 1, 1))).toEqual(from(0, 0, 0));
    expect(pressed('Home', from(1, 2, 1))).toEqual(from(1, 0, 0));
    expect(pressed('End', from(0, 0, 0))).toEqual(from(0, 2, 0));
    expect(pressed('End', from(0, 0, 0), true)).toEqual(from(1, 2, 0));
    expect(pressed('Home', from(1, 2, 1), true)).toEqual(from(0, 0, 0));
    expect(pressed('ArrowDown', from(1, 2, 1))).toEqual(from(1, 2, 1));
    expect(pressed('ArrowUp', from(0, 0, 0))).toEqual(from(0, 0, 0));
    expect(pressed('x', from(0, 0, 0))).toBeNull();
  });

  it('[BA108] the focus is always somewhere, whatever became of the cells, and every stop is reached by arrows', () => {
    const grids = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 })).chain(([rows, columns]) =>
      fc.array(fc.array(fc.integer({ min: 1, max: 3 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    );
    const stop = fc.record({ row: fc.nat(9), column: fc.nat(9), index: fc.nat(9) });
    fc.assert(
      fc.property(grids, stop, (stops, at) => {
        const { row, column, index } = stopWithin(stops, at);
        expect(index).toBeLessThan(stops[row]?.[column] ?? 0);
        const seen = new Set<string>();
        const next: Stop[] = [{ row, column, index }];
        for (let now = next.pop(); now !== undefined; now = next.pop()) {
          const name = `${now.row} ${now.column} ${now.index}`;
          if (seen.has(name)) continue;
          seen.add(name);
          for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight']) {
            const to = stopAfter(key, false, stops, now);
            if (to !== null) next.push(to);
          }
        }
        expect(seen.size).toBe(stops.flat().reduce((sum, count) => sum + count, 0));
      }),
    );
  });
});
