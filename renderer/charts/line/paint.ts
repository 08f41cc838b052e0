import { spreadLabels } from '../axis/spread-labels.ts';
import { LABEL_GAP } from './layout.ts';
import { type LineSeries, lastPointAt } from './series.ts';
import { spanOf, type View } from './view.ts';

export interface PaintInput {
  readonly view: View;
  readonly whole: View;
  /** Width and height of the drawing inside its margins. */
  readonly inner: number;
  readonly body: number;
}

/**
 * Moves the strip and the window of the small map to where they stand in this view. Both are layers of their own, so that a
 * frame of panning draws nothing anew; what is in the strip was drawn for this width of the view.
 */
export function paintView(root: HTMLElement, { view, whole, inner }: PaintInput): void {
  const strip = root.querySelector<HTMLElement>('[data-strip]');
  const offset = ((whole.from - view.from) / spanOf(view)) * inner;
  if (strip !== null) strip.style.transform = `translate3d(${offset}px, 0, 0)`;
  const window = root.querySelector<HTMLElement>('[data-window]');
  if (window === null) return;
  const part = inner / spanOf(whole);
  window.style.transform = `translate3d(${(view.from - whole.from) * part}px, 0, 0)`;
  window.style.width = `${Math.max(3, spanOf(view) * part)}px`;
}

interface EndsInput extends PaintInput {
  readonly series: readonly LineSeries[];
  readonly y: (value: number) => number;
}

/** Puts the names at the right where their lines leave the view, none over another. */
export function paintEnds(root: HTMLElement, { view, body, series, y }: EndsInput): void {
  const ends = [...root.querySelectorAll<SVGElement>('[data-end]')];
  if (ends.length === 0) return;
  const last = series.map(({ points }) => lastPointAt(points, view.to)?.value ?? null);
  const wanted = last.map((value) => (value === null ? body : y(value)));
  const places = spreadLabels(wanted, LABEL_GAP, 4, body - 2);
  ends.forEach((element, index) => {
    element.setAttribute('transform', `translate(0 ${Math.round(places[index] ?? 0)})`);
    element.style.visibility = last[index] === null ? 'hidden' : '';
  });
}
