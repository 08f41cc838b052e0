import { useCallback, useEffect, useRef, useState } from 'react';
import { pan, reveal, spanOf, type View, within, zoom } from './view.ts';

/** How long after the last movement the page takes note of it: the range in words, what fits beside it. */
const SETTLE_MS = 140;
/** A change of the width below this is none. */
const SAME = 1e-9;

/**
 * The shown part of the axis. While it moves with its width, nothing is rendered: `paint` is called once a frame. `shown`
 * follows when the movement has settled, and once a frame while the width changes.
 */
export function useView(whole: View, least: number, paint: (view: View) => void) {
  const [shown, setShown] = useState(whole);
  const view = useRef(whole);
  const frame = useRef(0);
  const settling = useRef(0);
  const painter = useRef(paint);
  painter.current = paint;

  // Other data: what was shown may not be there any more.
  const [known, setKnown] = useState(whole);
  if (known.from !== whole.from || known.to !== whole.to) {
    setKnown(whole);
    setShown(whole);
    view.current = whole;
  }

  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current);
      window.clearTimeout(settling.current);
    },
    [],
  );

  const set = useCallback(
    (next: View): void => {
      const before = view.current;
      const to = within(next, whole, least);
      if (to.from === before.from && to.to === before.to) return;
      view.current = to;
      if (frame.current === 0)
        frame.current = requestAnimationFrame(() => {
          frame.current = 0;
          painter.current(view.current);
          setShown((last) => (Math.abs(spanOf(last) - spanOf(view.current)) > SAME ? view.current : last));
        });
      window.clearTimeout(settling.current);
      settling.current = window.setTimeout(() => setShown(view.current), SETTLE_MS);
    },
    [whole, least],
  );

  return {
    /** As it was when it last settled. */
    shown,
    now: useCallback((): View => view.current, []),
    set,
    panBy: (by: number): void => set(pan(view.current, by, whole)),
    zoomBy: (factor: number, at = view.current.from + spanOf(view.current) / 2): void =>
      set(zoom(view.current, factor, at, whole, least)),
    reveal: (x: number): void => set(reveal(view.current, x, whole)),
    reset: (): void => set(whole),
  };
}

export type ViewControl = ReturnType<typeof useView>;
