import type { Interval } from '../../contract/index.ts';
import { type Html, html, trusted } from '../html.ts';

const WIDTH = 170;
const HEIGHT = 18;
const EDGE = 5;
/** An end this many times further out than the usual one is cut, so that it does not press the others flat. */
const FAR = 2.5;

/** From a relative effect to the drawing. */
export type EffectScale = (effect: number) => number;

/** One scale for all intervals of a scorecard, with zero on it. */
export function effectScale(rows: readonly { readonly estimate: number; readonly interval: Interval }[]): EffectScale {
  const ends = rows.map(({ interval: { low, high } }) => Math.max(Math.abs(low), Math.abs(high)));
  const limit = FAR * (ends.toSorted((a, b) => a - b)[ends.length >> 1] ?? 0.1);
  const low = Math.min(0, ...rows.map((row) => Math.max(row.interval.low, Math.min(row.estimate, -limit))));
  const high = Math.max(0, ...rows.map((row) => Math.min(row.interval.high, Math.max(row.estimate, limit))));
  const span = high - low || 1;
  return (effect) => EDGE + ((Math.min(high, Math.max(low, effect)) - low) / span) * (WIDTH - 2 * EDGE);
}

const at = (x: number): string => x.toFixed(1);

/** An interval with its estimate and zero. The numbers stand beside it. */
export function intervalDrawing(estimate: number, { low, high }: Interval, x: EffectScale, tone: string): Html {
  const middle = HEIGHT / 2;
  const drawing = [
    `<line class="zero" x1="${at(x(0))}" x2="${at(x(0))}" y1="0" y2="${HEIGHT}"/>`,
    `<rect x="${at(x(low))}" y="${middle - 4}" width="${at(Math.max(1, x(high) - x(low)))}" height="8" rx="2"/>`,
    `<line x1="${at(x(low))}" x2="${at(x(high))}" y1="${middle}" y2="${middle}"/>`,
    `<circle cx="${at(x(estimate))}" cy="${middle}" r="3"/>`,
  ].join('');
  return html`<svg class="effect ${tone}" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" aria-hidden="true">${trusted(drawing)}</svg>`;
}
