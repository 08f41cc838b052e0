import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef } from 'react';
import type { ActiveCell } from './use-grid-keys.ts';

interface GridRowsOptions {
  readonly count: number;
  readonly rowHeight: number;
  readonly active: ActiveCell;
  readonly gridId: string;
}

/**
 * Which rows of a grid are in the document: those in view, a few around them, and always the active one, so that the
 * focus is never lost. Moves the focus when a key asked for it.
 */
export function useGridRows({ count, rowHeight, active, gridId }: GridRowsOptions) {
  const viewport = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => viewport.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range);
      return active.row < 0 || active.row >= count || shown.includes(active.row)
        ? shown
        : [...shown, active.row].sort((a, b) => a - b);
    },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows of another height are in other places
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once when the list appears, to bring the selection into view
  useEffect(() => {
    if (active.row > 0) virtualizer.scrollToIndex(active.row, { align: 'center' });
  }, [virtualizer]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when a key asked for it
  useEffect(() => {
    if (active.asked === 0) return;
    if (active.row >= 0) virtualizer.scrollToIndex(active.row, { align: 'auto' });
    const cell = document
      .getElementById(gridId)
      ?.querySelector<HTMLElement>(`[data-cell="${active.row}:${active.column}"]`);
    cell?.focus({ preventScroll: true });
  }, [active.asked]);
  return { virtualizer, viewport };
}
