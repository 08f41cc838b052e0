import { scaleLinear } from '@visx/scale';
import { line } from '@visx/shape';
import { formatDay, formatPValue } from '../../../engine/serializer/index.ts';
import { dayOf } from '../axis/day.ts';
import { dayTicks } from '../axis/day-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { useMarks } from '../marks/use-marks.ts';
import classes from './alarm-line.module.css';
import { decadeText, decadeTicks, lowestDecade, pPlace } from './log-scale.ts';

export interface PPoint {
  readonly key: string;
  /** A day since 1970. */
  readonly x: number;
  readonly pValue: number;
}

interface AlarmLineProps {
  readonly points: readonly PPoint[];
  /** Below this p-value it is an alarm. */
  readonly alarm: number;
  readonly alarmText: string;
  /** Column of the p-value, for its proof. */
  readonly measure: string;
  readonly width: number;
  readonly height: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
}

const TOP = 8;
const AXIS = 24;
const LEFT = 44;
const RIGHT = 12;

/** A p-value by day on a logarithmic axis, with the line below which it alarms. */
export function AlarmLine(props: AlarmLineProps) {
  const { points, alarm, measure, width, height, onProof } = props;
  const body = Math.max(60, height - TOP - AXIS);
  const inner = Math.max(60, width - LEFT - RIGHT);
  const decade = lowestDecade(
    points.map(({ pValue }) => pValue),
    alarm,
  );
  const y = (p: number): number => pPlace(p, decade) * body;
  const [from, to] = [(points[0]?.x ?? 0) - 0.5, (points.at(-1)?.x ?? 1) + 0.5];
  const x = scaleLinear<number>({ domain: [from, to], range: [0, inner] });
  const marks = useMarks(
    points.map((point, column) => ({
      key: point.key,
      measure,
      row: 0,
      column,
      x: LEFT + x(point.x),
      y: TOP + y(point.pValue),
      tip: {
        title: formatDay(dayOf(point.x)),
        lines: [{ name: 'p-value', text: formatPValue(point.pValue), strong: true }],
        note: point.pValue < alarm ? 'Below the alarm line' : undefined,
      },
    })),
    { onProof },
  );
  const slot = Math.max(3, x(from + 1));
  const path = line<PPoint>({ x: (point) => x(point.x), y: (point) => y(point.pValue) });
  return (
    <ChartSvg width={width} height={TOP + body + AXIS} label={props.sentence} marks={marks}>
      <g transform={`translate(${LEFT} ${TOP})`}>
        {decadeTicks(decade, Math.floor(body / 26)).map((exponent) => (
          <text key={exponent} data-tick x={-8} y={y(10 ** exponent) + 4} textAnchor="end">
            {decadeText(exponent)}
          </text>
        ))}
        {dayTicks(Math.ceil(from), Math.floor(to), Math.floor(inner / 74)).map(({ at, text }) => (
          <g key={at}>
            <line data-grid x1={x(at)} x2={x(at)} y2={body} />
            <text data-tick x={x(at)} y={body + 17} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
        <rect className={classes.zone} y={y(alarm)} width={inner} height={Math.max(0, body - y(alarm))} />
        <line className={classes.alarm} x2={inner} y1={y(alarm)} y2={y(alarm)} />
        <text style={{ fill: 'var(--gw-neg)' }} data-halo x={inner - 2} y={y(alarm) + 13} textAnchor="end">
          {props.alarmText}
        </text>
        <path className={classes.line} d={path([...points]) ?? ''} />
        {points.map((point, index) => (
          <g key={point.key} {...marks.props(index)}>
            <rect data-ring x={x(point.x) - slot / 2} width={slot} height={body} />
            <circle
              className={classes.dot}
              data-alarm={point.pValue < alarm}
              cx={x(point.x)}
              cy={y(point.pValue)}
              r={slot < 6 ? 1.6 : 2.6}
            />
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}
