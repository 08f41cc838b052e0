import type { Draw, Tile } from '../../../contract/index.ts';
import { formatText, formatValue } from '../../../serializer/index.ts';
import { html } from '../../html.ts';
import { belonging, columnOf, nameOf, numberOf, shownOf } from '../cells.ts';
import { flagColour, whisker } from './bars.ts';
import { lengthScale } from './scale.ts';
import { box, type Drawing, fitted, INK, label, segment } from './svg.ts';

const ROW = 40;

/** Actual against goal, each row on its own scale: where it should stand by now, and where it will end. */
export function drawBullet(tile: Tile, draw: Extract<Draw, { as: 'bullet' }>, width: number): Drawing | null {
  const [name, value, goal] = [columnOf(tile, draw.label), columnOf(tile, draw.value), columnOf(tile, draw.goal)];
  if (name === null || value === null || tile.rows.length === 0) return null;
  const [now, forecast, flag] = [columnOf(tile, draw.by_now), columnOf(tile, draw.forecast), columnOf(tile, draw.flag)];
  const of = draw.forecast ?? draw.value;
  const bounds = [belonging(tile, of, 'low'), belonging(tile, of, 'high')] as const;
  const left = width * 0.28;
  const body = tile.rows.map((row, i) => {
    const y = i * ROW;
    const known = [value, goal, now, forecast, ...bounds].flatMap((placed) => numberOf(row, placed) ?? []);
    const length = lengthScale(Math.max(...known, 0), width - left - 10);
    const x = (v: number): number => left + length(v);
    const actual = numberOf(row, value);
    const mark = (v: number | null, dash?: string) =>
      v === null
        ? null
        : segment(x(v), y + 1, x(v), y + 21, { colour: INK.strong, width: 2, ...(dash === undefined ? {} : { dash }) });
    const expected = numberOf(row, forecast);
    const note = [
      value === null || actual === null ? '' : formatValue(shownOf(value, actual)),
      goal === null || numberOf(row, goal) === null
        ? 'no goal'
        : `of ${formatValue(shownOf(goal, numberOf(row, goal)))}`,
      forecast === null || expected === null ? '' : `ends at ${formatValue(shownOf(forecast, expected))}`,
    ].filter(Boolean);
    return html`${label(left - 8, y + 16, fitted(formatText(nameOf(row, name)), left - 12), { anchor: 'end', colour: INK.plain })}${box({ x: left, y: y + 3, width: width - left - 10, height: 16 }, INK.grid)}${expected === null ? null : box({ x: left, y: y + 3, width: length(expected), height: 16 }, INK.rest, 0.35)}${actual === null ? null : box({ x: left, y: y + 6, width: length(actual), height: 10 }, flagColour(nameOf(row, flag)), 0.9)}${whisker(row, bounds, y + 11, x)}${mark(numberOf(row, goal))}${mark(numberOf(row, now), '3 2')}${label(left, y + 32, note.join(', '), { size: 10 })}`;
  });
  return { width, height: tile.rows.length * ROW, body: html`${body}` };
}
