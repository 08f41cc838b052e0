import type { Rows } from '../learning/learning-policy.ts';

/**
 * What a policy did and what came of it, a round after the other: Saito, Aihara, Matsutani & Narita 2020, "Open Bandit
 * Dataset and Pipeline", §3. Rounds are taken as independent of each other.
 */
export interface LoggedRounds {
  /** Which action was taken, from 0 on. */
  readonly actions: Int32Array;
  /** What it brought: 0 or 1 for clicks, or any number. */
  readonly rewards: Float64Array;
  /** The chance the logging policy had given that action in that round; above 0. */
  readonly propensities: Float64Array;
  /** Where the action was shown, from 0 on; null when there is one place. */
  readonly positions: Int32Array | null;
  /** What was known of each round; null when the reward model does not look at it. */
  readonly contexts: Rows | null;
}

/** What the policy asked about does: a chance for each action in each situation, and which situation each round is. */
export interface TargetPolicy {
  readonly actions: number;
  /** Situations × actions, row after row; each row adds up to one. */
  readonly shares: Float64Array;
  /** The situation of each round, from 0 on. */
  readonly situations: Int32Array;
}

/** The chance that the policy asked about takes this action in this round. */
export const shareOf = ({ shares, situations, actions }: TargetPolicy, round: number, action: number): number =>
  shares[(situations[round] ?? 0) * actions + action] ?? 0;

const isWhole = (value: number, below: number): boolean => Number.isInteger(value) && value >= 0 && value < below;

/** Why these rounds and this policy can not be read together; null when they can. */
export function roundsFault(rounds: LoggedRounds, target: TargetPolicy): string | null {
  const { actions, rewards, propensities, positions, contexts } = rounds;
  const n = actions.length;
  if (n < 2) return 'fewer than two rounds were logged';
  const lengths = [rewards.length, propensities.length, target.situations.length, positions?.length ?? n];
  if (lengths.some((length) => length !== n) || (contexts !== null && contexts.count !== n))
    return 'its columns are of different lengths';
  if (target.actions < 1 || target.shares.length % target.actions !== 0) return 'the policy has a share too few';
  if (!rewards.every(Number.isFinite)) return 'a reward is no number';
  if (!propensities.every((value) => value > 0 && value <= 1)) return 'a propensity is not above 0 and at most 1';
  if (!actions.every((action) => isWhole(action, target.actions))) return 'an action is unknown to the policy';
  const situations = target.shares.length / target.actions;
  if (!target.situations.every((situation) => isWhole(situation, situations)))
    return 'a round is in a situation unknown to the policy';
  for (let situation = 0; situation < situations; situation += 1) {
    const row = target.shares.subarray(situation * target.actions, (situation + 1) * target.actions);
    const sum = row.reduce((total, share) => total + share, 0);
    if (!row.every((share) => share >= 0) || !(Math.abs(sum - 1) < 1e-6))
      return 'the shares of the policy do not add up to one';
  }
  return null;
}
