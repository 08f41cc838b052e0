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
import type { RandomSources } from '../learning/linear.ts';
import { savedArm, savedReal, saveReal } from '../state/saved.ts';
import { History } from './history.ts';
import { rowSeeds } from './row-seeds.ts';

/**
 * Makes the policy that is fitted anew for each row of a call: `random` begins anew with each row, `modelRandom` a copy of the bandit's. The
 * binarizer is the one that came with an arm; without one the policy has its own.
 */
export type MakePolicy = (
  arms: readonly Arm[],
  parts: RandomSources & { readonly binarizer: Binarizer | undefined },
) => LearningPolicy;

export interface NeighbourOptions {
  readonly make: MakePolicy;
  readonly random: Generator;
  /** Chances of the arms where there is no neighbour; without them each is as likely. */
  readonly withoutNeighbours?: readonly number[] | undefined;
}

const savedNeighbours = z.object({ history: z.unknown(), unknown: z.array(z.tuple([savedArm, savedReal])) });

/**
 * A policy that learns anew for each row from the plays in contexts like it. Which those are the subclass says.
 */
export abstract class Neighbours implements LearningPolicy {
  protected readonly history = new History();
  protected readonly random: Generator;
  readonly #make: MakePolicy;
  readonly #withoutNeighbours: readonly number[] | undefined;
  /** What arms are expected to bring where there is no neighbour: nothing is known, or 0 for one that was added. */
  readonly #unknown: Map<Arm, number>;
  #binarizer: Binarizer | undefined;

  constructor(arms: Iterable<Arm>, { make, random, withoutNeighbours }: NeighbourOptions) {
    this.#make = make;
    this.random = random;
    this.#withoutNeighbours = withoutNeighbours;
    this.#unknown = new Map([...arms].map((arm) => [arm, Number.NaN]));
    if (withoutNeighbours !== undefined) this.#checked(withoutNeighbours);
  }

  /** Plays that count for a context. */
  near(context: Float64Array): Plays {
    return this.history.pick(this.neighboursOf(context));
  }

  /** Chances fit the arms there were at first, not those that came or went. */
  #checked(chances: readonly number[]): readonly number[] {
    if (chances.length !== this.#unknown.size)
      throw new RangeError(`${this.#unknown.size} arms have ${chances.length} chances`);
    return chances;
  }

  /** Chances of some of the arms; equal ones where none of them has any. */
  #chancesOf(chances: readonly number[], among: readonly Arm[]): readonly number[] {
    const { arms } = this;
    const own = this.#checked(chances).filter((_, place) => among.includes(arms[place] ?? Number.NaN));
    return own.some((chance) => chance > 0) ? own : own.map(() => 1);
  }

  /** Places of the plays that count for a context. */
  protected abstract neighboursOf(context: Float64Array): readonly number[];

  get arms(): readonly Arm[] {
    return [...this.#unknown.keys()];
  }

  get size(): number {
    return this.history.size;
  }

  fit(plays: Plays): void {
    this.history.clear();
    this.history.append(plays);
  }

  partialFit(plays: Plays): void {
    this.history.append(plays);
  }

  expectations(rows: Rows | null, arms: readonly Arm[] = this.arms): Float64Array {
    const all = new Float64Array((rows?.count ?? 0) * arms.length);
    for (const { row, policy, context } of this.#rows(rows)) {
      const values =
        policy === null ? arms.map((arm) => this.#unknown.get(arm) ?? 0) : policy.expectations(context, arms);
      all.set(values, row * arms.length);
    }
    return all;
  }

  choose(rows: Rows | null, among: readonly Arm[] = this.arms, best: Best = largest): readonly number[] {
    const size = among.length;
    const chances = this.#withoutNeighbours;
    const chosen: number[] = [];
    for (const { policy, context, random } of this.#rows(rows)) {
      if (policy !== null) chosen.push(best(policy.expectations(context, among), 0, size));
      else chosen.push(chances === undefined ? random.integer(size) : random.choice(this.#chancesOf(chances, among)));
    }
    return chosen;
  }

  /** Row by row the policy its neighbours make; null where there are none. All seeds are drawn first. */
  *#rows(rows: Rows | null) {
    if (rows === null) throw new RangeError('a contextual policy needs contexts');
    const seeds = rowSeeds(this.random, rows.count);
    const random = Generator.seeded(0);
    const policy = this.#make(this.arms, { random, modelRandom: this.random.clone(), binarizer: this.#binarizer });
    for (const [row, seed] of seeds.entries()) {
      const values = rows.values.subarray(row * rows.columns, (row + 1) * rows.columns);
      const context: Rows = { values, count: 1, columns: rows.columns };
      random.reseed(seed);
      const near = this.neighboursOf(values);
      if (near.length === 0) {
        yield { row, policy: null, context, random };
        continue;
      }
      policy.fit(this.history.pick(near));
      yield { row, policy, context, random };
    }
  }

  save(): object {
    return {
      history: this.history.save(),
      unknown: [...this.#unknown].map(([arm, expected]) => [arm, saveReal(expected)]),
    };
  }

  load(saved: unknown): void {
    const { history, unknown } = savedNeighbours.parse(saved);
    this.history.load(history);
    this.#unknown.clear();
    for (const [arm, expected] of unknown) this.#unknown.set(arm, expected);
  }

  add(arm: Arm, binarizer?: Binarizer): void {
    if (binarizer !== undefined) this.#binarizer = binarizer;
    this.#unknown.set(arm, 0);
  }

  remove(arm: Arm): void {
    this.#unknown.delete(arm);
  }

  /** Nothing: what is near decides. */
  warm(): void {}
}
