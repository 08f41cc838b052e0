import type { Draw, Tile } from '../../../contract/index.ts';
import { formatTick, formatValue } from '../../../serializer/index.ts';
import { html } from '../../html.ts';
import { cellOf, columnOf, numberOf, type Placed, shownOf } from '../cells.ts';
import { extent } from './scale.ts';
import { box, type Drawing, fitted, INK, label } from './svg.ts';

const ROW = 22;
const MOST_ROWS = 30;
const MOST_COLUMNS = 24;

const texts = (tile: Tile, placed: Placed, most: number): { key: string; text: string }[] =>
  [...new Map(tile.rows.map((row) => [String(cellOf(row, placed)), cellOf(row, placed)]))]
    .slice(0, most)
    .map(([key, value]) => ({ key, text: formatValue(shownOf(placed, value)) }));

/** Cells shaded by their value, the value in each that has room; blank where there is none. */
export function drawHeatmap(tile: Tile, draw: Extract<Draw, { as: 'heatmap' }>, width: number): Drawing | null {
  const [down, over, value] = [columnOf(tile, draw.row), columnOf(tile, draw.column), columnOf(tile, draw.value)];
  if (down === null || over === null || value === null || tile.rows.length === 0) return null;
  const [rows, columns] = [texts(tile, down, MOST_ROWS), texts(tile, over, MOST_COLUMNS)];
  const cells = new Map(tile.rows.map((row) => [`${cellOf(row, down)}\n${cellOf(row, over)}`, numberOf(row, value)]));
  const known = [...cells.values()].flatMap((number) => number ?? []);
  const [low, high] = extent(known, 0);
  const most = Math.max(Math.abs(low), Math.abs(high));
  const left = Math.min(130, width * 0.25);
  const step = (width - left - 2) / columns.length;
  const isRoom = known.every((number) => formatTick(shownOf(value, number), most / 40).length * 5.2 < step);
  const head = columns.map(({ text }, i) =>
    label(left + (i + 0.5) * step, 12, fitted(text, step, 9), { anchor: 'middle', size: 9 }),
  );
  const body = rows.map((row, j) => {
    const y = 18 + j * ROW;
    const drawn = columns.map((column, i) => {
      const number = cells.get(`${row.key}\n${column.key}`) ?? null;
      if (number === null) return null;
      const strength = most === 0 ? 0 : Math.abs(number) / most;
      const place = { x: left + i * step + 0.5, y: y + 0.5, width: step - 1, height: ROW - 1 };
      const text = formatTick(shownOf(value, number), most / 40);
      const ink = strength > 0.55 ? INK.paper : INK.strong;
      return html`${box(place, number < 0 ? INK.bad : INK.accent, 0.06 + 0.84 * strength)}${isRoom ? label(place.x + step / 2, y + 15, text, { anchor: 'middle', size: 9, colour: ink }) : null}`;
    });
    return html`${label(left - 6, y + 15, fitted(row.text, left - 8, 10), { anchor: 'end', size: 10, colour: INK.plain })}${drawn}`;
  });
  return { width, height: 20 + rows.length * ROW, body: html`${head}${body}` };
}
