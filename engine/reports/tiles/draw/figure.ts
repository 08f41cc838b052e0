import { line as lineShape } from 'd3-shape';
import type { Draw, Tile } from '../../../contract/index.ts';
import { html } from '../../html.ts';
import { cellOf, columnOf, numberOf } from '../cells.ts';
import { across, upward } from './scale.ts';
import { box, type Drawing, hatch, INK, segment, stroke } from './svg.ts';

const HEIGHT = 40;

/** The days of a number as a small line; the number itself is text. */
export function drawSpark(tile: Tile, draw: Extract<Draw, { as: 'figure' }>, width: number): Drawing | null {
  const [x, y] = [columnOf(tile, draw.x), columnOf(tile, draw.spark)];
  const rows = tile.rows.filter(({ key }) => key !== draw.row);
  if (x === null || y === null || rows.length < 2) return null;
  const scale = across(
    rows.map((row) => cellOf(row, x)),
    x,
    2,
    width - 4,
  );
  const points = rows.flatMap((row) => {
    const [place, value] = [scale.place(cellOf(row, x)), numberOf(row, y)];
    return place === null || value === null ? [] : [[place, value] as const];
  });
  const up = upward(
    points.map(([, value]) => value),
    y.column,
    [HEIGHT - 3, 3],
  );
  const shape = lineShape<readonly [number, number]>(
    ([px]) => px,
    ([, value]) => up.scale(value),
  );
  const partial = tile.partialDays.flatMap((day) => scale.place(day) ?? []);
  const hatched = partial
    .filter((place) => place >= 0 && place <= width)
    .map((place) => hatch({ x: Math.max(0, place - 3), y: 0, width: 6, height: HEIGHT }));
  const last = points.at(-1);
  const dot =
    last === undefined ? null : box({ x: last[0] - 2, y: up.scale(last[1]) - 2, width: 4, height: 4 }, INK.accent);
  return {
    width,
    height: HEIGHT,
    body: html`${segment(0, up.scale(0), width, up.scale(0))}${hatched}${stroke(shape(points), { width: 1.5 })}${dot}`,
  };
}
