import type { Arm } from '../arm.ts';
import { distancesTo, type Metric } from './distances.ts';
import { type NeighbourOptions, Neighbours } from './neighbours.ts';

/** Learns from the plays within a distance. */
export class Radius extends Neighbours {
  readonly #radius: number;
  readonly #metric: Metric;

  constructor(arms: Iterable<Arm>, options: NeighbourOptions & { readonly radius: number; readonly metric: Metric }) {
    super(arms, options);
    this.#radius = options.radius;
    this.#metric = options.metric;
  }

  protected neighboursOf(context: Float64Array): readonly number[] {
    const distances = distancesTo(this.history.contexts, context, this.#metric);
    const near: number[] = [];
    for (let index = 0; index < distances.length; index += 1) {
      if ((distances[index] ?? Number.POSITIVE_INFINITY) <= this.#radius) near.push(index);
    }
    return near;
  }
}
