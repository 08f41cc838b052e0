import type { Arm } from '../arm.ts';
import type { Mode } from '../mode.ts';
import { distancesTo, type Metric } from './distances.ts';
import { argPartition } from './introselect.ts';
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

export interface KNearestOptions extends NeighbourOptions {
  readonly k: number;
  readonly metric: Metric;
  readonly mode: Mode;
}

/** Learns from the k nearest plays; of equals the earliest. In mode `mabwiser` numpy chooses among equals. */
export class KNearest extends Neighbours {
  readonly #k: number;
  readonly #metric: Metric;
  readonly #mode: Mode;

  constructor(arms: Iterable<Arm>, options: KNearestOptions) {
    super(arms, options);
    this.#k = options.k;
    this.#metric = options.metric;
    this.#mode = options.mode;
  }

  protected neighboursOf(context: Float64Array): readonly number[] {
    if (this.#k > this.history.size)
      throw new RangeError(`there are fewer plays than the ${this.#k} neighbours asked for`);
    if (this.#mode === 'mabwiser')
      return argPartition(distancesTo(this.history.contexts, context, this.#metric), this.#k);
    if (EUCLIDEAN.includes(this.#metric)) return nearest(this.history.points.values, context, this.#k);
    return smallest(distancesTo(this.history.contexts, context, this.#metric), this.#k);
  }
}
