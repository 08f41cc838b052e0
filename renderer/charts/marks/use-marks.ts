import { type KeyboardEvent, type MouseEvent, useRef, useState } from 'react';
import type { OnProof } from '../frame/chart-table.tsx';
import { type Tip, tipText } from '../frame/tooltip.tsx';
import { type MarkPlace, moveOf, nextMark } from './next-mark.ts';

/** One thing in a chart that has a value: a bar, a cell, a link. */
export interface Mark extends MarkPlace {
  /** Row and column of the number, for its proof. */
  readonly key: string;
  readonly measure: string;
  /** Where its tooltip points to. */
  readonly x: number;
  readonly y: number;
  readonly tip: Tip;
}

interface MarkActions {
  readonly onProof?: OnProof | undefined;
  /** When given, a click or `Enter` chooses the mark (to drill into it) and only `P` opens the proof. */
  readonly onSelect?: ((key: string) => void) | undefined;
}

const MARK = 'data-mark';

/**
 * Focus over the marks of a chart: one tab stop, arrow keys, `Home` and `End`; the mark that has the focus or the pointer
 * has the tooltip. `P` and `Enter` open the proof; `Escape` puts the tooltip away.
 */
export function useMarks(marks: readonly Mark[], { onProof, onSelect }: MarkActions) {
  const [active, setActive] = useState<number | null>(null);
  const [stop, setStop] = useState(0);
  const root = useRef<SVGSVGElement>(null);
  const tabStop = Math.min(stop, Math.max(0, marks.length - 1));

  const open = (index: number): void => {
    const mark = marks[index];
    if (mark === undefined) return;
    if (onSelect === undefined) onProof?.(mark.key, mark.measure);
    else onSelect(mark.key);
  };

  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveOf(event.key);
    const mark = marks[tabStop];
    if (move !== null) {
      event.preventDefault();
      const next = nextMark(marks, tabStop, move);
      setStop(next);
      root.current?.querySelector<SVGElement>(`[${MARK}="${next}"]`)?.focus();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      open(tabStop);
    } else if (event.key.toLowerCase() === 'p' && mark !== undefined) {
      onProof?.(mark.key, mark.measure);
    } else if (event.key === 'Escape') {
      setActive(null);
    }
  };

  const props = (index: number) => {
    const mark = marks[index];
    return {
      role: 'img',
      'aria-label': mark === undefined ? '' : tipText(mark.tip),
      [MARK]: index,
      'data-active': active === index,
      'data-can-open': onProof !== undefined || onSelect !== undefined,
      tabIndex: index === tabStop ? 0 : -1,
      onFocus: () => {
        setActive(index);
        setStop(index);
      },
      onBlur: () => setActive(null),
      onPointerEnter: () => setActive(index),
      onPointerLeave: () => setActive(null),
      onClick: (event: MouseEvent) => {
        event.stopPropagation();
        open(index);
      },
    };
  };

  return { root, props, onKeyDown, active: active === null ? null : (marks[active] ?? null) };
}
