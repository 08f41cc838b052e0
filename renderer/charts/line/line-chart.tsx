import { scaleLinear } from '@visx/scale';
import { useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { dayTicks } from '../axis/day-ticks.ts';
import { type Domain, valueDomain } from '../axis/value-domain.ts';
import type { ValueFormat } from '../axis/value-text.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { Tooltip } from '../frame/tooltip.tsx';
import { cssColour } from '../palette/palette.ts';
import { LineAxes } from './axes.tsx';
import { keysOf } from './keys.ts';
import { Layers } from './layers.tsx';
import { LABEL_GAP, lineLayout, MAP_HEIGHT } from './layout.ts';
import classes from './line.module.css';
import { hatchRanges } from './line-paths.ts';
import { lineTip, placeText, pointText } from './line-tip.ts';
import { LineMap, MapSurface } from './map.tsx';
import { NoteFlags, NoteLines } from './notes.tsx';
import { type Moving, movingParts, paint } from './paint.ts';
import { type LineGoal, type LineNote, type LineSeries, stack, stepOf, valuesOf } from './series.ts';
import { useLineFocus } from './use-line-focus.ts';
import { useView } from './use-view.ts';
import { useWheel } from './use-wheel.ts';
import { spanOf, type View } from './view.ts';

export interface LineChartProps {
  /** One to eight. */
  readonly series: readonly LineSeries[];
  readonly format: ValueFormat;
  /** What x is. Days count from 1970 (`dayNumber`). */
  readonly axis?: 'day' | 'number';
  /** What a number on the axis is: "month". */
  readonly axisName?: string;
  readonly beforeName?: string;
  readonly goals?: readonly LineGoal[];
  readonly notes?: readonly LineNote[];
  /** Places that are not complete. */
  readonly partial?: readonly number[];
  readonly stacked?: boolean;
  readonly zero?: 'auto' | boolean;
  readonly width: number;
  readonly height: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
}

const NOTHING: readonly never[] = [];
/** From this many places on there is a small map of all of them. */
const MAP_FROM = 60;
/** The narrowest view has this many places. */
const LEAST = 7;

/** From the first place to the last one, for days with half a step around them. */
function wholeOf(series: readonly LineSeries[], room: number): View {
  const xs = series.flatMap(({ points }) => points.map(({ x }) => x));
  if (xs.length === 0) return { from: 0, to: 1 };
  const from = xs.reduce((a, b) => Math.min(a, b));
  return { from: from - room, to: xs.reduce((a, b) => Math.max(a, b)) + room };
}

/**
 * Lines over days or numbers. Fans are intervals, dashed is the comparison period, dotted is what is expected, hatched is
 * what is not complete; missing places are gaps. Drag, `Shift` with arrows or the small map move the view, `+`, `-` and
 * Ctrl with the wheel change its width, `0` shows all; arrows move over the points and `P` opens the proof of one.
 */
export function LineChart(props: LineChartProps) {
  const { series, format, width, height, onProof } = props;
  const { axis = 'day', goals = NOTHING, notes = NOTHING, partial = NOTHING, stacked = false, zero = 'auto' } = props;
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);
  const parts = useRef<Moving | null>(null);

  const step = useMemo(() => stepOf(series), [series]);
  const whole = useMemo(() => wholeOf(series, axis === 'day' ? Math.min(step, 31) / 2 : 0), [series, step, axis]);
  const drawn = useMemo(() => (stacked ? stack(series) : series), [series, stacked]);
  const domain = useMemo<Domain>(
    () =>
      valueDomain(
        [...valuesOf(drawn), ...goals.flatMap((goal) => goal.points.map(({ value }) => value))],
        format.kind,
        stacked ? true : zero,
      ),
    [drawn, goals, format.kind, stacked, zero],
  );
  const count = spanOf(whole) / step;
  const hasMap = count >= MAP_FROM;
  const keys = keysOf({
    series,
    goals,
    partial: partial.length > 0,
    beforeName: props.beforeName ?? 'before',
    stacked,
  });
  const layout = lineLayout({
    width,
    height,
    names: series.map(({ name }) => name),
    valueTexts: valueTicks(domain, format, 4).map(({ text }) => text),
    keys: keys.length > 0,
    notes: notes.length > 0,
    map: hasMap,
  });
  const { inner, body, left, top } = layout;
  const yTicks = valueTicks(domain, format, Math.max(2, Math.floor(body / 52)));
  const [low, high] = domain;
  const y = useMemo(() => scaleLinear<number>({ domain: [low, high], range: [body, 0] }), [low, high, body]);
  const x = useMemo(() => scaleLinear<number>({ domain: [whole.from, whole.to], range: [0, inner] }), [whole, inner]);

  const draw = (at: View): void => {
    if (parts.current !== null)
      paint(parts.current, { view: at, whole, inner, body, series: drawn, y, labelGap: LABEL_GAP });
  };
  const view = useView(whole, Math.min(spanOf(whole), LEAST * step), draw);
  const points = useLineFocus({ series, drawn, view, inner, y, onProof });
  useWheel(surface, view, inner);
  const now = view.now;
  useLayoutEffect(() => {
    if (root.current === null) return;
    parts.current = movingParts(root.current);
    draw(now());
  });

  const dense = Math.max(1, Math.floor((inner / 74) * (spanOf(whole) / spanOf(view.shown))));
  const xTicks = useMemo(
    () =>
      axis === 'day'
        ? dayTicks(whole.from, whole.to, dense)
        : valueTicks(
            [whole.from, whole.to],
            { kind: 'number' },
            Math.min(dense, Math.max(1, Math.floor(spanOf(whole)))),
          ),
    [axis, whole, dense],
  );
  const words = { axis, axisName: props.axisName, format, beforeName: props.beforeName ?? 'before' };
  const tipOf = (at: { readonly series: number; readonly x: number }) => ({
    series,
    byPlace: points.byPlace,
    x: at.x,
    active: at.series,
    partial: partial.includes(at.x),
    words,
  });
  const [note, setNote] = useState<LineNote | null>(null);
  const { focus } = points;
  const place = (at: number): number => ((at - now().from) / spanOf(now())) * inner;
  const value = focus === null ? null : points.heightOf(focus);
  const isWhole = spanOf(view.shown) >= spanOf(whole) * 0.999;

  return (
    <div ref={root} className={classes.chart} style={{ height }}>
      <svg data-chart="line" width={width} height={height} className={classes.svg} aria-hidden="true">
        <defs>
          <clipPath id={`${id}-clip`}>
            <rect y={-6} width={inner} height={body + 7} />
          </clipPath>
          <pattern id={`${id}-hatch`} width={6} height={6} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line x1={1} x2={1} y2={6} stroke="var(--gw-ink-3)" strokeOpacity={0.45} />
          </pattern>
        </defs>
        <LineAxes
          layout={layout}
          keys={keys}
          series={series}
          xTicks={xTicks}
          yTicks={yTicks}
          y={y}
          hasZero={low <= 0 && high >= 0}
        />
        <g transform={`translate(${left} ${top})`}>
          {hatchRanges(partial, step).map(({ from, to }) => (
            <rect key={from} data-from={from} data-to={to} height={body} fill={`url(#${id}-hatch)`} />
          ))}
          <NoteLines notes={notes} layout={layout} view={view.shown} />
          <g clipPath={`url(#${id}-clip)`}>
            <Layers series={series} goals={goals} stacked={stacked} step={step} x={x} y={y} />
          </g>
          {focus !== null && (
            <g>
              <line className={classes.cross} x1={place(focus.x)} x2={place(focus.x)} y2={body} />
              {value !== null && (
                <circle
                  className={classes.dot}
                  cx={place(focus.x)}
                  cy={y(value)}
                  r={5}
                  fill={cssColour(series[focus.series]?.colour ?? 1)}
                />
              )}
            </g>
          )}
        </g>
        {hasMap && <LineMap series={drawn} step={step} inner={inner} left={left} top={layout.mapAt} whole={whole} />}
      </svg>
      <div
        ref={surface}
        role="slider"
        tabIndex={0}
        aria-label={props.sentence}
        aria-valuemin={0}
        aria-valuemax={Math.max(0, points.places.length - 1)}
        aria-valuenow={Math.max(0, points.places.indexOf((focus ?? points.resting).x))}
        aria-valuetext={pointText(tipOf(focus ?? points.resting))}
        className={classes.surface}
        data-line-surface
        data-movable={!isWhole}
        data-moving={points.isMoving}
        style={{ left, top, width: inner, height: body }}
        {...points.handlers}
      />
      <NoteFlags notes={notes} layout={layout} words={words} onNote={setNote} />
      {hasMap && (
        <MapSurface view={view} whole={whole} inner={inner} left={left} top={layout.mapAt} height={MAP_HEIGHT} />
      )}
      {!isWhole && (
        <button type="button" className={classes.all} style={{ top: Math.max(0, top - 22) }} onClick={view.reset}>
          {`${placeText(Math.ceil(view.shown.from), words)} – ${placeText(Math.floor(view.shown.to), words)} · show all`}
        </button>
      )}
      {focus !== null && !points.isMoving && (
        <Tooltip
          {...lineTip(tipOf(focus))}
          x={left + place(focus.x)}
          y={top + (value === null ? body / 2 : y(value))}
          width={width}
        />
      )}
      {note !== null && (
        <Tooltip
          title={placeText(note.x, words)}
          lines={[]}
          note={note.text}
          x={left + place(note.x)}
          y={top}
          width={width}
        />
      )}
    </div>
  );
}
