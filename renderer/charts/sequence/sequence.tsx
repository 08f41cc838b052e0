import { scaleLinear } from '@visx/scale';
import { area, line } from '@visx/shape';
import { useId, useMemo } from 'react';
import { dayTicks } from '../axis/day-ticks.ts';
import { fitText, textWidth } from '../axis/text-width.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { placeText } from '../line/line-tip.ts';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { Hatch } from '../marks/hatch.tsx';
import { useMarks } from '../marks/use-marks.ts';
import { type ChartColour, cssColour } from '../palette/palette.ts';
import { type EffectPoint, isWhole, sequenceDomain, type WholePoint, wholeRuns } from './effect-points.ts';
import { effectTip } from './effect-tip.ts';
import classes from './sequence.module.css';

interface SequenceProps {
  readonly points: readonly EffectPoint[];
  readonly axis: 'day' | 'number';
  /** What a number on the axis is: "day". */
  readonly axisName?: string;
  /** `band`: one effect as it became known. `whiskers`: effects that stand for themselves. */
  readonly look: 'band' | 'whiskers';
  readonly colour: ChartColour;
  /** Level of the intervals, such as 0.95. */
  readonly level: number;
  /** Places before this one are hatched: nothing is read from them yet. */
  readonly settled?: { readonly from: number; readonly text: string } | undefined;
  /** Where it is to end. */
  readonly end?: { readonly at: number; readonly text: string } | undefined;
  readonly width: number;
  readonly height: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
}

const TOP = 20;
const AXIS = 24;
const RIGHT = 12;

/** Relative effects over days with their intervals, zero, and what they are judged by. Arrow keys move over the points. */
export function Sequence(props: SequenceProps) {
  const { points, axis, axisName, look, colour, level, settled, end, width, height, onProof } = props;
  const id = useId();
  const [first, last] = [points[0]?.x ?? 0, points.at(-1)?.x ?? 1];
  const from = first - 0.5;
  const to = Math.max(last, end?.at ?? last) + 0.5;
  const domain = useMemo(() => sequenceDomain(points, settled?.from ?? first), [points, settled?.from, first]);
  const body = Math.max(60, height - TOP - AXIS);
  const yTicks = valueTicks(domain, { kind: 'rate' }, Math.max(3, Math.floor(body / 44)));
  const sign = (at: number, text: string): string => (at > 0 ? `+${text}` : text);
  const left = Math.max(34, ...yTicks.map(({ at, text }) => textWidth(sign(at, text)))) + 8;
  const inner = Math.max(60, width - left - RIGHT);
  const x = scaleLinear<number>({ domain: [from, to], range: [0, inner] });
  const y = scaleLinear<number>({ domain: [...domain], range: [body, 0] });
  const inside = (value: number): number => Math.max(0, Math.min(body, y(value)));
  const room = Math.floor(inner / 74);
  const xTicks =
    axis === 'day'
      ? dayTicks(Math.ceil(from), Math.floor(to), room)
      : valueTicks([Math.ceil(from), Math.floor(to)], { kind: 'count' }, room);
  const whole = points.filter(isWhole);
  const partial = points.filter((point) => point.partial === true);
  const marks = useMarks(
    points.map((point, column) => ({
      key: point.key,
      measure: 'estimate',
      row: 0,
      column,
      x: left + x(point.x),
      y: TOP + inside(point.estimate ?? 0),
      tip: effectTip(point, { title: placeText(point.x, { axis, axisName }), colour, level }),
    })),
    { onProof },
  );
  const slot = Math.max(3, x(from + 1));
  const band = area<WholePoint>({ x: (p) => x(p.x), y0: (p) => y(p.low), y1: (p) => y(p.high) });
  const stroke = line<WholePoint>({ x: (p) => x(p.x), y: (p) => y(p.estimate) });
  const settledAt = settled === undefined ? 0 : Math.max(0, Math.min(inner, x(settled.from - 0.5)));
  return (
    <ChartSvg width={width} height={TOP + body + AXIS} label={props.sentence} marks={marks}>
      <Hatch id={`${id}-hatch`} on="ground" />
      <clipPath id={`${id}-clip`}>
        <rect width={inner} height={body} />
      </clipPath>
      <g transform={`translate(${left} ${TOP})`}>
        {yTicks.map(({ at, text }) => (
          <text key={at} data-tick x={-8} y={y(at) + 4} textAnchor="end">
            {sign(at, text)}
          </text>
        ))}
        {xTicks.map(({ at, text }) => (
          <g key={at}>
            <line data-grid x1={x(at)} x2={x(at)} y2={body} />
            <text data-tick x={x(at)} y={body + 17} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
        {settled !== undefined && settledAt > 1 && (
          <>
            <rect width={settledAt} height={body} fill={`url(#${id}-hatch)`} />
            <text data-tick x={2} y={-7}>
              {settledAt > 48 ? fitText(settled.text, Math.max(settledAt, 90)) : ''}
            </text>
          </>
        )}
        {partial.map((point) => (
          <rect key={point.key} x={x(point.x - 0.5)} width={slot} height={body} fill={`url(#${id}-hatch)`} />
        ))}
        <line className={classes.zero} x2={inner} y1={y(0)} y2={y(0)} />
        {end !== undefined && (
          <>
            <line className={classes.end} x1={x(end.at)} x2={x(end.at)} y1={-2} y2={body} />
            <text data-tick x={x(end.at)} y={-7} textAnchor={x(end.at) > inner / 2 ? 'end' : 'start'}>
              {end.text}
            </text>
          </>
        )}
        <g clipPath={`url(#${id}-clip)`} style={{ color: cssColour(colour) }}>
          {look === 'band' &&
            wholeRuns(points).map((run) => (
              <g key={run[0]?.key}>
                <path className={classes.band} d={band([...run]) ?? ''} />
                <path className={classes.line} d={stroke([...run]) ?? ''} />
              </g>
            ))}
          {look === 'whiskers' &&
            whole.map((point) => (
              <line
                key={point.key}
                className={classes.whisker}
                x1={x(point.x)}
                x2={x(point.x)}
                y1={y(point.low)}
                y2={y(point.high)}
              />
            ))}
        </g>
        {points.map((point, index) => (
          <g key={point.key} {...marks.props(index)} style={{ color: cssColour(colour) }}>
            <rect data-ring x={x(point.x) - slot / 2} width={slot} height={body} />
            {point.estimate !== null && (
              <circle
                className={classes.dot}
                data-partial={point.partial === true}
                cx={x(point.x)}
                cy={inside(point.estimate)}
                r={slot < 6 ? 1.6 : 2.6}
              />
            )}
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}
