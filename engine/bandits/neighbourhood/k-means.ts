import type { Generator } from '../../stats/rng/index.ts';
import type { Clustering } from './clusters.ts';

const STARTS = 10;
const STEPS = 300;

const square = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += ((a[index] ?? 0) - (b[index] ?? 0)) ** 2;
  return sum;
};

/** Centres far from each other. Arthur & Vassilvitskii 2007, "k-means++". */
function spreadCenters(points: readonly Float64Array[], k: number, random: Generator): Float64Array[] {
  const centers: Float64Array[] = [points[random.integer(points.length)] ?? new Float64Array()];
  while (centers.length < k) {
    const distances = points.map((point) => Math.min(...centers.map((center) => square(point, center))));
    const none = distances.every((distance) => distance === 0);
    const next = none ? random.integer(points.length) : random.choice(distances);
    centers.push(points[next] ?? new Float64Array());
  }
  return centers;
}

function nearest(point: Float64Array, centers: readonly Float64Array[]): number {
  const distances = centers.map((center) => square(point, center));
  return distances.indexOf(Math.min(...distances));
}

/** The mean of each group; the centre it had when nothing is in it. */
function means(points: readonly Float64Array[], labels: readonly number[], centers: readonly Float64Array[]) {
  return centers.map((center, cluster) => {
    const own = points.filter((_, index) => labels[index] === cluster);
    return own.length === 0
      ? center
      : center.map((_, column) => own.reduce((sum, point) => sum + (point[column] ?? 0), 0) / own.length);
  });
}

/**
 * Groups points around k centres so that the squares of their distances are small: the best of ten starts. Lloyd 1982.
 * @throws RangeError for fewer points than groups.
 */
export function kMeans(points: readonly Float64Array[], k: number, random: Generator): Clustering {
  if (points.length < k) throw new RangeError(`${points.length} contexts can not make ${k} groups`);
  let best: Clustering & { readonly cost: number } = { centers: [], labels: [], cost: Number.POSITIVE_INFINITY };
  for (let start = 0; start < STARTS; start += 1) {
    let centers = spreadCenters(points, k, random);
    let labels = points.map((point) => nearest(point, centers));
    for (let step = 0; step < STEPS; step += 1) {
      centers = means(points, labels, centers);
      const moved = points.map((point) => nearest(point, centers));
      const settled = moved.every((label, index) => label === labels[index]);
      labels = moved;
      if (settled) break;
    }
    const cost = points.reduce((sum, point, index) => sum + square(point, centers[labels[index] ?? 0] ?? point), 0);
    if (cost < best.cost) best = { centers: centers.map((center) => [...center]), labels, cost };
  }
  return { centers: best.centers, labels: best.labels };
}
