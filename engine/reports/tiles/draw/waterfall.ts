import type { Draw, Tile } from '../../../contract/index.ts';
import { formatChange, formatText, formatValue } from '../../../serializer/index.ts';
import { html } from '../../html.ts';
import { belonging, columnOf, nameOf, numberOf, shownOf } from '../cells.ts';
import { flagColour } from './bars.ts';
import { upward } from './scale.ts';
import { box, type Drawing, fitted, INK, label, segment } from './svg.ts';

const ROW = 26;

/** From the first total to the last: each step starts where the one above ended; intervals lie around its end. */
export function drawWaterfall(tile: Tile, draw: Extract<Draw, { as: 'waterfall' }>, width: number): Drawing | null {
  const [name, value, flag] = [columnOf(tile, draw.label), columnOf(tile, draw.value), columnOf(tile, draw.flag)];
  if (name === null || value === null) return null;
  const [low, high] = [belonging(tile, draw.value, 'low'), belonging(tile, draw.value, 'high')];
  let level = 0;
  const steps = tile.rows.flatMap((row) => {
    const size = numberOf(row, value);
    if (size === null) return [];
    const isTotal = nameOf(row, flag) === 'total';
    const from = isTotal ? 0 : level;
    level = isTotal ? size : level + size;
    const [below, above] = [numberOf(row, low), numberOf(row, high)];
    const ends = below === null || above === null ? null : ([from + below, from + above] as const);
    return [{ row, size, isTotal, from, to: level, ends }];
  });
  if (steps.length === 0) return null;
  const [left, right] = [width * 0.36, width - 100];
  const heights = steps.flatMap(({ from, to, ends }) => [from, to, ...(ends ?? [])]);
  const { scale } = upward(heights, value.column, [left, right]);
  const x = (v: number): number => scale(v);
  const body = steps.map(({ row, size, isTotal, from, to, ends }, i) => {
    const y = i * ROW;
    const start = Math.min(x(from), x(to));
    const colour = isTotal ? INK.rest : flagColour(size >= 0 ? 'up' : 'down');
    const shown = isTotal ? formatValue(shownOf(value, size)) : formatChange(shownOf(value, size));
    const line =
      ends === null ? null : segment(x(ends[0]), y + ROW / 2, x(ends[1]), y + ROW / 2, { colour: INK.strong });
    const link =
      i === steps.length - 1
        ? null
        : segment(x(to), y + ROW - 5, x(to), y + ROW + 5, { colour: INK.rest, dash: '2 2' });
    return html`${label(left - 8, y + 17, fitted(formatText(nameOf(row, name)), left - 12), { anchor: 'end', colour: isTotal ? INK.strong : INK.plain, bold: isTotal })}${box({ x: start, y: y + 5, width: Math.max(1, Math.abs(x(to) - x(from))), height: ROW - 10 }, colour, 0.85)}${line}${link}${label(width - 4, y + 17, shown, { anchor: 'end', colour: INK.strong })}`;
  });
  return {
    width,
    height: steps.length * ROW,
    body: html`${segment(x(0), 0, x(0), steps.length * ROW, { colour: INK.rest })}${body}`,
  };
}
