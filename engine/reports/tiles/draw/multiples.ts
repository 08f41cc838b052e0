import { line as lineShape } from 'd3-shape';
import type { Draw, Tile } from '../../../contract/index.ts';
import { formatText, formatValue } from '../../../serializer/index.ts';
import { html } from '../../html.ts';
import { cellOf, columnOf, groupsOf, numberOf, shownOf } from '../cells.ts';
import { across, upward } from './scale.ts';
import { box, type Drawing, fitted, INK, label, segment, stroke } from './svg.ts';

const MOST = 24;
const HEIGHT = 104;

/** The same line for each facet on the same scales, with the comparison behind it and the last value beside the name. */
export function drawMultiples(tile: Tile, draw: Extract<Draw, { as: 'multiples' }>, width: number): Drawing | null {
  const [facet, x, y] = [columnOf(tile, draw.facet), columnOf(tile, draw.x), columnOf(tile, draw.y)];
  if (facet === null || x === null || y === null || tile.rows.length === 0) return null;
  const before = columnOf(tile, draw.before);
  const facets = [...groupsOf(tile.rows, facet)].slice(0, MOST);
  const perRow = Math.min(facets.length, width > 600 ? 4 : 2);
  const room = width / perRow;
  const scale = across(
    tile.rows.map((row) => cellOf(row, x)),
    x,
    4,
    room - 14,
  );
  const values = tile.rows.flatMap((row) => [y, before].flatMap((placed) => numberOf(row, placed) ?? []));
  const up = upward(values, y.column, [HEIGHT - 16, 24]);
  const body = facets.map(([name, rows], i) => {
    const points = (placed: typeof y | null) =>
      rows.flatMap((row) => {
        const [place, value] = [scale.place(cellOf(row, x)), numberOf(row, placed)];
        return place === null || value === null ? [] : [[place, up.scale(value)] as const];
      });
    const shape = lineShape<readonly [number, number]>(
      ([px]) => px,
      ([, py]) => py,
    );
    const last = rows.findLast((row) => numberOf(row, y) !== null);
    const text = last === undefined ? '' : formatValue(shownOf(y, cellOf(last, y)));
    const [now, past] = [points(y), points(before)];
    const [only] = now;
    const dot =
      now.length === 1 && only !== undefined
        ? box({ x: only[0] - 2, y: only[1] - 2, width: 4, height: 4 }, INK.accent)
        : null;
    return html`<g transform="translate(${(i % perRow) * room} ${Math.floor(i / perRow) * HEIGHT})">${label(4, 13, fitted(formatText(name), room - 90), { colour: INK.strong, bold: true })}${label(room - 14, 13, text, { anchor: 'end', size: 10 })}${segment(4, up.scale(0), room - 14, up.scale(0))}${stroke(shape(past), { colour: INK.rest, width: 1.1, dash: '4 3' })}${stroke(shape(now), { width: 1.6 })}${dot}</g>`;
  });
  return { width, height: Math.ceil(facets.length / perRow) * HEIGHT, body: html`${body}` };
}
