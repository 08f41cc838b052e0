import type { Generator } from '../../stats/rng/index.ts';
import { expectedRewards } from './cross-fit.ts';
import { fitRewardModel, standardized } from './reward-model.ts';
import type { LoggedRounds, TargetPolicy } from './rounds.ts';

interface DirectOptions {
  readonly ridge: number;
  readonly resamples: number;
  readonly random: Generator;
}

/**
 * The direct method: a model fitted to all rounds, and what it expects of the policy, on average. Its spread is that of the
 * whole procedure over resampled rounds; what the model gets wrong is not in it. Source: Dudík, Langford & Li 2011, §2.
 */
export function directMethod(
  rounds: LoggedRounds,
  target: TargetPolicy,
  { ridge, resamples, random }: DirectOptions,
): { readonly value: number; readonly resampled: Float64Array } {
  const n = rounds.actions.length;
  const scaled = standardized(rounds);
  const read = (training: Int32Array): number => {
    const model = fitRewardModel(rounds, training, { actions: target.actions, ridge, scaled });
    const expectedOf = expectedRewards(model, target, rounds);
    let sum = 0;
    for (const round of training) sum += expectedOf(round);
    return sum / n;
  };
  const value = read(Int32Array.from(rounds.actions.keys()));
  const draw = () => read(new Int32Array(n).map(() => random.integer(n)));
  return { value, resampled: Float64Array.from({ length: resamples }, draw) };
}
