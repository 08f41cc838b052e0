import { AxisBottom } from '@visx/axis';
import { GridColumns } from '@visx/grid';
import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { type KeyboardEvent, type Ref, useMemo, useState } from 'react';
import { formatProbability } from '../../../engine/serializer/index.ts';
import { textWidth } from '../axis/text-width.ts';
import { rangeText, type ValueFormat, valueText } from '../axis/value-text.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import { Eye } from './eye.tsx';
import classes from './half-eye.module.css';
import { type Arm, armsDomain, type Peaks, peaksOf, tickText } from './scale.ts';

interface HalfEyeProps {
  /** From top to bottom. */
  readonly arms: readonly Arm[];
  /** The arm in the accent colour: the leader, when there is a verdict that names one. */
  readonly leader: string | null;
  readonly width: number;
  /** What the chart shows, in one sentence. */
  readonly sentence: string;
  /** Id of the table that holds the same numbers. */
  readonly tableId?: string;
  readonly svgRef?: Ref<SVGSVGElement>;
  /** What the values are; rates when it is not said. */
  readonly format?: ValueFormat;
  readonly peaks?: Peaks;
  /** Opens the proof of an arm's value: a click, `Enter` or `P` on it. */
  readonly onProof?: (arm: string) => void;
}

const LEFT = 34;
/** Names take no more than this part of the width. */
const MOST_LEFT = 0.32;
const RATE: ValueFormat = { kind: 'rate' };
const RIGHT = 10;
const TOP = 6;
const AXIS = 26;

const longest = ({ label }: Arm): number => textWidth(label);

/** Rows are as high as fits, from 28 to 44 pixels: tests have from 2 to some 20 arms. */
const rowHeightOf = (arms: number): number => Math.max(28, Math.min(44, Math.round(224 / Math.max(arms, 1))));

/**
 * Half-eyes (ggdist): for each arm the posterior density over its 95 % (thin) and 80 % (thick) interval and its mean.
 * All on one scale, so that overlap can be seen; areas are equal. Arrow keys move along the arms.
 */
export function HalfEye({ arms, leader, width, sentence, tableId, svgRef, ...more }: HalfEyeProps) {
  const { format = RATE, peaks = 'all', onProof } = more;
  const [active, setActive] = useState<number | null>(null);
  const [stop, setStop] = useState(0);
  const rowHeight = rowHeightOf(arms.length);
  const left = Math.max(LEFT, Math.min(width * MOST_LEFT, Math.max(0, ...arms.map(longest)) + 16));
  const inner = Math.max(80, width - left - RIGHT);
  const height = TOP + arms.length * rowHeight + AXIS;
  const x = useMemo(
    () => scaleLinear<number>({ domain: armsDomain(arms, format), range: [0, inner], nice: 5 }),
    [arms, inner, format],
  );
  const highest = useMemo(() => peaksOf(arms, peaks), [arms, peaks]);
  const ticks = x.ticks(Math.max(2, Math.min(6, Math.floor(inner / 80))));
  const [from = 0, to = 1] = x.domain();
  const texts = new Map(valueTicks([from, to], format, ticks.length).map(({ at, text }) => [at, text]));
  const tick = (value: number): string =>
    format.kind === 'rate'
      ? tickText(value, ticks)
      : (texts.get(Number(value.toPrecision(12))) ?? valueText(format, value));

  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
    const arm = arms[stop];
    if (
      onProof !== undefined &&
      arm !== undefined &&
      /^(?:Enter|p)$/i.test(event.key) &&
      !event.ctrlKey &&
      !event.metaKey
    ) {
      event.preventDefault();
      onProof(arm.variantId);
    }
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    const next = Math.max(0, Math.min(arms.length - 1, stop + by));
    setStop(next);
    event.currentTarget.querySelector<SVGElement>(`[data-arm="${next}"]`)?.focus();
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a chart is not a fieldset
    <svg
      ref={svgRef ?? null}
      data-chart="half-eye"
      width={width}
      height={height}
      role="group"
      aria-label={sentence}
      aria-details={tableId}
      className={classes.chart}
      onKeyDown={onKeyDown}
    >
      <Group left={left} top={TOP}>
        <GridColumns scale={x} height={arms.length * rowHeight} tickValues={ticks} className={classes.grid ?? ''} />
        {arms.map((arm, index) => (
          <Eye
            key={arm.variantId}
            arm={arm}
            index={index}
            isLeader={arm.variantId === leader}
            isActive={active === index}
            base={(index + 1) * rowHeight - 8}
            height={rowHeight - 10}
            left={left}
            x={x}
            peak={highest[index] ?? 1}
            format={format}
            onOpen={onProof === undefined ? undefined : () => onProof(arm.variantId)}
            tabIndex={stop === index ? 0 : -1}
            label={`${arm.label}: ${valueText(format, arm.mean)}, 95 % interval ${rangeText(format, arm.interval95.low, arm.interval95.high)}, best with probability ${formatProbability(arm.pBest)}`}
            onActive={(on) => {
              setActive(on ? index : null);
              if (on) setStop(index);
            }}
          />
        ))}
        <AxisBottom
          scale={x}
          top={arms.length * rowHeight}
          tickValues={ticks}
          hideTicks
          hideAxisLine
          tickFormat={(value) => tick(Number(value))}
          tickClassName={classes.tick ?? ''}
          tickLabelProps={{ className: classes.tickText ?? '', fontSize: 11, dy: '0.2em' }}
        />
      </Group>
    </svg>
  );
}
