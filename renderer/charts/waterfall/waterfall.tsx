import { scaleLinear } from '@visx/scale';
import { useMemo } from 'react';
import { fitText, textWidth } from '../axis/text-width.ts';
import { rangeText, type ValueFormat } from '../axis/value-text.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import { levelName } from '../bars/bar.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { ChartSvg } from '../marks/chart-svg.tsx';
import { useMarks } from '../marks/use-marks.ts';
import { cssColour } from '../palette/palette.ts';
import { stepText } from './step-text.ts';
import { type Hung, hang, type WaterfallStep, waterfallDomain } from './steps.ts';
import classes from './waterfall.module.css';

interface WaterfallProps {
  readonly steps: readonly WaterfallStep[];
  readonly format: ValueFormat;
  readonly measure: string;
  readonly measureName: string;
  readonly width: number;
  readonly height?: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
}

const TOP = 4;
const AXIS = 24;

/** What a total grew out of: from one total, over what each part adds, to the other. Top to bottom. */
export function Waterfall(props: WaterfallProps) {
  const { format, measure, width, onProof } = props;
  const hung = useMemo(() => hang(props.steps), [props.steps]);
  const rowHeight =
    props.height === undefined
      ? 30
      : Math.max(24, Math.min(38, (props.height - TOP - AXIS) / Math.max(1, hung.length)));
  const left = Math.min(width * 0.4, Math.max(60, ...hung.map(({ name }) => textWidth(name, 12) + 14)));
  const texts = hung.map((step) => stepText(format, step));
  const right = Math.max(44, ...texts.map((text) => textWidth(text) + 14));
  const inner = Math.max(60, width - left - right);
  const body = hung.length * rowHeight;
  const domain = useMemo(() => waterfallDomain(hung), [hung]);
  const x = scaleLinear<number>({ domain: [...domain], range: [0, inner] });
  const isBroken = domain[0] > 0;
  const marks = useMarks(
    hung.map((step, row) => ({
      key: step.key,
      measure,
      row,
      column: 0,
      x: left + x(Math.max(step.from, step.to)),
      y: TOP + (row + 0.5) * rowHeight,
      tip: {
        title: step.name,
        lines: [
          { name: props.measureName, text: texts[row] ?? '', strong: true },
          ...(step.interval === undefined
            ? []
            : [
                {
                  name: levelName(step.interval.level),
                  text: rangeText(format, step.interval.low, step.interval.high),
                  quiet: true,
                },
              ]),
        ],
      },
    })),
    { onProof },
  );
  return (
    <ChartSvg width={width} height={TOP + body + AXIS} label={props.sentence} marks={marks}>
      <g transform={`translate(${left} ${TOP})`}>
        {valueTicks(domain, format, Math.floor(inner / 90)).map(({ at, text }) => (
          <g key={at}>
            <line data-grid x1={x(at)} x2={x(at)} y2={body} />
            <text data-tick x={x(at)} y={body + 16} textAnchor="middle">
              {text}
            </text>
          </g>
        ))}
        {!isBroken && <line data-zero x1={x(0)} x2={x(0)} y2={body} />}
        {hung.map((step, row) => (
          <g key={step.key} {...marks.props(row)}>
            <rect data-ring x={-left} y={row * rowHeight} width={width} height={rowHeight} />
            <text data-name={step.isTotal ? true : undefined} x={-10} y={(row + 0.5) * rowHeight + 4} textAnchor="end">
              {fitText(step.name, left - 14)}
            </text>
            <StepBody
              step={step}
              top={row * rowHeight}
              height={rowHeight}
              x={x}
              isBroken={isBroken}
              isLast={row === hung.length - 1}
            />
            <text data-strong x={inner + right} y={(row + 0.5) * rowHeight + 4} textAnchor="end">
              {texts[row]}
            </text>
          </g>
        ))}
      </g>
    </ChartSvg>
  );
}

interface StepBodyProps {
  readonly step: Hung;
  readonly top: number;
  readonly height: number;
  readonly x: (value: number) => number;
  readonly isBroken: boolean;
  readonly isLast: boolean;
}

const THICK = 14;

function StepBody({ step, top, height, x, isBroken, isLast }: StepBodyProps) {
  const middle = top + height / 2;
  const base = isBroken && step.isTotal ? 0 : x(step.from);
  const [start, end] = [Math.min(base, x(step.to)), Math.max(base, x(step.to))];
  const colour = step.isTotal ? 1 : step.mood;
  return (
    <>
      <rect
        x={start}
        y={middle - THICK / 2}
        width={Math.max(1.5, end - start)}
        height={THICK}
        rx={2}
        fill={cssColour(colour)}
        fillOpacity={step.isTotal ? 0.82 : 0.9}
      />
      {isBroken && step.isTotal && (
        <path className={classes.broken} d={`M${start + 8},${middle + 10}l4,-20m4,0l-4,20`} />
      )}
      {step.interval !== undefined && !step.isTotal && (
        <line
          className={classes.interval}
          x1={x(step.from + step.interval.low)}
          x2={x(step.from + step.interval.high)}
          y1={middle}
          y2={middle}
        />
      )}
      {!isLast && (
        <line
          className={classes.joint}
          x1={x(step.to)}
          x2={x(step.to)}
          y1={middle + THICK / 2}
          y2={middle + height - THICK / 2}
        />
      )}
    </>
  );
}
