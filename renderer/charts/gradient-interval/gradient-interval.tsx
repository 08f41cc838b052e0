import { scaleLinear } from '@visx/scale';
import { useId } from 'react';
import type { Domain } from '../axis/value-domain.ts';
import type { ValueFormat } from '../axis/value-text.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import { onScale, type Reach, signed, spacedTicks } from './effect-scale.ts';
import classes from './gradient-interval.module.css';

/** What the colour says beside the word in the row: better, worse, or neither. */
export type EffectTone = 'good' | 'bad' | 'neither';

interface GradientIntervalProps extends Reach {
  /** The scale that the rows share. */
  readonly domain: Domain;
  readonly tone: EffectTone;
  /** The same in words. */
  readonly label: string;
  readonly width: number;
  readonly height?: number;
  /** Something it is held against, as a line across. */
  readonly mark?: number;
}

/** How far the colour fades out beyond each end, as a part of that half of the interval. */
const FADE = 0.3;
/** Opacity along one half: at the estimate, half way, at the end, faded (a normal density at 0, 1, 2 and 2.6 deviations). */
const OPACITY = [0.78, 0.5, 0.16, 0] as const;

/** Room beside the scale, for the half of a tick that stands over its end. */
const EDGE = 18;
/** How far an interval that is cut goes on. */
const BEYOND = 8;

const scaleOf = (domain: Domain, width: number) =>
  scaleLinear<number>({ domain: [...domain], range: [EDGE, width - EDGE] });

/**
 * An interval in a row of a table: colour as strong as the value is plausible, a line from end to end of the stated level,
 * a dot at the estimate, and zero where the scale has it. What does not fit on the scale goes on as an arrow.
 */
export function GradientInterval({ domain, tone, label, width, height = 26, mark, ...reach }: GradientIntervalProps) {
  const id = useId();
  const x = scaleOf(domain, width);
  const { estimate, low, high, cutLow, cutHigh } = onScale(reach, domain);
  const middle = height / 2;
  const from = Math.max(0, x(low) - (cutLow ? BEYOND : FADE * (x(estimate) - x(low))));
  const to = Math.min(width, x(high) + (cutHigh ? BEYOND : FADE * (x(high) - x(estimate))));
  const at = (value: number): string => `${(((value - from) / Math.max(1, to - from)) * 100).toFixed(2)}%`;
  const stops: readonly (readonly [number, number])[] = [
    [from, cutLow ? OPACITY[2] : OPACITY[3]],
    [x(low), OPACITY[2]],
    [(x(low) + x(estimate)) / 2, OPACITY[1]],
    [x(estimate), OPACITY[0]],
    [(x(high) + x(estimate)) / 2, OPACITY[1]],
    [x(high), OPACITY[2]],
    [to, cutHigh ? OPACITY[2] : OPACITY[3]],
  ];
  return (
    <svg className={classes.interval} data-tone={tone} width={width} height={height} role="img" aria-label={label}>
      <defs>
        <linearGradient id={id}>
          {stops.map(([place, opacity], index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: stops have no other name than their place
            <stop key={index} offset={at(place)} className={classes.stop} stopOpacity={opacity} />
          ))}
        </linearGradient>
      </defs>
      {domain[0] <= 0 && domain[1] >= 0 && <line className={classes.zero} x1={x(0)} x2={x(0)} y1={0} y2={height} />}
      {mark !== undefined && <line className={classes.mark} x1={x(mark)} x2={x(mark)} y1={0} y2={height} />}
      <rect x={from} y={middle - 7} width={Math.max(1, to - from)} height={14} fill={`url(#${id})`} />
      <line className={classes.line} x1={x(low)} x2={x(high)} y1={middle} y2={middle} />
      {cutLow ? (
        <path className={classes.arrow} d={`M${x(low) - 5},${middle}l5,-4v8z`} />
      ) : (
        <line className={classes.line} x1={x(low)} x2={x(low)} y1={middle - 4} y2={middle + 4} />
      )}
      {cutHigh ? (
        <path className={classes.arrow} d={`M${x(high) + 5},${middle}l-5,-4v8z`} />
      ) : (
        <line className={classes.line} x1={x(high)} x2={x(high)} y1={middle - 4} y2={middle + 4} />
      )}
      <circle className={classes.dot} cx={x(estimate)} cy={middle} r={3.5} />
    </svg>
  );
}

const ticksOf = (domain: Domain, width: number, format: ValueFormat | undefined) =>
  spacedTicks(
    valueTicks(domain, format ?? { kind: 'rate' }, Math.max(2, Math.floor(width / 50))),
    scaleOf(domain, width),
  );

interface EffectAxisProps {
  readonly domain: Domain;
  readonly width: number;
  /** Of values that are no effects, and so have no sign; without it they are relative effects. */
  readonly format?: ValueFormat;
}

/** The scale of the rows, for the head of their column. Read aloud by the rows themselves. */
export function EffectAxis({ domain, width, format }: EffectAxisProps) {
  const x = scaleOf(domain, width);
  return (
    <svg className={classes.axis} width={width} height={16} aria-hidden="true" data-axis>
      {ticksOf(domain, width, format).map(({ at, text }) => (
        <text key={at} x={x(at)} y={12} textAnchor="middle" data-zero={at === 0}>
          {format === undefined ? signed(at, text) : text}
        </text>
      ))}
    </svg>
  );
}

/** The lines of the scale behind one row, from edge to edge of its cell, so that they run on through the whole table. */
export function EffectGrid({ domain, width, format }: EffectAxisProps) {
  const x = scaleOf(domain, width);
  return (
    <svg className={classes.grid} width={width} height="100%" aria-hidden="true">
      {ticksOf(domain, width, format).map(({ at }) => (
        <line key={at} x1={x(at)} x2={x(at)} y1="0" y2="100%" data-zero={at === 0} />
      ))}
    </svg>
  );
}
