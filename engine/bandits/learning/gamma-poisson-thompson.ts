import { z } from 'zod';
import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import type { Posterior } from '../posterior/posterior.ts';
import { ArmSums } from './arm-sums.ts';
import type { LearningPolicy, Plays, Rows } from './learning-policy.ts';
import type { Memory } from './memory.ts';
import { posteriorDraws } from './posterior-draws.ts';

const positive = z.number().positive();

/** `shape` counts in `rate` exposures, as if seen before. */
export const gammaPriorSchema = z.strictObject({ shape: positive, rate: positive });
export type GammaPrior = Readonly<z.infer<typeof gammaPriorSchema>>;

const WEAK: GammaPrior = { shape: 1, rate: 1 };

/**
 * Thompson sampling for rewards that are counts: orders a day, say, or a week for a play with an exposure of 7. Gelman et al.
 * 2013, "Bayesian Data Analysis", §2.6.
 */
export class GammaPoissonThompson implements LearningPolicy {
  readonly sums: ArmSums;
  readonly #prior: GammaPrior;
  readonly #random: Generator;

  constructor(
    arms: Iterable<Arm>,
    { prior = WEAK, memory }: { readonly prior?: GammaPrior | undefined; readonly memory?: Memory | undefined },
    random: Generator,
  ) {
    this.sums = new ArmSums(arms, memory, true);
    this.#prior = prior;
    this.#random = random;
  }

  posterior(arm: Arm): Posterior {
    const { sum, count } = this.sums.of(arm);
    return { kind: 'gamma', shape: this.#prior.shape + sum, rate: this.#prior.rate + count };
  }

  fit(plays: Plays): void {
    this.sums.clear();
    this.partialFit(plays);
  }

  /** @throws RangeError for a count below zero or an exposure that is not above it. */
  partialFit(plays: Plays): void {
    for (let index = 0; index < plays.decisions.length; index += 1) {
      if (!((plays.rewards[index] ?? Number.NaN) >= 0)) throw new RangeError('a count is 0 or more');
      if (!((plays.exposures?.[index] ?? 1) > 0)) throw new RangeError('an exposure is more than 0');
    }
    this.sums.learn(plays);
  }

  expectations(rows: Rows | null, among: readonly Arm[] = this.sums.arms): Float64Array {
    return posteriorDraws(among, rows?.count ?? 1, { of: (arm) => this.posterior(arm), random: this.#random });
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
