import type { KeyboardEvent, PointerEvent } from 'react';
import classes from './marks.module.css';
import { type Move, moveOf } from './next-mark.ts';

interface PointSurfaceProps {
  /** What the chart shows, in one sentence. */
  readonly label: string;
  /** Which of `count` points is pointed at, and it in words. */
  readonly index: number;
  readonly count: number;
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly onMove: (move: Move) => void;
  /** The pointer is at this place of the surface, or left it. */
  readonly onPoint: (at: { readonly x: number; readonly y: number } | null) => void;
  readonly onFocus: () => void;
  readonly onOpen: () => void;
}

/**
 * What takes pointer and focus for a chart with too many points to be elements of their own: one tab stop whose value is the
 * point that is pointed at.
 */
export function PointSurface(props: PointSurfaceProps) {
  const { left, top, width, height } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = moveOf(event.key);
    if (move !== null) {
      event.preventDefault();
      props.onMove(move);
    } else if (event.key === 'Enter' || event.key.toLowerCase() === 'p') {
      event.preventDefault();
      props.onOpen();
    } else if (event.key === 'Escape') props.onPoint(null);
  };
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    props.onPoint({ x: event.clientX - box.left, y: event.clientY - box.top });
  };
  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, props.count - 1)}
      aria-valuenow={Math.max(0, props.index)}
      aria-valuetext={props.text}
      className={classes.surface}
      style={{ left, top, width, height }}
      onKeyDown={onKeyDown}
      onPointerMove={onPointerMove}
      onPointerLeave={() => props.onPoint(null)}
      onClick={props.onOpen}
      onFocus={props.onFocus}
      onBlur={() => props.onPoint(null)}
    />
  );
}
