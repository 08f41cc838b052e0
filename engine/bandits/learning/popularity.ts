import { z } from 'zod';
import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import type { Mode } from '../mode.ts';
import { savedArm, savedReal, saveReal } from '../state/saved.ts';
import { ArmSums } from './arm-sums.ts';
import type { LearningPolicy, Plays, Rows } from './learning-policy.ts';
import type { Memory } from './memory.ts';
import { drawnShares, racedShares } from './shares.ts';

const savedPopularity = z.strictObject({ sums: z.unknown(), kept: z.array(z.tuple([savedArm, savedReal])) });

/**
 * Plays arms with chances in proportion to their mean rewards, none of which may be below zero. In mode `mabwiser` shares
 * are drawn around these, and an arm without new plays keeps its share while the others get their mean, before all are made
 * to add up to one again; an arm that is added stays at zero and one that is warmed at the share it was given, until plays
 * come.
 */
export class Popularity implements LearningPolicy {
  readonly sums: ArmSums;
  readonly #mode: Mode;
  readonly #random: Generator;
  readonly #kept = new Map<Arm, number>();

  constructor(
    arms: Iterable<Arm>,
    options: { readonly mode: Mode; readonly memory?: Memory | undefined },
    random: Generator,
  ) {
    this.sums = new ArmSums(arms, options.memory);
    this.#mode = options.mode;
    this.#random = random;
  }

  /** The share of each arm. */
  get shares(): readonly number[] {
    if (this.#mode === 'mabwiser') return this.sums.arms.map((arm) => this.#kept.get(arm) ?? 0);
    return this.#shares(this.sums.arms);
  }

  #shares(arms: readonly Arm[]): readonly number[] {
    const means = arms.map((arm) => this.sums.mean(arm));
    const total = means.reduce((sum, mean) => sum + mean, 0);
    return means.map((mean) => (total === 0 ? 1 / means.length : mean / total));
  }

  #normalize(): void {
    const { arms } = this.sums;
    const total = arms.reduce<number>((sum, arm) => sum + (this.#kept.get(arm) ?? 0), 0);
    for (const arm of arms) this.#kept.set(arm, total === 0 ? 1 / arms.length : (this.#kept.get(arm) ?? 0) / total);
  }

  fit(plays: Plays): void {
    this.sums.clear();
    this.#kept.clear();
    this.partialFit(plays);
  }

  partialFit(plays: Plays): void {
    for (const arm of this.sums.learn(plays)) this.#kept.set(arm, this.sums.mean(arm));
    this.#normalize();
  }

  /** @throws RangeError when the mean reward of an arm is below zero. */
  expectations(rows: Rows | null, among: readonly Arm[] = this.sums.arms): Float64Array {
    const count = rows?.count ?? 1;
    if (this.#mode === 'mabwiser') return drawnShares(this.#random, this.shares, count);
    // All of them below zero would make shares above it.
    if (among.some((arm) => this.sums.mean(arm) < 0)) throw new RangeError('a mean reward is below zero');
    return racedShares(this.#random, this.#shares(among), count);
  }

  save(): unknown {
    return { sums: this.sums.save(), kept: [...this.#kept].map(([arm, share]) => [arm, saveReal(share)]) };
  }

  load(saved: unknown): void {
    const { sums, kept } = savedPopularity.parse(saved);
    this.sums.load(sums);
    this.#kept.clear();
    for (const [arm, share] of kept) this.#kept.set(arm, share);
  }

  add(arm: Arm): void {
    this.sums.add(arm);
    this.#kept.set(arm, 0);
  }

  remove(arm: Arm): void {
    this.sums.remove(arm);
    this.#kept.delete(arm);
    this.#normalize();
  }

  warm(cold: Arm, trained: Arm): void {
    this.sums.copy(cold, trained);
    this.#kept.set(cold, this.#kept.get(trained) ?? 0);
  }
}
