import { z } from 'zod';
import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import { savedArm } from '../state/saved.ts';
import type { LearningPolicy, Rows } from './learning-policy.ts';

/** Plays any arm, each as likely, and learns nothing: what others are measured against. */
export class RandomPolicy implements LearningPolicy {
  readonly #arms: Set<Arm>;
  readonly #random: Generator;

  constructor(arms: Iterable<Arm>, random: Generator) {
    this.#arms = new Set(arms);
    this.#random = random;
  }

  get arms(): readonly Arm[] {
    return [...this.#arms];
  }

  fit(): void {}

  partialFit(): void {}

  expectations(rows: Rows | null, among: readonly Arm[] = this.arms): Float64Array {
    return Float64Array.from({ length: (rows?.count ?? 1) * among.length }, () => this.#random.random());
  }

  save(): unknown {
    return this.arms;
  }

  load(saved: unknown): void {
    const arms = z.array(savedArm).parse(saved);
    this.#arms.clear();
    for (const arm of arms) this.#arms.add(arm);
  }

  add(arm: Arm): void {
    this.#arms.add(arm);
  }

  remove(arm: Arm): void {
    this.#arms.delete(arm);
  }

  warm(): void {}
}
