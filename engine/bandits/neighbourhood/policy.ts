import { z } from 'zod';
import type { Arm } from '../arm.ts';
import type { Binarizer, LearningPolicy } from '../learning/learning-policy.ts';
import type { Mode } from '../mode.ts';
import type { Policy } from '../policy.ts';
import { Clusters, type ClustersOptions } from './clusters.ts';
import { METRICS } from './distances.ts';
import { kMeans } from './k-means.ts';
import { KNearest } from './k-nearest.ts';
import { LshNearest } from './lsh-nearest.ts';
import type { NeighbourOptions } from './neighbours.ts';
import { Radius } from './radius.ts';
import { growTree } from './regression-tree.ts';
import { TreeBandit, type TreeBanditOptions } from './tree-bandit.ts';

const metric = z.enum(METRICS).default('euclidean');
/** Chances of the arms where there is no neighbour; they add up to one. */
const withoutNeighbours = z
  .array(z.number().min(0).max(1))
  .refine((chances) => Math.abs(chances.reduce((sum, chance) => sum + chance, 0) - 1) < 1.5e-8, 'Chances add up to one')
  .readonly()
  .optional();

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
  z.object({ name: z.literal('Clusters'), clusters: z.int().min(2).default(2) }),
  z.strictObject({
    name: z.literal('TreeBandit'),
    maxDepth: z.int().min(1).nullable().default(null),
    minSamplesLeaf: z.int().min(1).default(1),
  }),
]);
/** Groupings and trees that were made elsewhere, to be taken instead of growing our own. */
export interface Grown {
  readonly group?: ClustersOptions['group'] | undefined;
  readonly grow?: TreeBanditOptions['grow'] | undefined;
}

export type Neighbourhood = z.infer<typeof neighbourhoodSchema>;

export interface NeighbourhoodParts extends Omit<NeighbourOptions, 'withoutNeighbours'> {
  readonly mode: Mode;
  /** What is learned from the plays that count. */
  readonly policy: Policy;
  readonly binarizer?: Binarizer | undefined;
  readonly grown?: Grown | undefined;
}

/** Leaves know no contexts, and MABWiser has these. */
const LEAVES: readonly Policy['name'][] = ['EpsilonGreedy', 'UCB1', 'ThompsonSampling'];

/**
 * A policy over neighbours that knows no plays yet.
 * @throws RangeError for a tree with leaves that need contexts.
 */
export function makeNeighbourhood(
  neighbourhood: Neighbourhood,
  arms: Iterable<Arm>,
  { mode, policy, binarizer, grown = {}, ...options }: NeighbourhoodParts,
): LearningPolicy {
  switch (neighbourhood.name) {
    case 'Radius':
      return new Radius(arms, { ...options, ...neighbourhood });
    case 'KNearest':
      return new KNearest(arms, { ...options, ...neighbourhood, mode });
    case 'LSHNearest':
      return new LshNearest(arms, { ...options, ...neighbourhood, mode });
    case 'Clusters': {
      const group: ClustersOptions['group'] = (contexts, count) => kMeans(contexts, count, options.random);
      return new Clusters(arms, { ...options, clusters: neighbourhood.clusters, group: grown.group ?? group });
    }
    case 'TreeBandit': {
      if (!LEAVES.includes(policy.name)) throw new RangeError(`${policy.name} can not be in the leaves of a tree`);
      const grow: TreeBanditOptions['grow'] = (_, contexts, rewards) => growTree(contexts, rewards, neighbourhood);
      const epsilon = policy.name === 'EpsilonGreedy' ? policy.epsilon : undefined;
      return new TreeBandit(arms, { ...options, mode, epsilon, binarizer, grow: grown.grow ?? grow });
    }
  }
}
