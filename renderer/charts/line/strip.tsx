import { memo, type ReactNode, useId } from 'react';
import type { Tick } from '../axis/day-ticks.ts';
import { textWidth } from '../axis/text-width.ts';
import { Layers, type LayersProps } from './layers.tsx';
import type { LineLayout } from './layout.ts';
import classes from './line.module.css';
import { hatchRanges } from './line-paths.ts';
import { NoteFlags, NoteLines } from './notes.tsx';
import type { LineNote } from './series.ts';
import type { View } from './view.ts';

/** The strip is seen so far beside the drawing: half the width of a line at its edge. */
const BLEED = 3;

interface StripProps extends Omit<LayersProps, 'x' | 'y'> {
  readonly layout: LineLayout;
  /** Pixels of the strip at a place of the axis; it begins at 0. */
  readonly x: (value: number) => number;
  readonly y: (value: number) => number;
  /** How wide all of it is. */
  readonly length: number;
  readonly view: View;
  readonly ticks: readonly Tick[];
  readonly partial: readonly number[];
  readonly notes: readonly LineNote[];
  readonly noteLabel: (note: LineNote) => string;
  readonly onNote: (note: LineNote | null) => void;
  /** What is pointed at. */
  readonly children: ReactNode;
}

/**
 * The whole axis at the width of the view, behind a window: lines, fans, grid, notes. Panning only moves it, as scrolling
 * does; it is drawn again when the width of the view changes.
 */
export function Strip(props: StripProps) {
  const { layout, x, y, length, view, ticks, partial, notes } = props;
  const top = layout.notesAt;
  const height = layout.top - top + layout.body + AXIS;
  return (
    <div
      className={classes.stripWindow}
      data-chart-window
      style={{ left: layout.left - BLEED, top, width: layout.inner + 2 * BLEED, height }}
    >
      <div className={classes.strip} data-strip style={{ width: length, left: BLEED }}>
        <svg data-chart-part width={length} height={height} className={classes.svg} aria-hidden="true">
          <g transform={`translate(0 ${layout.top - top})`}>
            <Ground partial={partial} step={props.step} ticks={ticks} x={x} body={layout.body} view={view} />
            <NoteLines notes={notes} layout={layout} view={view} x={x} />
            <Layers series={props.series} goals={props.goals} stacked={props.stacked} step={props.step} x={x} y={y} />
            {props.children}
          </g>
        </svg>
        <NoteFlags notes={notes} x={x} label={props.noteLabel} onNote={props.onNote} />
      </div>
    </div>
  );
}

const AXIS = 24;

interface GroundProps {
  readonly partial: readonly number[];
  readonly step: number;
  readonly ticks: readonly Tick[];
  readonly x: (value: number) => number;
  readonly body: number;
  readonly view: View;
}

/** The light grid with its texts, and the hatched places that are not complete. */
const Ground = memo(function Ground({ partial, step, ticks, x, body, view }: GroundProps) {
  const id = useId();
  const [from, to] = [x(view.from), x(view.to)];
  /** A text that would be cut by the edge of the view is left out; the grid line stays. */
  const isCut = ({ at, text }: Tick): boolean => {
    const half = textWidth(text) / 2 - BLEED;
    return (x(at) - half < from && x(at) >= from) || (x(at) + half > to && x(at) <= to);
  };
  return (
    <>
      <defs>
        <pattern id={id} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1={1} x2={1} y2={6} stroke="var(--gw-ink-3)" strokeOpacity={0.45} />
        </pattern>
      </defs>
      {ticks.map((tick) => (
        <g key={tick.at} transform={`translate(${x(tick.at)} 0)`}>
          <line className={classes.grid} y2={body} />
          {!isCut(tick) && (
            <text y={body + 17} textAnchor="middle">
              {tick.text}
            </text>
          )}
        </g>
      ))}
      {hatchRanges(partial, step).map((range) => (
        <rect
          key={range.from}
          x={Math.max(0, x(range.from))}
          width={Math.max(2, x(range.to) - Math.max(0, x(range.from)))}
          height={body}
          fill={`url(#${id})`}
        />
      ))}
    </>
  );
});
