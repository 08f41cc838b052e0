import type { Arm } from '../arm.ts';
import { distancesTo, type Metric } from './distances.ts';
import { nearest } from './nearest.ts';
import { type NeighbourOptions, Neighbours } from './neighbours.ts';

/** The places of the k smallest numbers, in order of their places; of equals the first. */
function smallest(values: Float64Array, k: number): readonly number[] {
  const sorted = values.slice().sort();
  const limit = sorted[k - 1] ?? Number.POSITIVE_INFINITY;
  let equals = k;
  for (let index = 0; index < k; index += 1) if ((sorted[index] ?? limit) < limit) equals -= 1;
  const found: number[] = [];
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.POSITIVE_INFINITY;
    if (value > limit || (value === limit && equals === 0)) continue;
    if (value === limit) equals -= 1;
    found.push(index);
  }
  return found;
}

/** Metrics with the order of Euclidean distances. */
const EUCLIDEAN: readonly Metric[] = ['euclidean', 'sqeuclidean', 'minkowski'];

/** Learns from the k nearest plays. */
export class KNearest extends Neighbours {
  readonly #k: number;
  readonly #metric: Metric;

  constructor(arms: Iterable<Arm>, options: NeighbourOptions & { readonly k: number; readonly metric: Metric }) {
    super(arms, options);
    this.#k = options.k;
    this.#metric = options.metric;
  }

  protected neighboursOf(context: Float64Array): readonly number[] {
    if (this.#k > this.history.size)
      throw new RangeError(`there are fewer plays than the ${this.#k} neighbours asked for`);
    if (EUCLIDEAN.includes(this.#metric)) return nearest(this.history.points.values, context, this.#k);
    return smallest(distancesTo(this.history.contexts, context, this.#metric), this.#k);
  }
}
