import { scaleLinear } from '@visx/scale';
import { formatRate } from '../../../engine/serializer/index.ts';
import { fitText, textWidth } from '../axis/text-width.ts';
import { rangeText, type ValueFormat, valueText } from '../axis/value-text.ts';
import { levelName } from '../bars/bar.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import type { TipLine } from '../frame/tooltip.tsx';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { type Mark, useMarks } from '../marks/use-marks.ts';
import classes from './funnel.module.css';

export interface FunnelStep {
  readonly key: string;
  readonly name: string;
  readonly value: number;
  /** Share of the step before; null for the first. */
  readonly rate: number | null;
  readonly interval?: { readonly low: number; readonly high: number; readonly level: number } | undefined;
  /** Between the step before and this one. */
  readonly time: number | null;
}

interface FunnelProps {
  readonly steps: readonly FunnelStep[];
  readonly format: ValueFormat;
  readonly timeFormat: ValueFormat;
  /** Columns of the count, the share and the time, for their proofs. */
  readonly measures: { readonly value: string; readonly rate: string; readonly time: string };
  readonly measureName: string;
  readonly timeName: string;
  readonly width: number;
  readonly sentence: string;
  readonly height?: number;
  readonly onProof?: OnProof | undefined;
}

const THICK = 26;
const TOP = 2;

/**
 * Steps from top to bottom, each as wide as what came that far; between them how many went on, how many left and how long it
 * took. Left and right move between a step and what leads to it.
 */
export function Funnel(props: FunnelProps) {
  const { steps, format, timeFormat, measures, width, onProof } = props;
  const between =
    props.height === undefined
      ? 30
      : Math.max(24, Math.min(44, (props.height - TOP - steps.length * THICK) / Math.max(1, steps.length - 1)));
  const pitch = THICK + between;
  const left = Math.min(width * 0.32, Math.max(60, ...steps.map(({ name }) => textWidth(name, 12) + 14)));
  const right = Math.max(40, ...steps.map((step) => textWidth(valueText(format, step.value)) + 14));
  const inner = Math.max(60, width - left - right);
  const x = scaleLinear<number>({ domain: [0, Math.max(1, ...steps.map(({ value }) => value))], range: [0, inner] });
  const topOf = (index: number): number => TOP + index * pitch;
  const lostOf = (index: number): number => Math.max(0, (steps[index - 1]?.value ?? 0) - (steps[index]?.value ?? 0));

  /** With the name of the time where there is room for it. */
  const wentOn = (step: FunnelStep, index: number): string => {
    const words = ` go on · ${valueText(format, lostOf(index))} leave`;
    if (step.time === null) return words;
    const time = valueText(timeFormat, step.time);
    const full = `${words} · ${props.timeName.toLowerCase()} ${time}`;
    return textWidth(`${formatRate(step.rate)}${full}`) + 16 <= inner + right ? full : `${words} · ${time}`;
  };

  const rateLines = (step: FunnelStep, index: number): readonly TipLine[] => [
    { name: 'Went on', text: formatRate(step.rate), strong: true },
    ...(step.interval === undefined
      ? []
      : [
          {
            name: levelName(step.interval.level),
            text: rangeText({ kind: 'rate' }, step.interval.low, step.interval.high),
            quiet: true,
          },
        ]),
    { name: 'Left', text: valueText(format, lostOf(index)) },
    ...(step.time === null ? [] : [{ name: props.timeName, text: valueText(timeFormat, step.time) }]),
  ];
  const list: Mark[] = steps.flatMap((step, index): Mark[] => [
    ...(index === 0 || step.rate === null
      ? []
      : [
          {
            key: step.key,
            measure: measures.rate,
            row: index * 2 - 1,
            column: 0,
            x: left + x(step.value) / 2,
            y: topOf(index) - between / 2,
            tip: { title: `${steps[index - 1]?.name ?? ''} → ${step.name}`, lines: rateLines(step, index) },
          },
        ]),
    {
      key: step.key,
      measure: measures.value,
      row: index * 2,
      column: 0,
      x: left + x(step.value),
      y: topOf(index) + THICK / 2,
      tip: {
        title: step.name,
        lines: [{ name: props.measureName, text: valueText(format, step.value), strong: true }],
      },
    },
  ]);
  const marks = useMarks(list, { onProof });
  const markOf = (row: number): number => list.findIndex((mark) => mark.row === row);
  return (
    <ChartSvg width={width} height={topOf(steps.length) - between + 2} label={props.sentence} marks={marks}>
      <g transform={`translate(${left} 0)`}>
        {steps.map((step, index) => (
          <g key={step.key}>
            {markOf(index * 2 - 1) >= 0 && (
              <g {...marks.props(markOf(index * 2 - 1))}>
                <path
                  className={classes.between}
                  d={`M0,${topOf(index) - between}H${x(steps[index - 1]?.value ?? 0)}L${x(step.value)},${topOf(index)}H0z`}
                />
                <rect data-ring x={-4} y={topOf(index) - between + 2} width={inner + right} height={between - 4} />
                <text data-halo x={8} y={topOf(index) - between / 2 + 4}>
                  <tspan className={classes.rate}>{formatRate(step.rate)}</tspan>
                  {wentOn(step, index)}
                </text>
              </g>
            )}
            <g {...marks.props(markOf(index * 2))}>
              <rect data-ring x={-left} y={topOf(index) - 2} width={width} height={THICK + 4} />
              <text data-name x={-10} y={topOf(index) + THICK / 2 + 4} textAnchor="end">
                {fitText(step.name, left - 14)}
              </text>
              <rect
                className={classes.step}
                y={topOf(index)}
                width={Math.max(2, x(step.value))}
                height={THICK}
                rx={3}
              />
              <text data-strong x={x(step.value) + 8} y={topOf(index) + THICK / 2 + 4}>
                {valueText(format, step.value)}
              </text>
            </g>
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}
