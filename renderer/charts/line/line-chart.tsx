import { scaleLinear } from '@visx/scale';
import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import { dayTicks } from '../axis/day-ticks.ts';
import { type Domain, valueDomain } from '../axis/value-domain.ts';
import type { ValueFormat } from '../axis/value-text.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { Tooltip } from '../frame/tooltip.tsx';
import { cssColour } from '../palette/palette.ts';
import { LineAxes } from './axes.tsx';
import { keysOf } from './keys.ts';
import { lineLayout, MAP_HEIGHT } from './layout.ts';
import classes from './line.module.css';
import { lineTip, placeText, pointText } from './line-tip.ts';
import { LineMap, MapSurface } from './map.tsx';
import { paintEnds, paintView } from './paint.ts';
import { type LineGoal, type LineNote, type LineSeries, stack, stepOf, valuesOf } from './series.ts';
import { Strip } from './strip.tsx';
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
  /** What is dotted: "not recorded". Without it, what is expected. */
  readonly forecastName?: string;
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
const LABELS_MS = 100;
/** From this many lines on the one that is pointed at stands out. */
const FOLLOW_FROM = 3;

/** From the first place to the last one, with a little room around them: for days half a step, else a part of the axis. */
function wholeOf(series: readonly LineSeries[], axis: 'day' | 'number', step: number): View {
  const xs = series.flatMap(({ points }) => points.map(({ x }) => x));
  if (xs.length === 0) return { from: 0, to: 1 };
  const from = xs.reduce((a, b) => Math.min(a, b));
  const to = xs.reduce((a, b) => Math.max(a, b));
  const room = axis === 'day' ? Math.min(step, 31) / 2 : (to - from) * 0.015;
  return { from: from - room, to: to + room };
}

/**
 * Lines over days or numbers. Fans are intervals, dashed is the comparison period, dotted is what is expected, hatched is
 * what is not complete; missing places are gaps. Drag, `Shift` with arrows or the small map move the view, `+`, `-` and
 * Ctrl with the wheel change its width, `0` shows all; arrows move over the points and `P` opens the proof of one.
 */
export function LineChart(props: LineChartProps) {
  const { series, format, width, height, onProof } = props;
  const { axis = 'day', goals = NOTHING, notes = NOTHING, partial = NOTHING, stacked = false, zero = 'auto' } = props;
  const root = useRef<HTMLDivElement>(null);
  const surface = useRef<HTMLDivElement>(null);

  const step = useMemo(() => stepOf(series), [series]);
  const whole = useMemo(() => wholeOf(series, axis, step), [series, axis, step]);
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
    forecastName: props.forecastName,
  });
  const layout = lineLayout({
    width,
    height,
    names: series.map(({ name }) => name),
    valueTexts: valueTicks(domain, format, 4).map(({ text }) => text),
    keys: keys.length > 0 || hasMap,
    notes: notes.length > 0,
    map: hasMap,
  });
  const { inner, body, left, top } = layout;
  const yTicks = valueTicks(domain, format, Math.max(2, Math.floor(body / 52)));
  const [low, high] = domain;
  const y = useMemo(() => scaleLinear<number>({ domain: [low, high], range: [body, 0] }), [low, high, body]);

  const labelled = useRef(0);
  const draw = (at: View): void => {
    if (root.current === null) return;
    const input = { view: at, whole, inner, body };
    paintView(root.current, input);
    // Names at the right follow ten times a second: moved with every frame they could not be read.
    const now = performance.now();
    if (now - labelled.current < LABELS_MS) return;
    labelled.current = now;
    paintEnds(root.current, { ...input, series: drawn, y });
  };
  const view = useView(whole, Math.min(spanOf(whole), LEAST * step), draw);
  const points = useLineFocus({ series, drawn, view, inner, y, onProof });
  useWheel(surface, view, inner);
  const now = view.now;
  useLayoutEffect(() => {
    labelled.current = 0;
    draw(now());
  });
  const pointed = points.focus?.series ?? -1;
  useLayoutEffect(() => {
    if (series.length < FOLLOW_FROM) return;
    root.current?.querySelectorAll<SVGElement>('[data-series]').forEach((line, index) => {
      line.dataset.dim = String(pointed >= 0 && pointed !== index);
    });
  }, [pointed, series]);
  /** Pixels in one unit of the axis: they change with the width of the view only. */
  const scale = inner / spanOf(view.shown);
  const x = useMemo(
    () =>
      (at: number): number =>
        (at - whole.from) * scale,
    [whole.from, scale],
  );

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
  const words = {
    axis,
    axisName: props.axisName,
    format,
    beforeName: props.beforeName ?? 'before',
    forecastName: props.forecastName,
  };
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
        <LineAxes layout={layout} keys={keys} series={series} yTicks={yTicks} y={y} hasZero={low <= 0 && high >= 0} />
        {hasMap && <LineMap series={drawn} step={step} inner={inner} left={left} top={layout.mapAt} whole={whole} />}
      </svg>
      <Strip
        layout={layout}
        x={x}
        y={y}
        length={spanOf(whole) * scale}
        view={view.shown}
        ticks={xTicks}
        partial={partial}
        notes={notes}
        noteLabel={(one) => `Note on ${placeText(one.x, words)}: ${one.text}`}
        onNote={setNote}
        series={series}
        goals={goals}
        stacked={stacked}
        step={step}
      >
        {focus !== null && (
          <>
            <line className={classes.cross} x1={x(focus.x)} x2={x(focus.x)} y2={body} />
            {value !== null && (
              <circle
                className={classes.dot}
                cx={x(focus.x)}
                cy={y(value)}
                r={5}
                fill={cssColour(series[focus.series]?.colour ?? 1)}
              />
            )}
          </>
        )}
      </Strip>
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
      {hasMap && (
        <MapSurface view={view} whole={whole} inner={inner} left={left} top={layout.mapAt} height={MAP_HEIGHT} />
      )}
      {!isWhole && (
        <button type="button" className={classes.all} style={{ top: layout.keysAt - 4 }} onClick={view.reset}>
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
