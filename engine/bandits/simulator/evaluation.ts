import type { Arm } from '../arm.ts';
import { type Confusion, confusionOf } from './confusion.ts';
import { type ArmStats, armStats, type RewardStats } from './reward-stats.ts';

/** Rows that were played, what was logged of them, and what was predicted. */
export interface PlayedRows {
  readonly arms: readonly Arm[];
  readonly decisions: readonly Arm[];
  readonly rewards: readonly number[];
  readonly predictions: readonly Arm[];
  /** What is known of the arms from the rows that were learned from first. */
  readonly train: ArmStats;
  /** What is known of the arms from the neighbours of each row; null for a bandit without neighbours. */
  readonly neighbourhoods: readonly ArmStats[] | null;
}

/** What a bandit is credited with, by the arms it predicted. */
export interface Evaluation {
  readonly rows: number;
  /** Rows in which the logged arm was predicted: only their rewards were really seen. */
  readonly matched: number;
  /** Rows in which an arm was predicted of which nothing is known; they are credited with 0. */
  readonly unknown: number;
  /** Rows that were not matched count with the smallest, the mean and the largest reward of the arm. */
  readonly lowest: ArmStats;
  readonly mean: ArmStats;
  readonly highest: ArmStats;
  readonly confusion: Confusion;
}

/**
 * Credits each prediction with the logged reward when the logged arm was predicted, otherwise with a statistic of the arm
 * among the neighbours of the row or, without these, among the training rows.
 */
export function evaluate({ arms, decisions, rewards, predictions, train, neighbourhoods }: PlayedRows): Evaluation {
  const matches = (arm: Arm, row: number): boolean => arm === decisions[row];
  const known = (arm: Arm, row: number): RewardStats | null =>
    neighbourhoods?.[row]?.get(arm) ?? train.get(arm) ?? null;
  const credited = (field: 'min' | 'mean' | 'max'): ArmStats => {
    const credits = predictions.map((arm, row) =>
      matches(arm, row) ? (rewards[row] ?? Number.NaN) : (known(arm, row)?.[field] ?? 0),
    );
    return armStats(arms, predictions, credits);
  };
  return {
    rows: predictions.length,
    matched: predictions.filter(matches).length,
    unknown: predictions.filter((arm, row) => !matches(arm, row) && known(arm, row) === null).length,
    lowest: credited('min'),
    mean: credited('mean'),
    highest: credited('max'),
    confusion: confusionOf(decisions, predictions),
  };
}
