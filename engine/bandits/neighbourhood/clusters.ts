import { z } from 'zod';
import { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import {
  type Best,
  type Binarizer,
  type LearningPolicy,
  largest,
  type Plays,
  type Rows,
} from '../learning/learning-policy.ts';
import { Linear } from '../learning/linear.ts';
import { savedArm } from '../state/saved.ts';
import { History } from './history.ts';
import type { MakePolicy } from './neighbours.ts';
import { rowSeeds } from './row-seeds.ts';

/** Groups of contexts: the centre of each, and the group of each context. */
export interface Clustering {
  readonly centers: readonly (readonly number[])[];
  readonly labels: readonly number[];
}

export interface ClustersOptions {
  readonly make: MakePolicy;
  readonly random: Generator;
  readonly clusters: number;
  /** Groups the contexts of all plays. */
  readonly group: (contexts: readonly Float64Array[], clusters: number) => Clustering;
}

const savedClusters = z.strictObject({
  arms: z.array(savedArm),
  history: z.unknown(),
  found: z.strictObject({ centers: z.array(z.array(z.number())), labels: z.array(z.int().min(0)) }),
  policies: z.array(z.unknown()),
});

/** One policy for each group of alike contexts, learned from the plays in it. All plays are grouped anew with each call. */
export class Clusters implements LearningPolicy {
  readonly #options: ClustersOptions;
  readonly #history = new History();
  /** What the policies draw from; begins anew with each row. */
  readonly #row = Generator.seeded(0);
  readonly #arms: Set<Arm>;
  readonly #policies: readonly LearningPolicy[];
  #found: Clustering = { centers: [], labels: [] };

  constructor(arms: Iterable<Arm>, options: ClustersOptions) {
    this.#options = options;
    this.#arms = new Set(arms);
    // Models of the first arms have a copy of the generator as it was; those of arms that are added share it.
    this.#policies = Array.from({ length: options.clusters }, () =>
      options.make([...this.#arms], {
        random: this.#row,
        modelRandom: options.random.clone(),
        addedRandom: options.random,
        binarizer: undefined,
      }),
    );
  }

  get clustering(): Clustering {
    return this.#found;
  }

  /** Squares of the distances of all plays to the centres of their groups, summed. */
  get inertia(): number {
    const { centers, labels } = this.#found;
    return this.#history.contexts.reduce((sum, context, index) => {
      const center = centers[labels[index] ?? -1] ?? [];
      return sum + center.reduce((own, value, column) => own + (value - (context[column] ?? 0)) ** 2, 0);
    }, 0);
  }

  get policies(): readonly LearningPolicy[] {
    return this.#policies;
  }

  fit(plays: Plays): void {
    this.#history.clear();
    this.partialFit(plays);
  }

  partialFit(plays: Plays): void {
    this.#history.append(plays);
    const { clusters, group } = this.#options;
    this.#found = group(this.#history.contexts, clusters);
    const { labels } = this.#found;
    for (const [cluster, policy] of this.#policies.entries()) {
      policy.fit(this.#history.pick([...labels.keys()].filter((index) => labels[index] === cluster)));
    }
  }

  expectations(rows: Rows | null, among: readonly Arm[] = [...this.#arms]): Float64Array {
    const all = new Float64Array((rows?.count ?? 0) * among.length);
    for (const { row, values } of this.#rows(rows, among)) all.set(values, row * among.length);
    return all;
  }

  choose(rows: Rows | null, among: readonly Arm[] = [...this.#arms], best: Best = largest): readonly number[] {
    return [...this.#rows(rows, among)].map(({ values }) => best(values, 0, among.length));
  }

  /** Row by row what the policy of its group expects. All seeds are drawn first; what is drawn is not kept. */
  *#rows(rows: Rows | null, among: readonly Arm[]) {
    if (rows === null) throw new RangeError('a contextual policy needs contexts');
    const seeds = rowSeeds(this.#options.random, rows.count);
    const shared = this.#options.random.clone();
    const policies = this.#policies.map((policy) => (policy instanceof Linear ? policy.copy(shared) : policy));
    for (const [row, seed] of seeds.entries()) {
      const values = rows.values.subarray(row * rows.columns, (row + 1) * rows.columns);
      this.#row.reseed(seed);
      const policy = policies[this.#nearest(values)];
      if (policy === undefined) throw new RangeError('nothing has been learned yet');
      yield { row, values: policy.expectations({ values, count: 1, columns: rows.columns }, among) };
    }
  }

  #nearest(context: Float64Array): number {
    const distances = this.#found.centers.map((center) =>
      center.reduce((sum, value, column) => sum + (value - (context[column] ?? 0)) ** 2, 0),
    );
    return distances.indexOf(Math.min(...distances));
  }

  save(): unknown {
    return {
      arms: [...this.#arms],
      history: this.#history.save(),
      found: this.#found,
      policies: this.#policies.map((policy) => policy.save()),
    };
  }

  load(saved: unknown): void {
    const { arms, history, found, policies } = savedClusters.parse(saved);
    if (policies.length !== this.#policies.length) throw new RangeError('there are not as many clusters');
    this.#arms.clear();
    for (const arm of arms) this.#arms.add(arm);
    this.#history.load(history);
    this.#found = found;
    for (const [index, policy] of this.#policies.entries()) policy.load(policies[index]);
  }

  add(arm: Arm, binarizer?: Binarizer): void {
    this.#arms.add(arm);
    for (const policy of this.#policies) policy.add(arm, binarizer);
  }

  remove(arm: Arm): void {
    this.#arms.delete(arm);
    for (const policy of this.#policies) policy.remove(arm);
  }

  warm(cold: Arm, trained: Arm): void {
    for (const policy of this.#policies) policy.warm(cold, trained);
  }
}
