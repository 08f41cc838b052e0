import { scaleLinear } from '@visx/scale';
import { useMemo, useState } from 'react';
import { valueDomain } from '../axis/value-domain.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import { type Tip, Tooltip, tipText } from '../frame/tooltip.tsx';
import type { Move } from '../marks/next-mark.ts';
import { PointSurface } from '../marks/point-surface.tsx';
import { nearestPoint } from './nearest-point.ts';
import classes from './shrink-plot.module.css';

/** One estimate as it was seen and as it is after shrinkage, both as shares. */
export interface ShrunkenPoint {
  readonly key: string;
  readonly seen: number;
  readonly shrunken: number;
  /** In the accent colour. */
  readonly holds: boolean;
  readonly tip: Tip;
}

interface ShrinkPlotProps {
  /** In the order the arrow keys go. */
  readonly points: readonly ShrunkenPoint[];
  readonly selected: string | null;
  readonly width: number;
  readonly height: number;
  readonly sentence: string;
  readonly onOpen: (key: string) => void;
}

const LEFT = 52;
const RIGHT = 24;
const TOP = 10;
const AXIS = 40;
/** How far from a point the pointer may be, in pixels. */
const REACH = 14;

/** Estimates as they were seen against what is left of them: a point below the diagonal was partly luck. */
export function ShrinkPlot({ points, selected, width, height, sentence, onOpen }: ShrinkPlotProps) {
  const [active, setActive] = useState(-1);
  const inner = Math.max(60, width - LEFT - RIGHT);
  const body = Math.max(60, height - TOP - AXIS);
  const { x, y, places, across, up } = useMemo(() => {
    const seen = valueDomain([0, ...points.map((point) => point.seen)], 'rate', true);
    const left = valueDomain([0, ...points.map((point) => point.shrunken)], 'rate', true);
    const x = scaleLinear<number>({ domain: [...seen], range: [0, inner] });
    const y = scaleLinear<number>({ domain: [...left], range: [body, 0] });
    return {
      x,
      y,
      places: points.map((point) => ({ x: x(point.seen), y: y(point.shrunken) })),
      across: valueTicks(seen, { kind: 'rate' }, Math.floor(inner / 80)),
      up: valueTicks(left, { kind: 'rate' }, Math.floor(body / 44)),
    };
  }, [points, inner, body]);
  const move = (where: Move): void => {
    const last = points.length - 1;
    const by = where === 'left' || where === 'up' ? -1 : 1;
    setActive(where === 'first' ? 0 : where === 'last' ? last : Math.max(0, Math.min(last, active + by)));
  };
  const here = points[active];
  const place = places[active];
  const [from, to] = [
    Math.max(x.domain()[0] ?? 0, y.domain()[0] ?? 0),
    Math.min(x.domain()[1] ?? 0, y.domain()[1] ?? 0),
  ];
  const open = (): void => {
    if (here !== undefined) onOpen(here.key);
  };
  return (
    <div className={classes.plot} data-chart="shrink">
      <svg width={width} height={height} role="img" aria-label={sentence} className={classes.svg}>
        <g transform={`translate(${LEFT} ${TOP})`}>
          {across.map(({ at, text }) => (
            <g key={at}>
              <line className={classes.grid} x1={x(at)} x2={x(at)} y2={body} />
              <text x={x(at)} y={body + 16} textAnchor="middle">
                {text}
              </text>
            </g>
          ))}
          {up.map(({ at, text }) => (
            <g key={at}>
              <line className={classes.grid} x2={inner} y1={y(at)} y2={y(at)} />
              <text x={-8} y={y(at) + 4} textAnchor="end">
                {text}
              </text>
            </g>
          ))}
          <line className={classes.same} x1={x(from)} y1={y(from)} x2={x(to)} y2={y(to)} />
          <line className={classes.zero} x2={inner} y1={y(0)} y2={y(0)} />
          <text className={classes.axis} x={inner} y={body + 33} textAnchor="end">
            lift as seen
          </text>
          <text className={classes.axis} x={4} y={10}>
            lift, shrunken
          </text>
          {points.map((point, index) => (
            <circle
              key={point.key}
              className={classes.dot}
              data-holds={point.holds}
              data-selected={point.key === selected}
              cx={places[index]?.x}
              cy={places[index]?.y}
              r={point.holds || point.key === selected ? 4 : 2.5}
            />
          ))}
          {place !== undefined && <circle className={classes.ring} cx={place.x} cy={place.y} r={7} />}
        </g>
      </svg>
      <PointSurface
        label={sentence}
        index={active}
        count={points.length}
        text={here === undefined ? '' : tipText(here.tip)}
        left={LEFT}
        top={TOP}
        width={inner}
        height={body}
        onMove={move}
        onPoint={(at) => setActive(at === null ? -1 : nearestPoint(places, at, REACH))}
        onFocus={() =>
          setActive(
            Math.max(
              0,
              points.findIndex((point) => point.key === selected),
            ),
          )
        }
        onOpen={open}
      />
      {here !== undefined && place !== undefined && (
        <Tooltip {...here.tip} x={LEFT + place.x} y={TOP + place.y} width={width} />
      )}
    </div>
  );
}
