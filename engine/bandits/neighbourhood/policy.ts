import { z } from 'zod';
import type { Arm } from '../arm.ts';
import type { LearningPolicy } from '../learning/learning-policy.ts';
import type { Mode } from '../mode.ts';
import { METRICS } from './distances.ts';
import { KNearest } from './k-nearest.ts';
import { LshNearest } from './lsh-nearest.ts';
import type { NeighbourOptions } from './neighbours.ts';
import { Radius } from './radius.ts';

const metric = z.enum(METRICS).default('euclidean');
/** Chances of the arms where there is no neighbour; they add up to one. */
const withoutNeighbours = z.array(z.number().min(0).max(1)).readonly().optional();

/** Which plays count for a context. */
export const neighbourhoodSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('Radius'), radius: z.number().positive().default(0.05), metric, withoutNeighbours }),
  z.object({ name: z.literal('KNearest'), k: z.int().min(1).default(1), metric }),
  z.object({
    name: z.literal('LSHNearest'),
    dimensions: z.int().min(1).max(50).default(5),
    tables: z.int().min(1).default(3),
    withoutNeighbours,
  }),
]);
export type Neighbourhood = z.infer<typeof neighbourhoodSchema>;

/** A policy over neighbours that knows no plays yet. */
export function makeNeighbourhood(
  neighbourhood: Neighbourhood,
  arms: Iterable<Arm>,
  { mode, ...options }: Omit<NeighbourOptions, 'withoutNeighbours'> & { readonly mode: Mode },
): LearningPolicy {
  switch (neighbourhood.name) {
    case 'Radius':
      return new Radius(arms, { ...options, ...neighbourhood });
    case 'KNearest':
      return new KNearest(arms, { ...options, ...neighbourhood });
    case 'LSHNearest':
      return new LshNearest(arms, { ...options, ...neighbourhood, mode });
  }
}
