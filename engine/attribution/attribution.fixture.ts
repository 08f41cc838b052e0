import { type Journeys, journeysOf, type PathCount } from './journeys.ts';

/** A path written as `meta email`, its conversions and losses; each conversion is worth `worth`. */
export const pathCount = (path: string, conversions: number, losses = 0, worth = 1): PathCount => ({
  touches: path.split(' '),
  conversions,
  losses,
  value: conversions * worth,
  valueSquares: conversions * worth * worth,
});

export const journeys = (counts: readonly (readonly [string, number, number])[]): Journeys =>
  journeysOf(counts.map(([path, conversions, losses]) => pathCount(path, conversions, losses)));

/** Credits by the channel's name. */
export const byName = ({ channels }: Pick<Journeys, 'channels'>, amounts: Float64Array): Record<string, number> =>
  Object.fromEntries(channels.map((channel, index) => [channel, amounts[index] ?? Number.NaN]));

/** The largest difference from what is wanted; NaN when a name is missing. */
export const farthest = (found: Record<string, number>, wanted: Readonly<Record<string, number>>): number =>
  Math.max(...Object.entries(wanted).map(([name, value]) => Math.abs((found[name] ?? Number.NaN) - value)));
