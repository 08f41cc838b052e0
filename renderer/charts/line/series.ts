import type { ChartColour } from '../palette/palette.ts';

/** What can be believed with probability `level`. */
export interface Band {
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

export interface LinePoint {
  /** The row it comes from, for its proof. */
  readonly key: string;
  /** A day since 1970 or any number. */
  readonly x: number;
  /** null: there is no value here, and the line has a gap. */
  readonly value: number | null;
  readonly bands?: readonly Band[];
  /** Not seen but expected: dotted. */
  readonly forecast?: boolean;
  /** Seen, but not complete: its line is faint. */
  readonly partial?: boolean;
  /** In the comparison period. */
  readonly before?: number | null;
}

export interface LineSeries {
  readonly id: string;
  readonly name: string;
  /** Column of the values, for their proof. */
  readonly measure: string;
  readonly colour: ChartColour;
  /** Ascending in x. */
  readonly points: readonly LinePoint[];
}

/** A note on a day. */
export interface LineNote {
  readonly id: string;
  readonly x: number;
  readonly text: string;
}

/** What a series is held to. */
export interface LineGoal {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly value: number }[];
}

/** The usual distance between neighbours: the smallest one, and the longest month for months. 1 without neighbours. */
export function stepOf(series: readonly LineSeries[]): number {
  let step = Number.POSITIVE_INFINITY;
  for (const { points } of series)
    points.forEach((point, index) => {
      const before = points[index - 1];
      if (before !== undefined && point.x > before.x) step = Math.min(step, point.x - before.x);
    });
  if (step === Number.POSITIVE_INFINITY) return 1;
  return step >= 28 && step <= 31 ? 31 : step;
}

/** How far a value can be trusted: seen whole, seen in part, or only expected. */
export type Part = 'seen' | 'partial' | 'expected';

export const partOf = ({ forecast, partial }: LinePoint): Part =>
  forecast === true ? 'expected' : partial === true ? 'partial' : 'seen';

/**
 * Runs of neighbours of one part that all have a value: what is joined by a line. A missing day ends a run as a null does.
 * Runs of what is expected or not complete begin with the point before them, so that the parts meet.
 */
export function runsOf(points: readonly LinePoint[], step: number, part: Part): readonly (readonly LinePoint[])[] {
  const runs: LinePoint[][] = [];
  let last: LinePoint | undefined;
  for (const point of points) {
    const before = last !== undefined && last.value !== null && point.x - last.x <= step * 1.01 ? last : undefined;
    if (point.value !== null && partOf(point) === part) {
      const run = before !== undefined && partOf(before) === part ? runs.at(-1) : undefined;
      if (run !== undefined) run.push(point);
      else runs.push(before !== undefined && part !== 'seen' ? [before, point] : [point]);
    }
    // From a day that is not complete, or was only expected, its line goes on to the next one.
    else if (before !== undefined && partOf(before) === part && part !== 'seen' && point.value !== null)
      runs.at(-1)?.push(point);
    last = point;
  }
  return runs;
}

/** Everything of a series that has to fit on the value axis. */
export function* valuesOf(series: readonly LineSeries[]): Generator<number> {
  for (const { points } of series)
    for (const { value, before, bands } of points) {
      if (value !== null) yield value;
      if (before !== undefined && before !== null) yield before;
      for (const { low, high } of bands ?? []) {
        yield low;
        yield high;
      }
    }
}

/** The last point with a whole or expected value at x or before it; one that is not complete only when there is no other. */
export function lastPointAt(points: readonly LinePoint[], x: number): LinePoint | null {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((points[middle]?.x ?? Number.POSITIVE_INFINITY) <= x) low = middle + 1;
    else high = middle;
  }
  let partial: LinePoint | null = null;
  for (let index = low - 1; index >= 0; index -= 1) {
    const point = points[index];
    if (point === undefined || point.value === null) continue;
    if (point.partial !== true) return point;
    partial ??= point;
  }
  return partial;
}

/** Each series on top of the ones before it; missing values add nothing and stay gaps. Bands do not stack and are left out. */
export function stack(
  series: readonly LineSeries[],
): readonly (LineSeries & { readonly base: ReadonlyMap<number, number> })[] {
  const height = new Map<number, number>();
  return series.map((one) => {
    const base = new Map<number, number>();
    const points = one.points.map(({ key, x, value, forecast, partial }): LinePoint => {
      const under = height.get(x) ?? 0;
      base.set(x, under);
      if (value !== null) height.set(x, under + value);
      const kept = { ...(forecast === undefined ? {} : { forecast }), ...(partial === undefined ? {} : { partial }) };
      return { key, x, value: value === null ? null : under + value, ...kept };
    });
    return { ...one, points, base };
  });
}
