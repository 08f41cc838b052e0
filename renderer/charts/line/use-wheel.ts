import { type RefObject, useEffect, useRef } from 'react';
import type { ViewControl } from './use-view.ts';
import { spanOf } from './view.ts';

/** A notch of the wheel (about 100) changes the width by a fifth. */
const PER_PIXEL = 0.002;

/**
 * The wheel over the drawing: sideways (or with Shift) moves the view, with Ctrl or a pinch it comes nearer. A plain turn
 * goes on scrolling the page.
 */
export function useWheel(surface: RefObject<HTMLElement | null>, view: ViewControl, inner: number): void {
  const latest = useRef({ view, inner });
  latest.current = { view, inner };
  useEffect(() => {
    const element = surface.current;
    if (element === null) return;
    const onWheel = (event: WheelEvent): void => {
      const { view: control, inner: width } = latest.current;
      const shown = control.now();
      if (event.ctrlKey || event.metaKey) {
        event.preventDefault();
        const part = (event.clientX - element.getBoundingClientRect().left) / Math.max(1, width);
        control.zoomBy(Math.exp(event.deltaY * PER_PIXEL), shown.from + part * spanOf(shown));
        return;
      }
      const sideways = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
      if (Math.abs(sideways) <= Math.abs(event.deltaY) && !event.shiftKey) return;
      event.preventDefault();
      control.panBy((sideways / Math.max(1, width)) * spanOf(shown));
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, [surface]);
}
