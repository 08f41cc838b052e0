import type { Draw, Tile } from '../../../contract/index.ts';
import { formatText, formatValue } from '../../../serializer/index.ts';
import { html } from '../../html.ts';
import { columnOf, nameOf, numberOf, shownOf } from '../cells.ts';
import { lengthScale } from './scale.ts';
import { area, box, type Drawing, fitted, INK, label } from './svg.ts';

const STEP = 46;

/** Steps as bars from the left; between two the share that goes on and, where it is known, the time it takes. */
export function drawFunnel(tile: Tile, draw: Extract<Draw, { as: 'funnel' }>, width: number): Drawing | null {
  const [step, value, rate] = [columnOf(tile, draw.step), columnOf(tile, draw.value), columnOf(tile, draw.rate)];
  if (step === null || value === null || tile.rows.length === 0) return null;
  const time = columnOf(tile, draw.time);
  const left = width * 0.26;
  const sizes = tile.rows.map((row) => numberOf(row, value) ?? 0);
  const length = lengthScale(Math.max(...sizes), width - left - 96);
  const body = tile.rows.map((row, i) => {
    const y = i * STEP;
    const size = sizes[i] ?? 0;
    const next = sizes[i + 1];
    const fall =
      next === undefined
        ? null
        : area(
            `M${left} ${y + 24}H${left + length(size)}L${left + length(next)} ${y + STEP}H${left}Z`,
            INK.accent,
            0.1,
          );
    const share = numberOf(row, rate);
    const took = numberOf(row, time);
    const note = [
      share === null || i === 0 || rate === null ? '' : `${formatValue(shownOf(rate, share))} of the step before`,
      took === null || i === 0 || time === null ? '' : `after ${formatValue(shownOf(time, took))}`,
    ].filter(Boolean);
    return html`${fall}${box({ x: left, y, width: Math.max(1, length(size)), height: 24 }, INK.accent, 0.85)}${label(left - 8, y + 16, fitted(formatText(nameOf(row, step)), left - 12), { anchor: 'end', colour: INK.plain })}${label(width - 4, y + 16, formatValue(shownOf(value, size)), { anchor: 'end', colour: INK.strong })}${note.length === 0 ? null : label(left + 6, y - 7, note.join(', '), { size: 10 })}`;
  });
  return { width, height: tile.rows.length * STEP - 20, body: html`${body}` };
}
