import type { LoggedRounds, TargetPolicy } from './rounds.ts';
import { type MeanRead, meanRead } from './spread.ts';
import { effectiveSize, type Weights } from './weights.ts';

/** Whether the logs can tell about the policy at all. */
export interface Overlap {
  readonly rounds: number;
  /** Effective number of rounds by their weights. */
  readonly effectiveRounds: number;
  /** The same of the rounds with a reward, each by its weight times its reward: what an estimate really rests on. */
  readonly effectiveRewarded: number;
  readonly maxWeight: number;
  /** Comes to one when the propensities are right and nothing the policy does was left out of the logs. */
  readonly meanWeight: MeanRead;
  readonly clippedShare: number;
  /** Share of what the policy would do that was never once logged in that position. */
  readonly unsupportedShare: number;
}

/** Mean share of the policy, over the rounds, on actions never logged in the position of the round. */
export function unsupportedShare({ actions, positions }: LoggedRounds, target: TargetPolicy): number {
  const size = target.actions;
  const logged = new Set<number>();
  for (const [round, action] of actions.entries()) logged.add((positions?.[round] ?? 0) * size + action);
  const known = new Map<string, number>();
  let sum = 0;
  for (const [round, situation] of target.situations.entries()) {
    const position = positions?.[round] ?? 0;
    const key = `${situation} ${position}`;
    let missing = known.get(key);
    if (missing === undefined) {
      missing = 0;
      for (let action = 0; action < size; action += 1)
        if (!logged.has(position * size + action)) missing += target.shares[situation * size + action] ?? 0;
      known.set(key, missing);
    }
    sum += missing;
  }
  return sum / actions.length;
}

export function overlapOf(rounds: LoggedRounds, target: TargetPolicy, weights: Weights): Overlap {
  const { values } = weights;
  return {
    rounds: values.length,
    effectiveRounds: effectiveSize(values),
    effectiveRewarded: effectiveSize(values.map((weight, round) => weight * (rounds.rewards[round] ?? 0))),
    maxWeight: values.reduce((most, weight) => Math.max(most, weight), 0),
    meanWeight: meanRead(values),
    clippedShare: weights.clippedShare,
    unsupportedShare: unsupportedShare(rounds, target),
  };
}
