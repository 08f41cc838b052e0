import { scaleLinear } from '@visx/scale';
import { memo, useMemo, useState } from 'react';
import { dayTicks } from '../axis/day-ticks.ts';
import { fitText } from '../axis/text-width.ts';
import { valueDomain } from '../axis/value-domain.ts';
import { valueTicks } from '../axis/value-ticks.ts';
import type { OnProof } from '../frame/chart-table.tsx';
import { Tooltip } from '../frame/tooltip.tsx';
import { beforePath, linePath } from '../line/line-paths.ts';
import { type LineWords, lineTip, placeText, pointText } from '../line/line-tip.ts';
import { type LinePoint, type LineSeries, stepOf, valuesOf } from '../line/series.ts';
import type { Move } from '../marks/next-mark.ts';
import { PointSurface } from '../marks/point-surface.tsx';
import { cssColour } from '../palette/palette.ts';
import { facetGrid } from './grid.ts';
import classes from './multiples.module.css';

interface MultiplesProps {
  /** One small chart for each, from left to right and top to bottom. */
  readonly facets: readonly LineSeries[];
  readonly words: LineWords;
  readonly partial?: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly sentence: string;
  readonly onProof?: OnProof | undefined;
}

const LEFT = 44;
const TITLE = 20;
const AXIS = 20;
const GAP = 14;
const NOTHING: readonly number[] = [];

interface Focus {
  readonly facet: number;
  readonly point: number;
}

/** The same chart for each value of a dimension, all on one scale: each line in colour before the others in grey. */
export function Multiples({ facets, words, partial = NOTHING, width, height, sentence, onProof }: MultiplesProps) {
  const [focus, setFocus] = useState<Focus | null>(null);
  const [last, setLast] = useState<Focus>({ facet: 0, point: Number.POSITIVE_INFINITY });
  const grid = facetGrid(facets.length, width, height);
  const inner = Math.max(60, grid.width - LEFT - GAP);
  const body = Math.max(40, grid.height - TITLE - AXIS);
  const scales = useMemo(() => {
    const xs = facets.flatMap(({ points }) => points.map(({ x }) => x));
    const [from, to] = [Math.min(...xs), Math.max(...xs)];
    const domain = valueDomain(valuesOf(facets), words.format.kind);
    return {
      domain,
      whole: [from, to] as const,
      step: stepOf(facets),
      x: scaleLinear<number>({ domain: [from, Math.max(to, from + 1)], range: [0, inner] }),
      y: scaleLinear<number>({ domain: [...domain], range: [body, 0] }),
    };
  }, [facets, words.format.kind, inner, body]);
  const { x, y } = scales;

  const clamp = (at: Focus): Focus => {
    const facet = Math.max(0, Math.min(facets.length - 1, at.facet));
    const most = (facets[facet]?.points.length ?? 1) - 1;
    return { facet, point: Math.max(0, Math.min(most, at.point)) };
  };
  const go = (at: Focus): void => {
    setFocus(clamp(at));
    setLast(clamp(at));
  };
  const onMove = (move: Move): void => {
    const { facet, point } = clamp(focus ?? last);
    const to: Readonly<Record<Move, Focus>> = {
      left: { facet, point: point - 1 },
      right: { facet, point: point + 1 },
      up: { facet: facet - 1, point },
      down: { facet: facet + 1, point },
      first: { facet, point: 0 },
      last: { facet, point: Number.POSITIVE_INFINITY },
    };
    go(to[move]);
  };
  const placeOf = (facet: number) => ({
    left: (facet % grid.columns) * grid.width + LEFT,
    top: Math.floor(facet / grid.columns) * grid.height + TITLE,
  });
  const onPoint = (at: { readonly x: number; readonly y: number } | null): void => {
    if (at === null) {
      setFocus(null);
      return;
    }
    const facet =
      Math.floor(at.y / grid.height) * grid.columns + Math.min(grid.columns - 1, Math.floor(at.x / grid.width));
    const points = facets[facet]?.points;
    if (points === undefined) return;
    const wanted = x.invert(at.x - placeOf(facet).left);
    const nearest = points.reduce((best, point, index) => {
      const other = points[best]?.x ?? Number.POSITIVE_INFINITY;
      return Math.abs(point.x - wanted) < Math.abs(other - wanted) ? index : best;
    }, 0);
    setFocus((now) => (now?.facet === facet && now.point === nearest ? now : { facet, point: nearest }));
    setLast({ facet, point: nearest });
  };

  const current = clamp(focus ?? last);
  const point = facets[current.facet]?.points[current.point];
  const tip = {
    series: facets.slice(current.facet, current.facet + 1),
    byPlace: [new Map(facets[current.facet]?.points.map((one): [number, LinePoint] => [one.x, one]))],
    x: point?.x ?? 0,
    active: 0,
    partial: point !== undefined && partial.includes(point.x),
    words,
  };
  const at = placeOf(current.facet);
  const total = grid.rows * grid.height;
  const openProof = (): void => {
    const one = facets[current.facet];
    if (one !== undefined && point !== undefined) onProof?.(point.key, one.measure);
  };
  return (
    <div className={classes.chart} style={{ height: total }}>
      <svg data-chart="multiples" width={width} height={total} className={classes.svg} aria-hidden="true">
        <Facets facets={facets} words={words} grid={grid} scales={scales} inner={inner} body={body} />
        {focus !== null && point !== undefined && point.value !== null && (
          <g transform={`translate(${at.left} ${at.top})`}>
            <line className={classes.cross} x1={x(point.x)} x2={x(point.x)} y2={body} />
            <circle
              className={classes.dot}
              cx={x(point.x)}
              cy={y(point.value)}
              r={4.5}
              fill={cssColour(facets[current.facet]?.colour ?? 1)}
            />
          </g>
        )}
      </svg>
      <PointSurface
        label={sentence}
        index={facets.slice(0, current.facet).reduce((sum, one) => sum + one.points.length, 0) + current.point}
        count={facets.reduce((sum, one) => sum + one.points.length, 0)}
        text={point === undefined ? placeText(0, words) : pointText(tip)}
        left={0}
        top={0}
        width={width}
        height={total}
        onMove={onMove}
        onPoint={onPoint}
        onFocus={() => go(last)}
        onOpen={openProof}
      />
      {focus !== null && point !== undefined && (
        <Tooltip {...lineTip(tip)} x={at.left + x(point.x)} y={at.top + y(point.value ?? 0)} width={width} />
      )}
    </div>
  );
}

interface FacetsProps {
  readonly facets: readonly LineSeries[];
  readonly words: LineWords;
  readonly grid: ReturnType<typeof facetGrid>;
  readonly scales: {
    readonly domain: readonly [number, number];
    readonly whole: readonly [number, number];
    readonly step: number;
    readonly x: (value: number) => number;
    readonly y: (value: number) => number;
  };
  readonly inner: number;
  readonly body: number;
}

const Facets = memo(function Facets({ facets, words, grid, scales, inner, body }: FacetsProps) {
  const { x, y, step, domain, whole } = scales;
  const lines = useMemo(() => facets.map(({ points }) => linePath(points, step, 'seen', x, y)), [facets, step, x, y]);
  const yTicks = valueTicks(domain, words.format, 2);
  const xTicks =
    words.axis === 'day'
      ? dayTicks(whole[0], whole[1], Math.max(1, Math.floor(inner / 80)))
      : valueTicks(whole, { kind: 'number' }, Math.max(1, Math.floor(inner / 60)));
  return facets.map((one, index) => {
    const column = index % grid.columns;
    const row = Math.floor(index / grid.columns);
    const isLowest = index + grid.columns >= facets.length;
    return (
      <g key={one.id} transform={`translate(${column * grid.width + LEFT} ${row * grid.height + TITLE})`}>
        <text className={classes.title} y={-7}>
          {fitText(one.name, inner, 12)}
        </text>
        {xTicks.map((tick) => (
          <g key={tick.at}>
            <line className={classes.grid} x1={x(tick.at)} x2={x(tick.at)} y2={body} />
            {isLowest && (
              <text x={x(tick.at)} y={body + 15} textAnchor="middle">
                {tick.text}
              </text>
            )}
          </g>
        ))}
        {column === 0 &&
          yTicks.map((tick) => (
            <text key={tick.at} x={-8} y={y(tick.at) + 4} textAnchor="end">
              {tick.text}
            </text>
          ))}
        <line className={classes.zero} x2={inner} y1={y(domain[0])} y2={y(domain[0])} />
        {lines.map((path, other) =>
          other === index ? null : <path key={facets[other]?.id ?? other} d={path} className={classes.other} />,
        )}
        <path d={beforePath(one.points, step, x, y)} className={classes.before} stroke={cssColour(one.colour)} />
        <path d={lines[index]} className={classes.line} stroke={cssColour(one.colour)} />
        <path
          d={linePath(one.points, step, 'partial', x, y)}
          className={classes.partial}
          stroke={cssColour(one.colour)}
        />
        <path
          d={linePath(one.points, step, 'expected', x, y)}
          className={classes.expected}
          stroke={cssColour(one.colour)}
        />
      </g>
    );
  });
});
