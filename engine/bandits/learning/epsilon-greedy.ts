import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { ArmSums } from './arm-sums.ts';
import type { LearningPolicy, Plays, Rows } from './learning-policy.ts';
import type { Memory } from './memory.ts';

/** Plays the arm with the largest mean, or with probability ε any. Sutton & Barto 2018, §2.2. */
export class EpsilonGreedy implements LearningPolicy {
  readonly sums: ArmSums;
  readonly #epsilon: number;
  readonly #random: Generator;

  constructor(
    arms: Iterable<Arm>,
    options: { readonly epsilon: number; readonly memory?: Memory | undefined },
    random: Generator,
  ) {
    this.sums = new ArmSums(arms, options.memory);
    this.#epsilon = options.epsilon;
    this.#random = random;
  }

  fit(plays: Plays): void {
    this.sums.clear();
    this.partialFit(plays);
  }

  partialFit(plays: Plays): void {
    this.sums.learn(plays);
  }

  expectations(rows: Rows | null, arms: readonly Arm[] = this.sums.arms): Float64Array {
    const means = arms.map((arm) => this.sums.mean(arm));
    const any = () => arms.map(() => this.#random.random());
    const count = rows?.count ?? 1;
    // One row draws its uniforms when it explores; more rows draw them all, whether they explore or not.
    if (count === 1) return Float64Array.from(this.#random.random() < this.#epsilon ? any() : means);
    const tests = Array.from({ length: count }, () => this.#random.random());
    return Float64Array.from(
      tests.flatMap((test) => {
        const drawn = any();
        return test < this.#epsilon ? drawn : means;
      }),
    );
  }

  save(): unknown {
    return this.sums.save();
  }

  load(saved: unknown): void {
    this.sums.load(saved);
  }

  add(arm: Arm): void {
    this.sums.add(arm);
  }

  remove(arm: Arm): void {
    this.sums.remove(arm);
  }

  warm(cold: Arm, trained: Arm): void {
    this.sums.copy(cold, trained);
  }
}
