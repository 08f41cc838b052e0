import { type Generator, pairwiseSum } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { type Binarizer, type LearningPolicy, largest, type Plays, type Rows } from '../learning/learning-policy.ts';
import type { Mode } from '../mode.ts';
import type { MakePolicy } from './neighbours.ts';
import { leafOf, type RegressionTree } from './regression-tree.ts';
import { rowSeeds } from './row-seeds.ts';

export interface TreeBanditOptions {
  /** Makes the policy of a leaf. */
  readonly make: MakePolicy;
  readonly random: Generator;
  readonly mode: Mode;
  /** ε-greedy leaves alone: the chance of any arm instead of the best one. */
  readonly epsilon?: number | undefined;
  /** Thompson sampling alone: what of a reward is a success. */
  readonly binarizer?: Binarizer | undefined;
  /** Grows the tree of an arm from its first plays. */
  readonly grow: (arm: Arm, contexts: readonly Float64Array[], rewards: readonly number[]) => RegressionTree;
}

interface Grown {
  readonly tree: RegressionTree;
  /** Rewards of the plays in each leaf. */
  readonly leaves: Map<number, number[]>;
}

/**
 * A regression tree for each arm, grown from its first plays, whose leaves learn from the rewards that come to them.
 * Elmachtoub et al. 2017, "A practical method for solving contextual bandit problems using decision trees". In mode
 * `mabwiser` rewards that a binarizer has judged are judged once more in the leaf, an arm without a tree is expected to bring
 * 0 whatever its policy makes of an arm that was never played, and an ε-greedy leaf explores once more by itself.
 */
export class TreeBandit implements LearningPolicy {
  readonly #options: TreeBanditOptions;
  readonly #trees: Map<Arm, Grown | null>;
  #binarizer: Binarizer | undefined;

  constructor(arms: Iterable<Arm>, options: TreeBanditOptions) {
    this.#options = options;
    this.#binarizer = options.binarizer;
    this.#trees = new Map([...arms].map((arm) => [arm, null]));
  }

  get arms(): readonly Arm[] {
    return [...this.#trees.keys()];
  }

  grown(arm: Arm): Grown | null {
    return this.#trees.get(arm) ?? null;
  }

  fit(plays: Plays): void {
    for (const arm of this.#trees.keys()) this.#trees.set(arm, null);
    this.partialFit(plays);
  }

  /** @throws RangeError without contexts. */
  partialFit({ decisions, rewards, contexts }: Plays): void {
    if (contexts === null) throw new RangeError('a contextual policy needs contexts');
    const { values, columns } = contexts;
    for (const [arm, known] of this.#trees) {
      const own = [...decisions.keys()].filter((index) => decisions[index] === arm);
      if (own.length === 0) continue;
      const seen = own.map((index) => values.slice(index * columns, (index + 1) * columns));
      const judged = own.map((index) => this.#judged(arm, rewards[index] ?? Number.NaN));
      const grown = known ?? { tree: this.#options.grow(arm, seen, judged), leaves: new Map<number, number[]>() };
      for (const [index, context] of seen.entries()) {
        const leaf = leafOf(grown.tree, context);
        const reward = judged[index] ?? Number.NaN;
        const there = grown.leaves.get(leaf);
        if (there === undefined) grown.leaves.set(leaf, [reward]);
        else there.push(reward);
      }
      this.#trees.set(arm, grown);
    }
  }

  #judged(arm: Arm, reward: number): number {
    return this.#binarizer === undefined ? reward : Number(this.#binarizer(arm, reward));
  }

  expectations(rows: Rows | null): Float64Array {
    const all = new Float64Array((rows?.count ?? 0) * this.#trees.size);
    for (const { row, values } of this.#rows(rows)) all.set(values, row * this.#trees.size);
    return all;
  }

  choose(rows: Rows | null): readonly number[] {
    const { random, epsilon } = this.#options;
    const size = this.#trees.size;
    const chosen: number[] = [];
    for (const { values } of this.#rows(rows)) {
      const any = epsilon !== undefined && random.random() < epsilon;
      chosen.push(any ? random.integer(size) : largest(values, 0, size));
    }
    return chosen;
  }

  /** Row by row what each arm's leaf expects. */
  *#rows(rows: Rows | null) {
    if (rows === null) throw new RangeError('a contextual policy needs contexts');
    const { random, mode } = this.#options;
    // A seed is drawn for each row and not used, as MABWiser does.
    if (mode === 'mabwiser') rowSeeds(random, rows.count);
    for (let row = 0; row < rows.count; row += 1) {
      const context = rows.values.subarray(row * rows.columns, (row + 1) * rows.columns);
      const values = this.arms.map((arm) => {
        const grown = this.grown(arm);
        return this.#expected(arm, grown?.leaves.get(leafOf(grown.tree, context)) ?? null);
      });
      yield { row, values: Float64Array.from(values) };
    }
  }

  /** What a leaf expects of the rewards in it; null without a tree. */
  #expected(arm: Arm, rewards: readonly number[] | null): number {
    const { random, make, mode, epsilon } = this.#options;
    if (mode === 'mabwiser' && rewards === null) return 0;
    const own = rewards ?? [];
    if (mode === 'default' && epsilon !== undefined) return own.length === 0 ? 0 : pairwiseSum(own) / own.length;
    const binarizer = mode === 'mabwiser' ? this.#binarizer : undefined;
    const leaf = make([arm], { random, modelRandom: random, binarizer });
    leaf.fit({ decisions: own.map(() => arm), rewards: own, contexts: null });
    return leaf.expectations(null)[0] ?? 0;
  }

  add(arm: Arm, binarizer?: Binarizer): void {
    if (binarizer !== undefined) this.#binarizer = binarizer;
    this.#trees.set(arm, null);
  }

  remove(arm: Arm): void {
    this.#trees.delete(arm);
  }

  /** Nothing: what falls into the leaves decides. */
  warm(): void {}
}
