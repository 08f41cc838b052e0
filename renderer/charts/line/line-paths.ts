import { area, line } from '@visx/shape';
import { type LinePoint, type Part, runsOf } from './series.ts';

type Scale = (value: number) => number;

const PARTS = ['seen', 'partial', 'expected'] as const satisfies readonly Part[];

/** Values of a fan at a point; a point without that band is a point of no width. */
const edge = (point: LinePoint, level: number, side: 'low' | 'high'): number =>
  point.bands?.find((band) => band.level === level)?.[side] ?? point.value ?? 0;

/** Levels of the bands of a series, widest first. */
export const levelsOf = (points: readonly LinePoint[]): readonly number[] =>
  [...new Set(points.flatMap((point) => (point.bands ?? []).map((band) => band.level)))].sort((a, b) => b - a);

/** The lines of one part of a series; a point without neighbours is a dot (a line of no length, with round ends). */
export function linePath(points: readonly LinePoint[], step: number, part: Part, x: Scale, y: Scale): string {
  const shape = line<LinePoint>({ x: (point) => x(point.x), y: (point) => y(point.value ?? 0) });
  return runsOf(points, step, part)
    .map((run) => {
      const [only] = run;
      return run.length === 1 && only !== undefined ? `M${x(only.x)},${y(only.value ?? 0)}h0` : (shape([...run]) ?? '');
    })
    .join('');
}

/** The band of one level, over all parts alike. */
export function bandPath(points: readonly LinePoint[], step: number, level: number, x: Scale, y: Scale): string {
  const shape = area<LinePoint>({
    x: (point) => x(point.x),
    y0: (point) => y(edge(point, level, 'low')),
    y1: (point) => y(edge(point, level, 'high')),
  });
  return PARTS.flatMap((part) => runsOf(points, step, part))
    .filter((run) => run.length > 1 && run.some((point) => point.bands?.some((band) => band.level === level)))
    .map((run) => shape([...run]) ?? '')
    .join('');
}

/** The area from `base` up to a stacked series. */
export function stackPath(
  points: readonly LinePoint[],
  base: ReadonlyMap<number, number>,
  step: number,
  x: Scale,
  y: Scale,
): string {
  const shape = area<LinePoint>({
    x: (point) => x(point.x),
    y0: (point) => y(base.get(point.x) ?? 0),
    y1: (point) => y(point.value ?? 0),
  });
  return PARTS.flatMap((part) => runsOf(points, step, part))
    .map((run) => shape([...run]) ?? '')
    .join('');
}

/** The line of what was before. */
export function beforePath(points: readonly LinePoint[], step: number, x: Scale, y: Scale): string {
  const before = points.map(({ key, x: at, before: value }): LinePoint => ({ key, x: at, value: value ?? null }));
  return linePath(before, step, 'seen', x, y);
}

/** Days next to each other as ranges that reach half a step to both sides. */
export function hatchRanges(
  days: readonly number[],
  step = 1,
): readonly { readonly from: number; readonly to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  for (const day of [...new Set(days)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last !== undefined && day - step / 2 <= last.to + 1e-9) last.to = day + step / 2;
    else ranges.push({ from: day - step / 2, to: day + step / 2 });
  }
  return ranges;
}
