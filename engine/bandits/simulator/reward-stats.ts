import { pairwiseSum } from '../../stats/rng/index.ts';
import type { Arm } from '../arm.ts';

/** Rewards of one arm, described. `std` is over the number of rewards, not one less. */
export interface RewardStats {
  readonly count: number;
  readonly sum: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  readonly std: number;
}

/** What is known of each arm; null where there are no rewards. */
export type ArmStats = ReadonlyMap<Arm, RewardStats | null>;

/** null of no rewards. */
export function rewardStats(rewards: readonly number[]): RewardStats | null {
  const count = rewards.length;
  if (count === 0) return null;
  const sum = pairwiseSum(rewards);
  const mean = sum / count;
  const square = pairwiseSum(rewards.map((reward) => (reward - mean) ** 2));
  const [min, max] = rewards.reduce(
    ([low, high], reward) => [Math.min(low, reward), Math.max(high, reward)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return { count, sum, min, max, mean, std: Math.sqrt(square / count) };
}

/** Rewards by arm, `rewards[i]` for `decisions[i]`. Rewards of arms that are not asked about are passed over. */
export function armStats(arms: readonly Arm[], decisions: readonly Arm[], rewards: readonly number[]): ArmStats {
  const own = new Map<Arm, number[]>(arms.map((arm) => [arm, []]));
  for (const [index, decision] of decisions.entries()) own.get(decision)?.push(rewards[index] ?? Number.NaN);
  return new Map([...own].map(([arm, values]) => [arm, rewardStats(values)]));
}
