import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { OnProof } from '../frame/chart-table.tsx';
import { commandOf, type LineCommand } from './commands.ts';
import type { LinePoint, LineSeries } from './series.ts';
import type { ViewControl } from './use-view.ts';
import { spanOf } from './view.ts';

/** Which series and which place of the axis is pointed at. */
export interface LineFocus {
  readonly series: number;
  readonly x: number;
}

interface LineFocusInput {
  readonly series: readonly LineSeries[];
  /** The same where they are drawn: on top of each other when they are stacked. */
  readonly drawn: readonly LineSeries[];
  readonly view: ViewControl;
  readonly inner: number;
  readonly y: (value: number) => number;
  readonly onProof?: OnProof | undefined;
}

/** Pixels a pointer may move and still be a click. */
const CLICK = 3;

const placed = (series: readonly LineSeries[]): readonly ReadonlyMap<number, LinePoint>[] =>
  series.map((one) => new Map(one.points.map((point): [number, LinePoint] => [point.x, point])));

/** Index of the place nearest to x. */
function nearestIndex(places: readonly number[], x: number): number {
  let best = 0;
  places.forEach((place, index) => {
    if (Math.abs(place - x) < Math.abs((places[best] ?? 0) - x)) best = index;
  });
  return best;
}

/** Pointer and keys over the points of a line chart; both also move the view. */
export function useLineFocus({ series, drawn, view, inner, y, onProof }: LineFocusInput) {
  const [focus, setFocus] = useState<LineFocus | null>(null);
  const [isMoving, setMoving] = useState(false);
  const drag = useRef<{ readonly start: number; last: number; moved: boolean } | null>(null);
  const last = useRef<LineFocus | null>(null);

  const byPlace = useMemo(() => placed(series), [series]);
  const drawnByPlace = useMemo(() => placed(drawn), [drawn]);
  const places = useMemo(
    () => [...new Set(series.flatMap((one) => one.points.map((point) => point.x)))].sort((a, b) => a - b),
    [series],
  );

  const point = (next: LineFocus | null): void => {
    if (next !== null) last.current = next;
    setFocus((before) => (before?.x === next?.x && before?.series === next?.series ? before : next));
  };
  /** Where the keys go on from: what had the focus last, else the last point of the first series. */
  const from = (): LineFocus => {
    const known = last.current;
    if (known !== null && byPlace[known.series]?.has(known.x) === true) return known;
    const seen = series[0]?.points.findLast((one) => one.value !== null && one.forecast !== true);
    return { series: 0, x: seen?.x ?? places.at(-1) ?? 0 };
  };
  const goTo = (next: LineFocus): void => {
    point(next);
    view.reveal(next.x);
  };

  const nearestSeries = (x: number, top: number): number => {
    let best = 0;
    let distance = Number.POSITIVE_INFINITY;
    drawnByPlace.forEach((points, index) => {
      const value = points.get(x)?.value;
      if (value === undefined || value === null) return;
      const away = Math.abs(y(value) - top);
      if (away < distance) [best, distance] = [index, away];
    });
    return best;
  };

  const pointAt = (event: PointerEvent<HTMLElement>): LineFocus => {
    const box = event.currentTarget.getBoundingClientRect();
    const shown = view.now();
    const at = shown.from + ((event.clientX - box.left) / Math.max(1, inner)) * spanOf(shown);
    const visible = places.filter((place) => place >= shown.from && place <= shown.to);
    const x = visible[nearestIndex(visible, at)] ?? at;
    return { series: nearestSeries(x, event.clientY - box.top), x };
  };

  const openProof = (at: LineFocus): void => {
    const found = byPlace[at.series]?.get(at.x);
    const one = series[at.series];
    if (found !== undefined && one !== undefined) onProof?.(found.key, one.measure);
  };

  const obey = (command: LineCommand): void => {
    const at = from();
    switch (command.do) {
      case 'step': {
        const next = places[Math.max(0, Math.min(places.length - 1, nearestIndex(places, at.x) + command.by))];
        if (next !== undefined) goTo({ series: at.series, x: next });
        return;
      }
      case 'series':
        goTo({ series: (at.series + command.by + series.length) % Math.max(1, series.length), x: at.x });
        return;
      case 'pan':
        view.panBy(command.by * spanOf(view.now()));
        return;
      case 'zoom':
        view.zoomBy(command.by, at.x);
        return;
      case 'all':
        view.reset();
        return;
      case 'proof':
        openProof(at);
        return;
      case 'leave':
        setFocus(null);
        return;
      default:
        command satisfies never;
    }
  };

  const handlers = {
    onFocus: () => {
      if (drag.current === null) point(from());
    },
    onBlur: () => setFocus(null),
    onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const command = commandOf(event.key, event.shiftKey);
      if (command === null) return;
      event.preventDefault();
      obey(command);
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      drag.current = { start: event.clientX, last: event.clientX, moved: false };
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const held = drag.current;
      if (held === null) {
        point(pointAt(event));
        return;
      }
      if (!held.moved && Math.abs(event.clientX - held.start) < CLICK) return;
      if (!held.moved) {
        held.moved = true;
        setMoving(true);
        setFocus(null);
      }
      view.panBy(((held.last - event.clientX) / Math.max(1, inner)) * spanOf(view.now()));
      held.last = event.clientX;
    },
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      const held = drag.current;
      drag.current = null;
      setMoving(false);
      if (held !== null && !held.moved) openProof(pointAt(event));
    },
    onPointerCancel: () => {
      drag.current = null;
      setMoving(false);
    },
    onPointerLeave: (event: PointerEvent<HTMLElement>) => {
      if (drag.current === null && document.activeElement !== event.currentTarget) setFocus(null);
    },
  };

  /** Where the point is drawn, in the unit of the value axis; null without a value. */
  const heightOf = (at: LineFocus): number | null => drawnByPlace[at.series]?.get(at.x)?.value ?? null;
  return { focus, isMoving, byPlace, places, handlers, heightOf, resting: from() };
}
