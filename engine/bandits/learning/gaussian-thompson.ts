import { z } from 'zod';
import type { Generator } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';
import type { Posterior } from '../posterior/posterior.ts';
import { ArmMoments } from './arm-moments.ts';
import type { LearningPolicy, Plays, Rows } from './learning-policy.ts';
import type { Memory } from './memory.ts';
import { posteriorDraws } from './posterior-draws.ts';

const positive = z.number().positive();

/** Normal-inverse-gamma: the mean is `mean` as if from `weight` plays, the variance inverse gamma with `shape` and `scale`. */
export const gaussianPriorSchema = z.strictObject({
  mean: z.number(),
  weight: positive,
  shape: positive,
  scale: positive,
});
export type GaussianPrior = Readonly<z.infer<typeof gaussianPriorSchema>>;

/** Worth a hundredth of a play for the mean and two for the variance. */
const WEAK: GaussianPrior = { mean: 0, weight: 0.01, shape: 1, scale: 1 };

/**
 * Thompson sampling for rewards that are values: mean and variance are learned together. Gelman et al. 2013, "Bayesian Data
 * Analysis", §3.3; Honda & Takemura 2014 (Thompson sampling with both unknown).
 */
export class GaussianThompson implements LearningPolicy {
  readonly moments: ArmMoments;
  readonly #prior: GaussianPrior;
  readonly #random: Generator;

  constructor(
    arms: Iterable<Arm>,
    { prior = WEAK, memory }: { readonly prior?: GaussianPrior | undefined; readonly memory?: Memory | undefined },
    random: Generator,
  ) {
    this.moments = new ArmMoments(arms, memory);
    this.#prior = prior;
    this.#random = random;
  }

  posterior(arm: Arm): Posterior {
    const { mean, weight, shape, scale } = this.#prior;
    const { count, mean: seen, squares } = this.moments.of(arm);
    const all = weight + count;
    const alpha = shape + count / 2;
    const beta = scale + squares / 2 + (weight * count * (seen - mean) ** 2) / (2 * all);
    return {
      kind: 'student',
      mean: (weight * mean + count * seen) / all,
      scale: Math.sqrt(beta / (alpha * all)),
      df: 2 * alpha,
    };
  }

  fit(plays: Plays): void {
    this.moments.clear();
    this.partialFit(plays);
  }

  partialFit(plays: Plays): void {
    this.moments.learn(plays);
  }

  expectations(rows: Rows | null, among: readonly Arm[] = this.moments.arms): Float64Array {
    return posteriorDraws(among, rows?.count ?? 1, { of: (arm) => this.posterior(arm), random: this.#random });
  }

  save(): unknown {
    return this.moments.save();
  }

  load(saved: unknown): void {
    this.moments.load(saved);
  }

  add(arm: Arm): void {
    this.moments.add(arm);
  }

  remove(arm: Arm): void {
    this.moments.remove(arm);
  }

  warm(cold: Arm, trained: Arm): void {
    this.moments.copy(cold, trained);
  }
}
