import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import type { Mode } from '../mode.ts';
import { ArmSums } from './arm-sums.ts';
import type { LearningPolicy, Plays, Rows } from './learning-policy.ts';
import type { Memory } from './memory.ts';
import { drawnShares, racedShares } from './shares.ts';

/**
 * Boltzmann exploration: an arm is played with a chance in proportion to exp(mean / τ). Sutton 1990. An expectation is a
 * number whose largest is an arm with that chance; in mode `mabwiser` it is a draw of shares around these, so that an arm
 * is chosen somewhat more evenly than its share says.
 */
export class Softmax implements LearningPolicy {
  readonly sums: ArmSums;
  readonly #tau: number;
  readonly #mode: Mode;
  readonly #random: Generator;

  constructor(
    arms: Iterable<Arm>,
    options: { readonly tau: number; readonly mode: Mode; readonly memory?: Memory | undefined },
    random: Generator,
  ) {
    this.sums = new ArmSums(arms, options.memory);
    this.#tau = options.tau;
    this.#mode = options.mode;
    this.#random = random;
  }

  /** exp((mean − largest mean) / τ) of each arm. */
  get exponents(): readonly number[] {
    return this.#exponents(this.sums.arms);
  }

  #exponents(arms: readonly Arm[]): readonly number[] {
    const means = arms.map((arm) => this.sums.mean(arm));
    const most = Math.max(...means);
    return means.map((mean) => Math.exp((mean - most) / this.#tau));
  }

  /** The share of each arm; they add up to one. */
  get shares(): readonly number[] {
    return this.#shares(this.sums.arms);
  }

  #shares(arms: readonly Arm[]): readonly number[] {
    const exponents = this.#exponents(arms);
    const total = exponents.reduce((sum, exponent) => sum + exponent, 0);
    return exponents.map((exponent) => exponent / total);
  }

  fit(plays: Plays): void {
    this.sums.clear();
    this.partialFit(plays);
  }

  partialFit(plays: Plays): void {
    this.sums.learn(plays);
  }

  expectations(rows: Rows | null, among: readonly Arm[] = this.sums.arms): Float64Array {
    const draw = this.#mode === 'mabwiser' ? drawnShares : racedShares;
    return draw(this.#random, this.#shares(among), rows?.count ?? 1);
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
