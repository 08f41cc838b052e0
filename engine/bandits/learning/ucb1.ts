import { z } from 'zod';
import type { Arm } from '../arm.ts';
import type { Mode } from '../mode.ts';
import { savedArm, savedReal, saveReal } from '../state/saved.ts';
import { ArmSums } from './arm-sums.ts';
import type { LearningPolicy, Plays, Rows } from './learning-policy.ts';
import type { Memory } from './memory.ts';

const savedUcb1 = z.strictObject({
  sums: z.unknown(),
  all: z.int().min(0),
  bounds: z.array(z.tuple([savedArm, savedReal])),
});

/**
 * Plays the arm with the largest upper bound, mean + α √(2 ln N / n). Auer, Cesa-Bianchi & Fischer 2002.
 * N is the plays of all arms. An arm that was never played has an infinite bound, so that it is tried. In mode `mabwiser` its
 * bound is 0, so that it may never be, and plays of arms that are unknown or were removed count as well.
 */
export class Ucb1 implements LearningPolicy {
  readonly sums: ArmSums;
  readonly #alpha: number;
  readonly #mode: Mode;
  readonly #bounds = new Map<Arm, number>();
  /** All plays, also of arms that are not known. */
  #all = 0;

  constructor(
    arms: Iterable<Arm>,
    options: { readonly alpha: number; readonly mode: Mode; readonly memory?: Memory | undefined },
  ) {
    this.sums = new ArmSums(arms, options.memory);
    this.#alpha = options.alpha;
    this.#mode = options.mode;
    this.#refresh();
  }

  /** N. */
  get total(): number {
    if (this.#mode === 'mabwiser') return this.#all;
    return this.#playsOf(this.sums.arms);
  }

  #playsOf(arms: readonly Arm[]): number {
    return arms.reduce<number>((sum, arm) => sum + this.sums.of(arm).count, 0);
  }

  /** The bound of an arm as of the last plays. */
  bound(arm: Arm): number {
    return this.#bounds.get(arm) ?? this.#unseen;
  }

  get #unseen(): number {
    return this.#mode === 'mabwiser' ? 0 : Number.POSITIVE_INFINITY;
  }

  #refresh(): void {
    const { total } = this;
    for (const arm of this.sums.arms) {
      if (this.sums.of(arm).count > 0) this.#bounds.set(arm, this.#boundAt(arm, total));
    }
  }

  /** Faded plays may be less than one. */
  #boundAt(arm: Arm, total: number): number {
    const { count } = this.sums.of(arm);
    return this.sums.mean(arm) + this.#alpha * Math.sqrt((2 * Math.log(Math.max(1, total))) / count);
  }

  fit(plays: Plays): void {
    this.sums.clear();
    this.#bounds.clear();
    this.#all = 0;
    this.partialFit(plays);
  }

  partialFit(plays: Plays): void {
    this.#all += plays.decisions.length;
    this.sums.learn(plays);
    this.#refresh();
  }

  expectations(rows: Rows | null, among?: readonly Arm[]): Float64Array {
    const arms = among ?? this.sums.arms;
    if (this.#mode === 'mabwiser') {
      return repeated(
        arms.map((arm) => this.bound(arm)),
        rows?.count ?? 1,
      );
    }
    const total = this.#playsOf(arms);
    const bounds = arms.map((arm) => (this.sums.of(arm).count > 0 ? this.#boundAt(arm, total) : this.#unseen));
    return repeated(bounds, rows?.count ?? 1);
  }

  save(): unknown {
    const bounds = [...this.#bounds].map(([arm, bound]) => [arm, saveReal(bound)]);
    return { sums: this.sums.save(), all: this.#all, bounds };
  }

  load(saved: unknown): void {
    const { sums, all, bounds } = savedUcb1.parse(saved);
    this.sums.load(sums);
    this.#all = all;
    this.#bounds.clear();
    for (const [arm, bound] of bounds) this.#bounds.set(arm, bound);
  }

  add(arm: Arm): void {
    this.sums.add(arm);
  }

  remove(arm: Arm): void {
    this.sums.remove(arm);
    this.#bounds.delete(arm);
    if (this.#mode === 'default') this.#refresh();
  }

  warm(cold: Arm, trained: Arm): void {
    this.sums.copy(cold, trained);
    this.#bounds.set(cold, this.bound(trained));
    if (this.#mode === 'default') this.#refresh();
  }
}

/** The same row of numbers `count` times. */
function repeated(row: readonly number[], count: number): Float64Array {
  const all = new Float64Array(row.length * count);
  for (let index = 0; index < count; index += 1) all.set(row, index * row.length);
  return all;
}
