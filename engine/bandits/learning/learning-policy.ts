import type { Arm } from '../arm.ts';

/** Contexts of `count` rows with `columns` numbers each, row after row. */
export interface Rows {
  readonly values: Float64Array;
  readonly count: number;
  readonly columns: number;
}

/** Some of the rows. */
export function pickRows({ values, columns }: Rows, places: readonly number[]): Rows {
  const picked = new Float64Array(places.length * columns);
  for (const [to, row] of places.entries())
    picked.set(values.subarray(row * columns, (row + 1) * columns), to * columns);
  return { values: picked, count: places.length, columns };
}

/** What was played and what came of it: `rewards[i]` for `decisions[i]`, seen in row i of `contexts`. */
export interface Plays {
  readonly decisions: readonly Arm[];
  readonly rewards: ArrayLike<number>;
  /** null: the policy does not look at contexts. */
  readonly contexts: Rows | null;
  /** How much there was to see of each play, for policies that count; 1 by default. */
  readonly exposures?: ArrayLike<number>;
}

/** Turns a reward into a success or a failure. */
export type Binarizer = (arm: Arm, reward: number) => boolean;

/**
 * How plays become expectations. Arms have an order, that in which they were added: draws are taken in it, and the first of
 * equals wins.
 */
export interface LearningPolicy {
  /** Forgets what it knew and learns from these plays. */
  fit(plays: Plays): void;
  /** Learns from more plays. */
  partialFit(plays: Plays): void;
  /**
   * What each arm is expected to bring, with the exploration of the policy in it: for each row of `rows`, one after the
   * other, a number per arm; one row when `rows` is null. Each call draws anew.
   * @param among the arms asked about, in their order: it draws as if there were no others. All of them by default.
   */
  expectations(rows: Rows | null, among?: readonly Arm[]): Float64Array;
  /** The place among the arms of the one to play in each row, where that is not the largest expectation. Draws anew. */
  choose?(rows: Rows | null, among?: readonly Arm[], best?: Best): readonly number[];
  add(arm: Arm, binarizer?: Binarizer): void;
  remove(arm: Arm): void;
  /** Lets a cold arm begin with what is known of a trained one. */
  warm(cold: Arm, trained: Arm): void;
  /** What it knows, as JSON can hold it; not its options, nor the generator it was given. */
  save(): unknown;
  /** Knows what was saved, and nothing else. @throws ZodError for what no policy of its kind saves. */
  load(saved: unknown): void;
}

/** How the place of the best of `size` numbers from `from` on is found. */
export type Best = (values: Float64Array, from: number, size: number) => number;

/** Place of the largest of `size` numbers from `from` on; the first of equals. */
export function largest(values: Float64Array, from: number, size: number): number {
  let found = 0;
  for (let index = 1; index < size; index += 1) {
    if ((values[from + index] ?? Number.NaN) > (values[from + found] ?? Number.NaN)) found = index;
  }
  return found;
}

/** The rewards of each arm that was played, in the order of the plays. */
export function rewardsByArm({ decisions, rewards }: Plays): ReadonlyMap<Arm, readonly number[]> {
  const found = new Map<Arm, number[]>();
  for (const [index, arm] of decisions.entries()) {
    const reward = rewards[index] ?? Number.NaN;
    const own = found.get(arm);
    if (own === undefined) found.set(arm, [reward]);
    else own.push(reward);
  }
  return found;
}
