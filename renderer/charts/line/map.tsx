import { scaleLinear } from '@visx/scale';
import { memo, type PointerEvent, useRef } from 'react';
import { cssColour } from '../palette/palette.ts';
import { MAP_HEIGHT } from './layout.ts';
import classes from './line.module.css';
import { linePath } from './line-paths.ts';
import { type LineSeries, valuesOf } from './series.ts';
import type { ViewControl } from './use-view.ts';
import { spanOf, type View } from './view.ts';

interface LineMapProps {
  readonly series: readonly LineSeries[];
  readonly step: number;
  readonly inner: number;
  readonly left: number;
  readonly top: number;
  readonly whole: View;
}

/** All places in small, below the drawing. */
export const LineMap = memo(function LineMap({ series, step, inner, left, top, whole }: LineMapProps) {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of valuesOf(series)) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const x = scaleLinear<number>({ domain: [whole.from, whole.to], range: [0, inner] });
  const y = scaleLinear<number>({ domain: [low, Math.max(high, low + 1e-9)], range: [MAP_HEIGHT - 3, 3] });
  return (
    <g transform={`translate(${left} ${top})`} className={classes.map} data-screen-only>
      <rect className={classes.mapGround} width={inner} height={MAP_HEIGHT} rx={4} />
      {series.map((one) => (
        <path key={one.id} d={linePath(one.points, step, 'seen', x, y)} stroke={cssColour(one.colour)} />
      ))}
    </g>
  );
});

interface MapSurfaceProps {
  readonly view: ViewControl;
  readonly whole: View;
  readonly inner: number;
  readonly left: number;
  readonly top: number;
  readonly height: number;
}

/** Pixels around an edge of the window that take hold of it. */
const HOLD = 7;
type Held = 'window' | 'from' | 'to';

/** The window can be dragged, and each of its edges. The keys of the drawing do the same. */
export function MapSurface({ view, whole, inner, left, top, height }: MapSurfaceProps) {
  const held = useRef<{ readonly what: Held; last: number } | null>(null);
  const scale = spanOf(whole) / Math.max(1, inner);

  const onPointerDown = (event: PointerEvent<HTMLDivElement>): void => {
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = whole.from + (event.clientX - event.currentTarget.getBoundingClientRect().left) * scale;
    const shown = view.now();
    const near = (edge: number): boolean => Math.abs(at - edge) < HOLD * scale;
    const what: Held = near(shown.from) ? 'from' : near(shown.to) ? 'to' : 'window';
    if (what === 'window' && (at < shown.from || at > shown.to)) view.panBy(at - (shown.from + shown.to) / 2);
    held.current = { what, last: event.clientX };
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (held.current === null) return;
    const by = (event.clientX - held.current.last) * scale;
    held.current.last = event.clientX;
    const shown = view.now();
    if (held.current.what === 'window') view.panBy(by);
    else if (held.current.what === 'from')
      view.set({ from: Math.min(shown.from + by, shown.to - scale), to: shown.to });
    else view.set({ from: shown.from, to: Math.max(shown.to + by, shown.from + scale) });
  };
  const onEnd = (): void => {
    held.current = null;
  };
  return (
    <div
      className={classes.mapSurface}
      data-map-surface
      aria-hidden="true"
      style={{ left, top, width: inner, height }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onEnd}
      onPointerCancel={onEnd}
    >
      <div data-window className={classes.window} data-whole={spanOf(view.shown) >= spanOf(whole) * 0.999} />
    </div>
  );
}
