import { z } from 'zod';
import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { ArmSums } from './arm-sums.ts';
import type { Binarizer, LearningPolicy, Plays, Rows } from './learning-policy.ts';
import type { Memory } from './memory.ts';

const positive = z.number().positive();

/** `alpha` successes and `beta` failures, as if seen before; 1 and 1 is the uniform prior. */
export const betaPriorSchema = z.strictObject({ alpha: positive, beta: positive });
export type BetaPrior = Readonly<z.infer<typeof betaPriorSchema>>;

/** Beta posterior of a success rate: the prior and the successes and failures seen. */
export interface BetaPosterior {
  readonly success: number;
  readonly fail: number;
}

const UNIFORM: BetaPrior = { alpha: 1, beta: 1 };

export interface ThompsonOptions {
  readonly binarizer?: Binarizer | undefined;
  readonly prior?: BetaPrior | undefined;
  readonly memory?: Memory | undefined;
}

/**
 * Plays each arm with the probability that it is the best: a draw from each Beta posterior, the largest wins.
 * Thompson 1933; Chapelle & Li 2011. Rewards are 0 or 1, or a binarizer says which they are.
 */
export class ThompsonSampling implements LearningPolicy {
  /** Successes and plays. */
  readonly sums: ArmSums;
  readonly #prior: BetaPrior;
  readonly #random: Generator;
  #binarizer: Binarizer | undefined;

  constructor(arms: Iterable<Arm>, { binarizer, prior = UNIFORM, memory }: ThompsonOptions, random: Generator) {
    this.sums = new ArmSums(arms, memory);
    this.#prior = prior;
    this.#binarizer = binarizer;
    this.#random = random;
  }

  get arms(): readonly Arm[] {
    return this.sums.arms;
  }

  posterior(arm: Arm): BetaPosterior {
    const { sum, count } = this.sums.of(arm);
    return { success: this.#prior.alpha + sum, fail: this.#prior.beta + (count - sum) };
  }

  fit(plays: Plays): void {
    this.sums.clear();
    this.partialFit(plays);
  }

  /** @throws RangeError for a reward that is neither 0 nor 1, without a binarizer. */
  partialFit(plays: Plays): void {
    this.sums.learn({ ...plays, rewards: this.#judged(plays) });
  }

  #judged({ decisions, rewards }: Plays): ArrayLike<number> {
    const binarizer = this.#binarizer;
    if (binarizer !== undefined)
      return Float64Array.from(decisions, (arm, index) => Number(binarizer(arm, rewards[index] ?? Number.NaN)));
    for (let index = 0; index < decisions.length; index += 1) {
      const reward = rewards[index];
      if (reward !== 0 && reward !== 1)
        throw new RangeError('Thompson sampling takes rewards of 0 and 1, or a binarizer');
    }
    return rewards;
  }

  /** The draws of one arm for all rows come before those of the next arm. */
  expectations(rows: Rows | null, among: readonly Arm[] = this.arms): Float64Array {
    const count = rows?.count ?? 1;
    const all = new Float64Array(count * among.length);
    for (const [index, arm] of among.entries()) {
      const { success, fail } = this.posterior(arm);
      for (let row = 0; row < count; row += 1) all[row * among.length + index] = this.#random.beta(success, fail);
    }
    return all;
  }

  save(): unknown {
    return this.sums.save();
  }

  load(saved: unknown): void {
    this.sums.load(saved);
  }

  add(arm: Arm, binarizer?: Binarizer): void {
    if (binarizer !== undefined) this.#binarizer = binarizer;
    this.sums.add(arm);
  }

  remove(arm: Arm): void {
    this.sums.remove(arm);
  }

  warm(cold: Arm, trained: Arm): void {
    this.sums.copy(cold, trained);
  }
}
