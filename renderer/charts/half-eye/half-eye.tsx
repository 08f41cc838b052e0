import { AxisBottom } from '@visx/axis';
import { GridColumns } from '@visx/grid';
import { Group } from '@visx/group';
import { scaleLinear } from '@visx/scale';
import { type KeyboardEvent, type Ref, useMemo, useState } from 'react';
import { formatInterval, formatProbability, formatRate } from '../../../engine/serializer/index.ts';
import { Eye } from './eye.tsx';
import classes from './half-eye.module.css';
import { type Arm, rateDomain, tickText } from './scale.ts';

interface HalfEyeProps {
  /** From top to bottom. */
  readonly arms: readonly Arm[];
  /** The arm in the accent colour: the leader, when there is a verdict that names one. */
  readonly leader: string | null;
  readonly width: number;
  /** What the chart shows, in one sentence. */
  readonly sentence: string;
  /** Id of the table that holds the same numbers. */
  readonly tableId: string;
  readonly svgRef?: Ref<SVGSVGElement>;
}

const LEFT = 34;
const RIGHT = 10;
const TOP = 6;
const AXIS = 26;

/** Rows are as high as fits, from 28 to 44 pixels: tests have from 2 to some 20 arms. */
const rowHeightOf = (arms: number): number => Math.max(28, Math.min(44, Math.round(224 / Math.max(arms, 1))));

/**
 * Half-eyes (ggdist): for each arm the posterior density over its 95 % (thin) and 80 % (thick) interval and its mean.
 * All on one scale, so that overlap can be seen; areas are equal. Arrow keys move along the arms.
 */
export function HalfEye({ arms, leader, width, sentence, tableId, svgRef }: HalfEyeProps) {
  const [active, setActive] = useState<number | null>(null);
  const [stop, setStop] = useState(0);
  const rowHeight = rowHeightOf(arms.length);
  const inner = Math.max(80, width - LEFT - RIGHT);
  const height = TOP + arms.length * rowHeight + AXIS;
  const x = useMemo(() => scaleLinear<number>({ domain: rateDomain(arms), range: [0, inner], nice: 5 }), [arms, inner]);
  const peak = useMemo(() => Math.max(...arms.flatMap((arm) => arm.density.y), Number.MIN_VALUE), [arms]);
  const ticks = x.ticks(Math.max(2, Math.min(6, Math.floor(inner / 80))));

  const onKeyDown = (event: KeyboardEvent<SVGSVGElement>): void => {
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
      width={width}
      height={height}
      role="group"
      aria-label={sentence}
      aria-details={tableId}
      className={classes.chart}
      onKeyDown={onKeyDown}
    >
      <Group left={LEFT} top={TOP}>
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
            left={LEFT}
            x={x}
            peak={peak}
            tabIndex={stop === index ? 0 : -1}
            label={`${arm.label}: ${formatRate(arm.mean)}, 95 % interval ${formatInterval(arm.interval95, 'rate')}, best with probability ${formatProbability(arm.pBest)}`}
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
          tickFormat={(value) => tickText(Number(value), ticks)}
          tickClassName={classes.tick ?? ''}
          tickLabelProps={{ className: classes.tickText ?? '', fontSize: 11, dy: '0.2em' }}
        />
      </Group>
    </svg>
  );
}
