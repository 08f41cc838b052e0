import { scaleLinear } from '@visx/scale';
import { useId, useMemo } from 'react';
import { fitText, textWidth } from '../axis/text-width.ts';
import { valueDomain } from '../axis/value-domain.ts';
import type { ValueFormat } from '../axis/value-text.ts';
import { shortValue, valueTicks } from '../axis/value-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { Hatch } from '../marks/hatch.tsx';
import { useMarks } from '../marks/use-marks.ts';
import { cssColour } from '../palette/palette.ts';
import { type Bar, barTip } from './bar.ts';
import classes from './bars.module.css';

interface BarsProps {
  readonly bars: readonly Bar[];
  readonly format: ValueFormat;
  /** Column of the value, for its proof. */
  readonly measure: string;
  /** What the value is: "Spend". */
  readonly measureName: string;
  readonly beforeName?: string;
  /** Values are differences: written with their sign. */
  readonly signed?: boolean;
  readonly width: number;
  /** Rows share it, from 24 to 40 pixels each; without it they are 32. */
  readonly height?: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
  readonly onSelect?: ((key: string) => void) | undefined;
}

const TOP = 4;
const AXIS = 24;
const THICK = 14;

/** Horizontal bars from zero with their intervals as gradients, and a tick where each stood before. */
export function Bars(props: BarsProps) {
  const { bars, format, measure, width, onProof, onSelect } = props;
  const hatch = useId();
  const rowHeight =
    props.height === undefined
      ? 32
      : Math.max(24, Math.min(40, (props.height - TOP - AXIS) / Math.max(1, bars.length)));
  const left = Math.min(width * 0.34, Math.max(60, ...bars.map((bar) => textWidth(bar.name, 12) + 14)));
  const right = Math.max(
    44,
    ...bars.map((bar) => textWidth(bar.value === null ? '' : shortValue(format, bar.value)) + 12),
  );
  const inner = Math.max(60, width - left - right);
  const body = bars.length * rowHeight;
  const domain = useMemo(
    () =>
      valueDomain(
        bars.flatMap((bar) => [bar.value, bar.before, bar.interval?.low, bar.interval?.high]).filter((v) => v != null),
        format.kind,
        true,
      ),
    [bars, format.kind],
  );
  const x = scaleLinear<number>({ domain: [...domain], range: [0, inner] });
  const marks = useMarks(
    bars.map((bar, row) => ({
      key: bar.key,
      measure,
      row,
      column: 0,
      x: left + x(Math.max(0, bar.value ?? 0)),
      y: TOP + (row + 0.5) * rowHeight,
      tip: barTip(bar, props),
    })),
    { onProof, onSelect },
  );
  return (
    <ChartSvg width={width} height={TOP + body + AXIS} label={props.sentence} marks={marks}>
      <Hatch id={hatch} />
      <g transform={`translate(${left} ${TOP})`}>
        {valueTicks(domain, format, Math.floor(inner / 90)).map(({ at, text }) => (
          <g key={at}>
            <line data-grid x1={x(at)} x2={x(at)} y2={body} />
            <text data-tick x={x(at)} y={body + 16} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
        <line data-zero x1={x(0)} x2={x(0)} y2={body} />
        {bars.map((bar, row) => (
          <g key={bar.key} {...marks.props(row)}>
            <rect data-ring x={-left} y={row * rowHeight} width={width} height={rowHeight} />
            <text data-name x={-10} y={(row + 0.5) * rowHeight + 4} textAnchor="end">
              {fitText(bar.name, left - 14)}
            </text>
            <BarBody
              bar={bar}
              y={(row + 0.5) * rowHeight}
              x={x}
              format={format}
              hatch={hatch}
              signed={props.signed === true}
            />
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}

interface BarBodyProps {
  readonly bar: Bar;
  /** The middle of the row. */
  readonly y: number;
  readonly x: (value: number) => number;
  readonly format: ValueFormat;
  readonly hatch: string;
  readonly signed: boolean;
}

function BarBody({ bar, y, x, format, hatch, signed }: BarBodyProps) {
  if (bar.value === null)
    return (
      <text data-tick x={x(0) + 6} y={y + 4}>
        no data
      </text>
    );
  const [start, end] = [Math.min(x(0), x(bar.value)), Math.max(x(0), x(bar.value))];
  const fill = cssColour(bar.colour);
  const reach = bar.interval === undefined ? end : Math.max(end, x(bar.interval.high));
  const label = Math.max(reach, bar.before == null ? 0 : x(bar.before) + 1) + 7;
  return (
    <>
      <rect
        x={start}
        y={y - THICK / 2}
        width={Math.max(1, end - start)}
        height={THICK}
        rx={2}
        fill={fill}
        fillOpacity={0.82}
      />
      {bar.partial === true && (
        <rect
          x={start}
          y={y - THICK / 2}
          width={Math.max(1, end - start)}
          height={THICK}
          rx={2}
          fill={`url(#${hatch})`}
        />
      )}
      {bar.interval !== undefined && (
        <>
          <line className={classes.halo} x1={x(bar.interval.low)} x2={x(bar.interval.high)} y1={y} y2={y} />
          <line className={classes.interval} x1={x(bar.interval.low)} x2={x(bar.interval.high)} y1={y} y2={y} />
        </>
      )}
      {bar.before != null && (
        <line
          className={classes.before}
          x1={x(bar.before)}
          x2={x(bar.before)}
          y1={y - THICK / 2 - 3}
          y2={y + THICK / 2 + 3}
        />
      )}
      <text data-strong x={label} y={y + 4}>
        {`${signed && bar.value > 0 ? '+' : ''}${shortValue(format, bar.value)}`}
      </text>
    </>
  );
}
