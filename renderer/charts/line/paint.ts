import { spreadLabels } from '../axis/spread-labels.ts';
import { type LineSeries, lastPointAt } from './series.ts';
import { spanOf, type View } from './view.ts';

/** What `paint` moves, found once after each render. */
export interface Moving {
  /** Drawn over the whole axis; moved and stretched as one. */
  readonly stretched: readonly SVGElement[];
  /** Stands at one place of the axis: ticks, notes. */
  readonly placed: readonly { readonly element: SVGElement | HTMLElement; readonly at: number }[];
  /** Reaches from one place to another: hatched days. */
  readonly ranges: readonly { readonly element: SVGElement; readonly from: number; readonly to: number }[];
  /** Name of each series at the right end, in the order of the series. */
  readonly ends: readonly SVGElement[];
  /** The window in the small map. */
  readonly window: readonly SVGElement[];
}

const numberOf = (element: Element, name: string): number => Number(element.getAttribute(name));

export function movingParts(root: HTMLElement): Moving {
  const all = (selector: string): SVGElement[] => [...root.querySelectorAll<SVGElement>(selector)];
  return {
    stretched: all('[data-stretched]'),
    placed: [...root.querySelectorAll<SVGElement | HTMLElement>('[data-at]')].map((element) => ({
      element,
      at: numberOf(element, 'data-at'),
    })),
    ranges: all('[data-from]').map((element) => ({
      element,
      from: numberOf(element, 'data-from'),
      to: numberOf(element, 'data-to'),
    })),
    ends: all('[data-end]'),
    window: all('[data-window]'),
  };
}

export interface Frame {
  readonly whole: View;
  /** Width and height of the drawing inside its margins. */
  readonly inner: number;
  readonly body: number;
  readonly series: readonly LineSeries[];
  readonly y: (value: number) => number;
  /** Height of a line of the names at the right. */
  readonly labelGap: number;
}

/** Moves everything to where it stands in this view. Called once a frame while panning: attributes only, no layout is read. */
export function paint(parts: Moving, { view, ...frame }: Frame & { readonly view: View }): void {
  const scale = frame.inner / spanOf(view);
  const x = (at: number): number => (at - view.from) * scale;
  const stretch = spanOf(frame.whole) / spanOf(view);
  const matrix = `matrix(${stretch} 0 0 1 ${x(frame.whole.from)} 0)`;
  for (const element of parts.stretched) element.setAttribute('transform', matrix);
  for (const { element, at } of parts.placed) {
    const place = x(at);
    const outside = place < -0.5 || place > frame.inner + 0.5;
    element.style.visibility = outside ? 'hidden' : '';
    if (element instanceof SVGElement) element.setAttribute('transform', `translate(${place} 0)`);
    else element.style.transform = `translate(${place}px, 0)`;
  }
  for (const { element, from, to } of parts.ranges) {
    const [start, end] = [Math.max(0, x(from)), Math.min(frame.inner, x(to))];
    element.setAttribute('x', String(start));
    element.setAttribute('width', String(Math.max(0, end - start)));
  }
  if (parts.ends.length > 0) paintEnds(parts.ends, view, frame);
  const small = frame.inner / spanOf(frame.whole);
  for (const element of parts.window) {
    element.setAttribute('x', String((view.from - frame.whole.from) * small));
    element.setAttribute('width', String(Math.max(2, spanOf(view) * small)));
  }
}

function paintEnds(ends: readonly SVGElement[], view: View, frame: Frame): void {
  const last = frame.series.map(({ points }) => lastPointAt(points, view.to)?.value ?? null);
  const wanted = last.map((value) => (value === null ? frame.body : frame.y(value)));
  const places = spreadLabels(wanted, frame.labelGap, 4, frame.body - 2);
  ends.forEach((element, index) => {
    element.setAttribute('transform', `translate(0 ${places[index] ?? 0})`);
    element.style.visibility = last[index] === null ? 'hidden' : '';
  });
}
