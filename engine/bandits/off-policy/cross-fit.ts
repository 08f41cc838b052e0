import { expectedReward, fitRewardModel, type RewardModel, standardized } from './reward-model.ts';
import type { LoggedRounds, TargetPolicy } from './rounds.ts';

/** What a model that never saw the round expects of it. */
export interface ModelReads {
  /** Of the action that was taken. */
  readonly factual: Float64Array;
  /** Of the policy asked about. */
  readonly expected: Float64Array;
}

/** `expectedReward`, kept for each situation and position when the model knows nothing else of a round. */
export function expectedRewards(
  model: RewardModel,
  target: TargetPolicy,
  { positions, contexts }: LoggedRounds,
): (round: number) => number {
  if (contexts !== null) return (round) => expectedReward(model, target, round);
  const known = new Map<number, number>();
  const situations = target.shares.length / target.actions;
  return (round) => {
    const key = (positions?.[round] ?? 0) * situations + (target.situations[round] ?? 0);
    const found = known.get(key) ?? expectedReward(model, target, round);
    known.set(key, found);
    return found;
  };
}

/**
 * Each of `folds` parts of the rounds, every folds-th one, is read by a model fitted to the other parts, so that a round
 * does not answer for itself and intervals hold. Source: Chernozhukov et al. 2018, "Double/debiased machine learning".
 */
export function crossFit(
  rounds: LoggedRounds,
  target: TargetPolicy,
  { folds, ridge }: { readonly folds: number; readonly ridge: number },
): ModelReads {
  const n = rounds.actions.length;
  const parts = Math.min(folds, n);
  const scaled = standardized(rounds);
  const factual = new Float64Array(n);
  const expected = new Float64Array(n);
  for (let fold = 0; fold < parts; fold += 1) {
    const training = Int32Array.from(rounds.actions.keys()).filter((round) => round % parts !== fold);
    const model = fitRewardModel(rounds, training, { actions: target.actions, ridge, scaled });
    const expectedOf = expectedRewards(model, target, rounds);
    for (let round = fold; round < n; round += parts) {
      factual[round] = model.reward(round, rounds.actions[round] ?? 0);
      expected[round] = expectedOf(round);
    }
  }
  return { factual, expected };
}
