import type { LoggedRounds, TargetPolicy } from './rounds.ts';

/** The policy's share, over the rounds, on actions whose weight is above a threshold. */
export type ShareAbove = (threshold: number) => number;

/** Relative difference up to which two propensities are one. */
const SAME = 1e-9;

/** The chance the logging policy gave each action in each position, where that never changed; null where it did. */
function steadyLogging({ actions, positions, propensities }: LoggedRounds): ReadonlyMap<string, number> | null {
  const found = new Map<string, number>();
  for (const [round, action] of actions.entries()) {
    const key = `${positions?.[round] ?? 0} ${action}`;
    const propensity = propensities[round] ?? 0;
    const known = found.get(key) ?? propensity;
    if (Math.abs(known - propensity) > SAME * known) return null;
    found.set(key, known);
  }
  return found;
}

/** Weight and share of each action in each situation and position that occurs, by how often it does. */
function pieces(
  { positions }: LoggedRounds,
  { situations, shares, actions }: TargetPolicy,
  logging: ReadonlyMap<string, number>,
): readonly { readonly weight: number; readonly share: number }[] {
  const counts = new Map<string, { situation: number; position: number; rounds: number }>();
  for (const [round, situation] of situations.entries()) {
    const position = positions?.[round] ?? 0;
    const key = `${situation} ${position}`;
    const known = counts.get(key) ?? { situation, position, rounds: 0 };
    known.rounds += 1;
    counts.set(key, known);
  }
  return [...counts.values()].flatMap(({ situation, position, rounds }) =>
    Array.from({ length: actions }, (_, action) => {
      const share = shares[situation * actions + action] ?? 0;
      const propensity = logging.get(`${position} ${action}`) ?? 0;
      return { weight: share / propensity, share: (share * rounds) / situations.length };
    }),
  );
}

/**
 * Where the chances of the logging policy stayed the same in each position, the share is exact: what was never logged has an
 * infinite weight. Elsewhere the chances of actions that were not taken are unknown, and the weights of those taken stand in
 * for them, Σ w 1(w > threshold) / n; this all but never lets a threshold pay.
 */
export function shareAbove(rounds: LoggedRounds, target: TargetPolicy, weights: Float64Array): ShareAbove {
  const logging = steadyLogging(rounds);
  if (logging === null)
    return (threshold) => weights.reduce((sum, weight) => sum + (weight > threshold ? weight : 0), 0) / weights.length;
  const all = pieces(rounds, target, logging).filter(({ share }) => share > 0);
  return (threshold) => all.reduce((sum, { weight, share }) => sum + (weight > threshold ? share : 0), 0);
}
