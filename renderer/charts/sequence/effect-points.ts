import type { Domain } from '../axis/value-domain.ts';
import { valueDomain } from '../axis/value-domain.ts';

/** An effect as it stood at one place: the end of a day, an age. */
export interface EffectPoint {
  /** The row it comes from, for its proof. */
  readonly key: string;
  /** A day since 1970, or an age in days. */
  readonly x: number;
  readonly estimate: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** Seen, but not complete. */
  readonly partial?: boolean;
}

/** A point with its estimate and its interval. */
export interface WholePoint extends EffectPoint {
  readonly estimate: number;
  readonly low: number;
  readonly high: number;
}

export const isWhole = (point: EffectPoint): point is WholePoint =>
  point.estimate !== null && point.low !== null && point.high !== null;

/** Room around what decides the height, so that lines do not touch the edge. */
const ROOM = 1.15;

/** At least so much of the axis is on the other side of zero, as a part of the one that is used. */
const OTHER_SIDE = 0.15;

/**
 * The value axis of effects over time. The first days know next to nothing and their intervals would press all others
 * flat: the axis holds zero, every estimate, and the intervals from `settled` on (of the later half when there is none
 * yet); earlier ones are cut off at its edge.
 */
export function sequenceDomain(points: readonly EffectPoint[], settled: number): Domain {
  const whole = points.filter(isWhole);
  const later = whole.filter(({ x }) => x >= settled);
  const shown = later.length > 0 ? later : whole.slice(whole.length >> 1);
  const values = [
    ...shown.flatMap(({ low, high }) => [low * ROOM, high * ROOM]),
    ...whole.map(({ estimate }) => estimate),
  ];
  if (values.length === 0) return [-0.1, 0.1];
  // Zero is never the edge: there is always some of both sides, so that it is seen which one a band is on.
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  return valueDomain([Math.min(low, -OTHER_SIDE * high), Math.max(high, -OTHER_SIDE * low)], 'rate', true);
}

/** Neighbours one step apart that all have an interval: what a band joins. A place without one is a gap. */
export function wholeRuns(points: readonly EffectPoint[]): readonly (readonly WholePoint[])[] {
  const runs: WholePoint[][] = [];
  let last: WholePoint | undefined;
  for (const point of points) {
    if (!isWhole(point)) {
      last = undefined;
      continue;
    }
    if (last !== undefined && point.x - last.x <= 1.01) runs.at(-1)?.push(point);
    else runs.push([point]);
    last = point;
  }
  return runs;
}
