import type { Domain } from '../axis/value-domain.ts';
import type { ChartColour } from '../palette/palette.ts';
import type { Density } from './density.ts';

/** What was believed of one thing at one time. */
export interface Ridge {
  /** Row and column of its value, for the proof. */
  readonly key: string;
  readonly measure: string;
  readonly name: string;
  readonly colour: ChartColour;
  readonly density: Density;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** `solid`: written down at the time. `outline`: worked out later. */
  readonly look: 'solid' | 'outline';
  /** More about it, for the tooltip. */
  readonly note?: string | undefined;
}

/** One time, with all that is drawn on it. */
export interface RidgeRow {
  readonly key: string;
  readonly text: string;
  readonly ridges: readonly Ridge[];
}

/** At most `count` of these, evenly apart, the last always among them. */
export function spaced<T>(items: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, Math.ceil(items.length / Math.max(1, count)));
  return items.filter((_, index) => (items.length - 1 - index) % step === 0);
}

/**
 * The scale of the rows: every mean, and the intervals of the later half of the rows. The first days, of which little is
 * known, would else take all the room; their tails are cut at the edge.
 */
export function ridgeDomain(rows: readonly RidgeRow[]): Domain {
  const later = rows.slice(Math.floor(rows.length / 2));
  const ends = [
    ...rows.flatMap(({ ridges }) => ridges.map(({ mean }) => mean)),
    ...later.flatMap(({ ridges }) => ridges.flatMap(({ low, high }) => [low, high])),
  ];
  if (ends.length === 0) return [0, 1];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  if (low === high) return [low - 1, high + 1];
  const room = 0.04 * (high - low);
  return [low >= 0 ? Math.max(0, low - room) : low - room, high + room];
}

/** The highest density of each name over all rows: a name's ridges can be compared in width and height. */
export function highestOf(rows: readonly RidgeRow[]): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const { ridges } of rows)
    for (const { measure, density } of ridges)
      highest.set(measure, Math.max(highest.get(measure) ?? Number.MIN_VALUE, ...density.y));
  return highest;
}
