import { z } from 'zod';
import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import {
  type Best,
  type Binarizer,
  type LearningPolicy,
  largest,
  type Plays,
  type Rows,
} from '../learning/learning-policy.ts';
import type { Mode } from '../mode.ts';
import { savedArm, savedReals, saveReals } from '../state/saved.ts';
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

/** What is expected of each arm by the rewards in the leaf a context comes to; null for an arm without a tree. */
type Expected = (leaves: readonly (readonly number[] | null)[]) => Float64Array;

interface Grown {
  readonly tree: RegressionTree;
  /** Rewards of the plays in each leaf. */
  readonly leaves: Map<number, number[]>;
}

const savedTrees = z.array(
  z.tuple([
    savedArm,
    z
      .strictObject({
        tree: z.strictObject({
          childrenLeft: z.array(z.int()),
          childrenRight: z.array(z.int()),
          feature: z.array(z.int()),
          threshold: z.array(z.number()),
        }),
        leaves: z.array(z.tuple([z.int().min(0), savedReals])),
      })
      .nullable(),
  ]),
);

/**
 * A regression tree for each arm, grown from its first plays. What a context is expected to bring comes from the plays in
 * the leaves it comes to, one for each arm, as if these were all plays there are.
 * Elmachtoub et al. 2017, "A practical method for solving contextual bandit problems using decision trees". In mode
 * `mabwiser` each leaf learns alone, so that an upper bound knows no other arm, an arm without a tree is expected to bring 0
 * and ε-greedy leaves explore once more; rewards that a binarizer has judged are judged again in the leaf.
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

  expectations(rows: Rows | null, among: readonly Arm[] = this.arms): Float64Array {
    const all = new Float64Array((rows?.count ?? 0) * among.length);
    for (const { row, values } of this.#rows(rows, among)) all.set(values, row * among.length);
    return all;
  }

  choose(rows: Rows | null, among: readonly Arm[] = this.arms, best: Best = largest): readonly number[] {
    const { random, epsilon, mode } = this.#options;
    const size = among.length;
    const chosen: number[] = [];
    for (const { values } of this.#rows(rows, among)) {
      const any = mode === 'mabwiser' && epsilon !== undefined && random.random() < epsilon;
      chosen.push(any ? random.integer(size) : best(values, 0, size));
    }
    return chosen;
  }

  /** Row by row what is expected of each arm. */
  *#rows(rows: Rows | null, among: readonly Arm[]) {
    if (rows === null) throw new RangeError('a contextual policy needs contexts');
    // A seed is drawn for each row and not used, as MABWiser does.
    if (this.#options.mode === 'mabwiser') rowSeeds(this.#options.random, rows.count);
    const expected = this.#options.mode === 'mabwiser' ? this.#alone(among) : this.#together(among);
    for (let row = 0; row < rows.count; row += 1) {
      const context = rows.values.subarray(row * rows.columns, (row + 1) * rows.columns);
      const leaves = among.map((arm) => {
        const grown = this.grown(arm);
        return grown === null ? null : (grown.leaves.get(leafOf(grown.tree, context)) ?? []);
      });
      yield { row, values: expected(leaves) };
    }
  }

  /** One policy learns from the leaves of all arms that a context comes to. */
  #together(arms: readonly Arm[]): Expected {
    const { random, make } = this.#options;
    const policy = make(arms, { random, modelRandom: random, binarizer: undefined });
    return (leaves) => {
      const decisions = arms.flatMap((arm, index) => (leaves[index] ?? []).map(() => arm));
      policy.fit({ decisions, rewards: leaves.flatMap((rewards) => rewards ?? []), contexts: null });
      return policy.expectations(null);
    };
  }

  /** Each leaf has a policy of its own that knows no other arm; 0 is expected of an arm without a tree. */
  #alone(arms: readonly Arm[]): Expected {
    const { random, make } = this.#options;
    const of = (arm: Arm, rewards: readonly number[]): number => {
      const leaf = make([arm], { random, modelRandom: random, binarizer: this.#binarizer });
      leaf.fit({ decisions: rewards.map(() => arm), rewards, contexts: null });
      return leaf.expectations(null)[0] ?? 0;
    };
    return (leaves) =>
      Float64Array.from(arms, (arm, index) => {
        const rewards = leaves[index] ?? null;
        return rewards === null ? 0 : of(arm, rewards);
      });
  }

  save(): unknown {
    return [...this.#trees].map(([arm, grown]) => [
      arm,
      grown === null
        ? null
        : { tree: grown.tree, leaves: [...grown.leaves].map(([leaf, rewards]) => [leaf, saveReals(rewards)]) },
    ]);
  }

  load(saved: unknown): void {
    this.#trees.clear();
    for (const [arm, grown] of savedTrees.parse(saved)) {
      const leaves = new Map<number, number[]>();
      for (const [leaf, rewards] of grown?.leaves ?? []) leaves.set(leaf, [...rewards]);
      this.#trees.set(arm, grown === null ? null : { tree: grown.tree, leaves });
    }
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
