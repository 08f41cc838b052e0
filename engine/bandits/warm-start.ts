import type { Arm } from './arm.ts';

/** Stands for the distance to itself, and for one that can not be told. */
const FAR = 999_999;

/** Cosine distance, 1 − a·b / (|a| |b|). */
function cosineDistance(a: readonly number[], b: readonly number[]): number {
  const product = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, index) => sum + value * (y[index] ?? 0), 0);
  const distance = 1 - product(a, b) / (Math.sqrt(product(a, a)) * Math.sqrt(product(b, b)));
  return Number.isNaN(distance) ? FAR : distance;
}

/** Linear interpolation between order statistics, as numpy's `quantile`. */
function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const place = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(place)] ?? FAR, sorted[Math.ceil(place)] ?? FAR];
  return low + (high - low) * (place - Math.floor(place));
}

/** Distances of arms by their features, and how near an arm has to be. */
export interface Nearness {
  readonly arms: readonly Arm[];
  readonly distances: readonly (readonly number[])[];
  readonly threshold: number;
}

/**
 * How near arms are to each other. The threshold is a quantile of the distances of each arm to its nearest.
 * @param features a vector for each arm.
 * @throws RangeError for a quantile that is not between 0 and 1, or vectors of several lengths.
 */
export function nearness(features: ReadonlyMap<Arm, readonly number[]>, distanceQuantile: number): Nearness {
  if (!(distanceQuantile >= 0 && distanceQuantile <= 1)) throw new RangeError('a quantile is between 0 and 1');
  if (new Set([...features.values()].map(({ length }) => length)).size > 1)
    throw new RangeError('the features of arms are vectors of one length');
  const arms = [...features.keys()];
  const distances = arms.map((arm) =>
    arms.map((other) => (arm === other ? FAR : cosineDistance(features.get(arm) ?? [], features.get(other) ?? []))),
  );
  return {
    arms,
    distances,
    threshold: quantile(
      distances.map((row) => Math.min(...row)),
      distanceQuantile,
    ),
  };
}

/** The trained arm a cold one is to begin like: the nearest, if it is near enough. The first of equals. */
export function donorOf(cold: Arm, { arms, distances, threshold }: Nearness, trained: ReadonlySet<Arm>): Arm | null {
  const row = distances[arms.indexOf(cold)] ?? [];
  let nearest: Arm | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [index, arm] of arms.entries()) {
    const distance = row[index] ?? FAR;
    if (!trained.has(arm) || distance >= least) continue;
    nearest = arm;
    least = distance;
  }
  return least <= threshold ? nearest : null;
}
