import { scaleBand } from '@visx/scale';
import { useId, useMemo } from 'react';
import { fitText, textWidth } from '../axis/text-width.ts';
import { rangeText, type ValueFormat, valueText } from '../axis/value-text.ts';
import { shortValue } from '../axis/value-ticks.ts';
import { levelName } from '../bars/bar.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { Hatch } from '../marks/hatch.tsx';
import { useMarks } from '../marks/use-marks.ts';
import classes from './heatmap.module.css';
import { reachOf, shadeOf } from './shade.ts';

export interface HeatCell {
  readonly key: string;
  readonly row: string;
  readonly column: string;
  readonly value: number | null;
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number } | undefined;
  readonly partial?: boolean;
  /** Not seen but expected: in brackets. */
  readonly forecast?: boolean;
}

interface HeatmapProps {
  readonly cells: readonly HeatCell[];
  readonly format: ValueFormat;
  readonly measure: string;
  readonly measureName: string;
  /** What the columns are: "Months since first payment". */
  readonly columnName: string;
  readonly width: number;
  readonly height?: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
}

const HEAD = 38;
/** The hatched foot of what is not complete: below its number, not over it. */
const STRIP = 5;

/** A value for each row and column, as shade and as number: cohorts by age. Rows and columns in the order they come. */
export function Heatmap(props: HeatmapProps) {
  const { cells, format, measure, width, onProof } = props;
  const hatch = useId();
  const rows = useMemo(() => [...new Set(cells.map(({ row }) => row))], [cells]);
  const columns = useMemo(() => [...new Set(cells.map(({ column }) => column))], [cells]);
  const rowHeight =
    props.height === undefined ? 26 : Math.max(20, Math.min(32, (props.height - HEAD) / Math.max(1, rows.length)));
  const left = Math.max(48, ...rows.map((row) => textWidth(row, 12) + 12));
  const body = rows.length * rowHeight;
  const x = scaleBand<string>({ domain: columns, range: [0, Math.max(80, width - left)], paddingInner: 0.04 });
  const y = scaleBand<string>({ domain: rows, range: [0, body], paddingInner: 0.08 });
  const [low, high] = useMemo(() => reachOf(cells.map(({ value }) => value)), [cells]);
  const shown = cells.filter(({ value }) => value !== null);
  const text = (value: number): string => shortValue(format, value, (high - low) / 50);
  const widest = Math.max(0, ...shown.map(({ value }) => textWidth(text(value ?? 0), 11)));
  const [wide, tall] = [x.bandwidth(), y.bandwidth()];
  const marks = useMarks(
    shown.map((cell) => ({
      key: cell.key,
      measure,
      row: rows.indexOf(cell.row),
      column: columns.indexOf(cell.column),
      x: left + (x(cell.column) ?? 0) + wide / 2,
      y: HEAD + (y(cell.row) ?? 0) + tall / 2,
      tip: {
        title: `${cell.row} · ${props.columnName} ${cell.column}`,
        lines: [
          { name: props.measureName, text: valueText(format, cell.value), strong: true },
          ...(cell.interval === undefined
            ? []
            : [
                {
                  name: levelName(cell.interval.level),
                  text: rangeText(format, cell.interval.low, cell.interval.high),
                  quiet: true,
                },
              ]),
        ],
        note: cell.partial === true ? 'Not complete' : cell.forecast === true ? 'Expected' : undefined,
      },
    })),
    { onProof },
  );
  const every = Math.max(
    1,
    Math.ceil(Math.max(...columns.map((column) => textWidth(column) + 6), 1) / Math.max(1, x.step())),
  );
  return (
    <ChartSvg width={width} height={HEAD + body} label={props.sentence} marks={marks}>
      <Hatch id={hatch} />
      <g transform={`translate(${left} ${HEAD})`}>
        <text data-tick y={-24}>
          {props.columnName}
        </text>
        {columns.map((column, index) =>
          index % every === 0 ? (
            <text key={column} data-tick x={(x(column) ?? 0) + wide / 2} y={-8} textAnchor="middle">
              {column}
            </text>
          ) : null,
        )}
        {rows.map((row) => (
          <text key={row} x={-10} y={(y(row) ?? 0) + tall / 2 + 4} textAnchor="end">
            {fitText(row, left - 10)}
          </text>
        ))}
        {shown.map((cell, index) => (
          <g
            key={`${cell.row} ${cell.column}`}
            {...marks.props(index)}
            className={classes.cell}
            data-shade={shadeOf(cell.value ?? 0, low, high)}
          >
            <rect x={x(cell.column)} y={y(cell.row)} width={wide} height={tall} rx={3} className={classes.ground} />
            {cell.partial === true && (
              <rect
                x={x(cell.column)}
                y={(y(cell.row) ?? 0) + tall - STRIP}
                width={wide}
                height={STRIP}
                fill={`url(#${hatch})`}
              />
            )}
            {widest <= wide - 4 && (
              <text x={(x(cell.column) ?? 0) + wide / 2} y={(y(cell.row) ?? 0) + tall / 2 + 4} textAnchor="middle">
                {cell.forecast === true ? `(${text(cell.value ?? 0)})` : text(cell.value ?? 0)}
              </text>
            )}
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}
