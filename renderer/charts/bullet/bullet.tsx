import { scaleLinear } from '@visx/scale';
import { useId, useMemo } from 'react';
import { fitText, textWidth } from '../axis/text-width.ts';
import { valueDomain } from '../axis/value-domain.ts';
import { rangeText, type ValueFormat, valueText } from '../axis/value-text.ts';
import { shortValue, valueTicks } from '../axis/value-ticks.ts';
import { levelName } from '../bars/bar.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import type { Tip, TipLine } from '../frame/tooltip.tsx';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { useMarks } from '../marks/use-marks.ts';
import classes from './bullet.module.css';

/** One goal and how far it is. */
export interface BulletRow {
  readonly key: string;
  readonly name: string;
  readonly value: number | null;
  readonly goal: number | null;
  /** Where it should stand by now. */
  readonly byNow: number | null;
  /** Where it will end. */
  readonly forecast: number | null;
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number } | undefined;
  readonly state: 'good' | 'warn' | 'bad' | 'info';
  /** What else is known of it, for the tooltip. */
  readonly more: readonly TipLine[];
}

interface BulletProps {
  readonly rows: readonly BulletRow[];
  readonly format: ValueFormat;
  readonly measure: string;
  readonly measureName: string;
  readonly width: number;
  readonly height?: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
  readonly onSelect?: ((key: string) => void) | undefined;
}

const KEYS = 22;
const AXIS = 22;
/** Colour never stands alone: each state has its sign. */
const SIGNS = { good: '✓', warn: '!', bad: '✕', info: '' } as const;

const numbersOf = (row: BulletRow): readonly number[] =>
  [row.value, row.goal, row.byNow, row.forecast, row.interval?.low, row.interval?.high].flatMap((value) => value ?? []);

function bulletTip(row: BulletRow, { format, measureName }: Pick<BulletProps, 'format' | 'measureName'>): Tip {
  const line = (name: string, value: number | null): readonly TipLine[] =>
    value === null ? [] : [{ name, text: valueText(format, value) }];
  return {
    title: row.name,
    lines: [
      { name: measureName, text: valueText(format, row.value), strong: true },
      ...line('Should stand at', row.byNow),
      ...line('Goal', row.goal),
      ...line('Expected at the end', row.forecast),
      ...(row.interval === undefined
        ? []
        : [
            {
              name: levelName(row.interval.level),
              text: rangeText(format, row.interval.low, row.interval.high),
              quiet: true,
            },
          ]),
      ...row.more,
    ],
  };
}

/** Goals and how far each is: the bar is what there is, the tick where it should stand by now, the line the goal. */
export function Bullets(props: BulletProps) {
  const { rows, format, measure, width, onProof, onSelect } = props;
  const id = useId();
  const rowHeight =
    props.height === undefined
      ? 36
      : Math.max(28, Math.min(44, (props.height - KEYS - AXIS) / Math.max(1, rows.length)));
  const left = Math.min(width * 0.36, Math.max(70, ...rows.map(({ name }) => textWidth(name, 12) + 30)));
  const right = Math.max(46, ...rows.map((row) => textWidth(shortValue(format, row.value ?? 0)) + 14));
  const inner = Math.max(60, width - left - right);
  const body = rows.length * rowHeight;
  const domain = useMemo(() => valueDomain(rows.flatMap(numbersOf), format.kind, true), [rows, format.kind]);
  const x = scaleLinear<number>({ domain: [...domain], range: [0, inner] });
  const marks = useMarks(
    rows.map((row, index) => ({
      key: row.key,
      measure,
      row: index,
      column: 0,
      x: left + x(row.value ?? 0),
      y: KEYS + (index + 0.5) * rowHeight,
      tip: bulletTip(row, props),
    })),
    { onProof, onSelect },
  );
  return (
    <ChartSvg width={width} height={KEYS + body + AXIS} label={props.sentence} marks={marks}>
      <BulletKeys left={left} rows={rows} />
      <g transform={`translate(${left} ${KEYS})`}>
        {valueTicks(domain, format, Math.floor(inner / 90)).map(({ at, text }) => (
          <g key={at}>
            <line data-grid x1={x(at)} x2={x(at)} y2={body} />
            <text data-tick x={x(at)} y={body + 15} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
        {rows.map((row, index) => (
          <g key={row.key} {...marks.props(index)} className={classes.row} data-state={row.state}>
            <rect data-ring x={-left} y={index * rowHeight} width={width} height={rowHeight} />
            <text data-name x={-26} y={(index + 0.5) * rowHeight + 4} textAnchor="end">
              {fitText(row.name, left - 32)}
            </text>
            <text className={classes.sign} x={-14} y={(index + 0.5) * rowHeight + 4} textAnchor="middle">
              {SIGNS[row.state]}
            </text>
            <BulletBody row={row} y={(index + 0.5) * rowHeight} x={x} id={`${id}-${index}`} />
            <text data-strong x={inner + right} y={(index + 0.5) * rowHeight + 4} textAnchor="end">
              {shortValue(format, row.value ?? 0)}
            </text>
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}

interface BulletBodyProps {
  readonly row: BulletRow;
  readonly y: number;
  readonly x: (value: number) => number;
  readonly id: string;
}

function BulletBody({ row, y, x, id }: BulletBodyProps) {
  const { value, goal, byNow, forecast, interval } = row;
  return (
    <>
      {goal !== null && (
        <rect className={classes.track} x={x(0)} y={y - 8} width={Math.max(0, x(goal) - x(0))} height={16} rx={2} />
      )}
      {interval !== undefined && (
        <>
          <defs>
            <linearGradient id={id}>
              <stop offset="0" className={classes.edge} />
              <stop offset="0.5" className={classes.core} />
              <stop offset="1" className={classes.edge} />
            </linearGradient>
          </defs>
          <rect
            x={x(interval.low)}
            y={y - 8}
            width={Math.max(1, x(interval.high) - x(interval.low))}
            height={16}
            fill={`url(#${id})`}
          />
        </>
      )}
      {value !== null && (
        <rect className={classes.value} x={x(0)} y={y - 4} width={Math.max(1.5, x(value) - x(0))} height={8} rx={1.5} />
      )}
      {forecast !== null && value !== null && (
        <>
          <line className={classes.expected} x1={x(value)} x2={x(forecast)} y1={y} y2={y} />
          <circle className={classes.end} cx={x(forecast)} cy={y} r={4} />
        </>
      )}
      {goal !== null && <line className={classes.goal} x1={x(goal)} x2={x(goal)} y1={y - 11} y2={y + 11} />}
      {byNow !== null && <path className={classes.byNow} d={`M${x(byNow)},${y - 5}l-4.5,-8h9z`} />}
    </>
  );
}

function BulletKeys({ left, rows }: { readonly left: number; readonly rows: readonly BulletRow[] }) {
  const hasByNow = rows.some(({ byNow }) => byNow !== null);
  const hasForecast = rows.some(({ forecast }) => forecast !== null);
  return (
    <g transform={`translate(${left} 0)`}>
      <line className={classes.goal} x1={4} x2={4} y1={1} y2={13} />
      <text data-tick x={12} y={11}>
        goal
      </text>
      {hasByNow && (
        <g transform="translate(52 0)">
          <path className={classes.byNow} d="M4.5,12l-4.5,-8h9z" />
          <text data-tick x={15} y={11}>
            should stand at
          </text>
        </g>
      )}
      {hasForecast && (
        <g transform="translate(166 0)">
          <circle className={classes.end} cx={5} cy={7} r={4} />
          <text data-tick x={15} y={11}>
            expected at the end
          </text>
        </g>
      )}
    </g>
  );
}
