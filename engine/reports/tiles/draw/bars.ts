import type { Draw, Tile, TileRow } from '../../../contract/index.ts';
import { formatText, formatValue } from '../../../serializer/index.ts';
import { type Html, html } from '../../html.ts';
import { belonging, columnOf, nameOf, numberOf, type Placed, shownOf } from '../cells.ts';
import { upward } from './scale.ts';
import { box, type Drawing, fitted, INK, label, segment } from './svg.ts';

/** Bars that fit on paper; the table beside has the rest. */
const MOST = 24;
const ROW = 24;

/** What a row's flag says, as a colour. */
export const flagColour = (flag: string): string => {
  switch (flag) {
    case 'good':
    case 'up':
      return INK.good;
    case 'bad':
    case 'down':
      return INK.bad;
    case 'warn':
      return INK.warn;
    case 'total':
    case 'info':
      return INK.rest;
    default:
      return INK.accent;
  }
};

/** A thin line from low to high with ends, where the row has both. */
export function whisker(
  row: TileRow,
  [low, high]: readonly [Placed | null, Placed | null],
  y: number,
  x: (value: number) => number,
): Html | null {
  const [from, to] = [numberOf(row, low), numberOf(row, high)];
  if (from === null || to === null) return null;
  const style = { colour: INK.strong, width: 1 };
  return html`${segment(x(from), y, x(to), y, style)}${segment(x(from), y - 3, x(from), y + 3, style)}${segment(x(to), y - 3, x(to), y + 3, style)}`;
}

/** Bars with their intervals, names on the left, numbers at the right end; zero is a line when something is below it. */
export function drawBars(tile: Tile, draw: Extract<Draw, { as: 'bars' }>, width: number): Drawing | null {
  const [name, value] = [columnOf(tile, draw.label), columnOf(tile, draw.value)];
  if (name === null || value === null) return null;
  const rows = tile.rows.filter((row) => numberOf(row, value) !== null).slice(0, MOST);
  if (rows.length === 0) return null;
  const flag = columnOf(tile, draw.flag);
  const bounds = [belonging(tile, draw.value, 'low'), belonging(tile, draw.value, 'high')] as const;
  const values = rows.flatMap((row) => [value, ...bounds].flatMap((placed) => numberOf(row, placed) ?? []));
  const [left, right] = [width * 0.3, width - 96];
  const { scale } = upward(values, value.column, [left, right]);
  const x = (v: number): number => scale(v);
  const body = rows.map((row, i) => {
    const y = i * ROW;
    const size = numberOf(row, value) ?? 0;
    const [from, to] = [Math.min(x(0), x(size)), Math.max(x(0), x(size))];
    return html`${label(left - 8, y + 16, fitted(formatText(nameOf(row, name)), left - 12), { anchor: 'end', colour: INK.plain })}${box({ x: from, y: y + 5, width: Math.max(1, to - from), height: ROW - 10 }, flagColour(nameOf(row, flag)), 0.85)}${whisker(row, bounds, y + ROW / 2, x)}${label(width - 4, y + 16, formatValue(shownOf(value, size)), { anchor: 'end', colour: INK.strong })}`;
  });
  return {
    width,
    height: rows.length * ROW,
    body: html`${segment(x(0), 0, x(0), rows.length * ROW, { colour: INK.rest })}${body}`,
  };
}
