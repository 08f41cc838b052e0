import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { type Binarizer, type LearningPolicy, type Plays, type Rows, rewardsByArm } from './learning-policy.ts';

/** Beta posterior of a success rate: one more than the successes and failures seen. */
export interface BetaPosterior {
  readonly success: number;
  readonly fail: number;
}

const UNIFORM: BetaPosterior = { success: 1, fail: 1 };

/**
 * Plays each arm with the probability that it is the best: a draw from each Beta posterior, the largest wins.
 * Thompson 1933; Chapelle & Li 2011. Rewards are 0 or 1, or a binarizer says which they are.
 */
export class ThompsonSampling implements LearningPolicy {
  readonly #posteriors: Map<Arm, BetaPosterior>;
  readonly #random: Generator;
  #binarizer: Binarizer | undefined;

  constructor(arms: Iterable<Arm>, options: { readonly binarizer?: Binarizer | undefined }, random: Generator) {
    this.#posteriors = new Map([...arms].map((arm) => [arm, UNIFORM]));
    this.#binarizer = options.binarizer;
    this.#random = random;
  }

  get arms(): readonly Arm[] {
    return [...this.#posteriors.keys()];
  }

  posterior(arm: Arm): BetaPosterior {
    return this.#posteriors.get(arm) ?? UNIFORM;
  }

  fit(plays: Plays): void {
    for (const arm of this.#posteriors.keys()) this.#posteriors.set(arm, UNIFORM);
    this.partialFit(plays);
  }

  /** @throws RangeError for a reward that is neither 0 nor 1, without a binarizer. */
  partialFit(plays: Plays): void {
    const binarizer = this.#binarizer;
    for (const [arm, rewards] of rewardsByArm(plays)) {
      if (binarizer === undefined && rewards.some((reward) => reward !== 0 && reward !== 1))
        throw new RangeError('Thompson sampling takes rewards of 0 and 1, or a binarizer');
      const known = this.#posteriors.get(arm);
      if (known === undefined) continue;
      const successes = rewards.filter((reward) => (binarizer === undefined ? reward === 1 : binarizer(arm, reward)));
      this.#posteriors.set(arm, {
        success: known.success + successes.length,
        fail: known.fail + rewards.length - successes.length,
      });
    }
  }

  /** The draws of one arm for all rows come before those of the next arm. */
  expectations(rows: Rows | null): Float64Array {
    const count = rows?.count ?? 1;
    const { arms } = this;
    const all = new Float64Array(count * arms.length);
    for (const [index, arm] of arms.entries()) {
      const { success, fail } = this.posterior(arm);
      for (let row = 0; row < count; row += 1) all[row * arms.length + index] = this.#random.beta(success, fail);
    }
    return all;
  }

  add(arm: Arm, binarizer?: Binarizer): void {
    if (binarizer !== undefined) this.#binarizer = binarizer;
    this.#posteriors.set(arm, UNIFORM);
  }

  remove(arm: Arm): void {
    this.#posteriors.delete(arm);
  }

  warm(cold: Arm, trained: Arm): void {
    this.#posteriors.set(cold, this.posterior(trained));
  }
}
