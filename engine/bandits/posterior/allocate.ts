import { appError, err, ok, type Result } from '../../core/index.ts';

export interface AllocationRules {
  /** Each arm that may be played keeps this share at least. */
  readonly floor?: number;
  /** No arm gets more than this. */
  readonly cap?: number;
  /** Whether each arm may be played; all of them by default. The others get nothing. */
  readonly eligible?: readonly boolean[];
  /** An arm with fewer plays than this is not judged yet: it keeps an equal share, or the cap where that is less. */
  readonly minimumPlays?: number;
  /** Plays of each arm so far, for `minimumPlays`. */
  readonly plays?: readonly number[];
}

interface Bounded {
  readonly weight: number;
  readonly least: number;
  readonly most: number;
}

/**
 * Shares of the next plays in proportion to `probabilities` (those of being the best, as a rule), none below the floor nor
 * above the cap; they add up to one. What the floor takes and the cap leaves is spread over the others in proportion, and
 * evenly where no other has a chance: water-filling, Boyd & Vandenberghe 2004, example 5.2.
 * @returns BANDIT_ALLOCATION_IMPOSSIBLE when floors need more than there is or caps leave some over.
 */
export function allocate(probabilities: readonly number[], rules: AllocationRules = {}): Result<readonly number[]> {
  const { floor = 0, cap = 1, eligible, minimumPlays = 0, plays } = rules;
  if (probabilities.some((share) => !(share >= 0))) throw new RangeError('a probability below zero, or none');
  const places = [...probabilities.keys()].filter((arm) => eligible?.[arm] ?? true);
  const k = places.length;
  if (!(floor >= 0 && cap <= 1) || floor > cap || floor * k > 1 + ROUNDING || cap * k < 1 - ROUNDING)
    return err(appError('BANDIT_ALLOCATION_IMPOSSIBLE', { arms: k, floor, cap }));
  const most = Math.max(...places.map((arm) => probabilities[arm] ?? 0));
  const bounded = places.map((arm) => ({
    weight: relativeWeight(probabilities[arm] ?? 0, most),
    least: (plays?.[arm] ?? minimumPlays) < minimumPlays ? Math.min(cap, Math.max(floor, 1 / k)) : floor,
    most: cap,
  }));
  const filled = fill(bounded);
  const shares = new Map(places.map((arm, index) => [arm, filled[index] ?? 0]));
  return ok(probabilities.map((_, arm) => shares.get(arm) ?? 0));
}

/** A floor of 1/k times k may be a digit above one. */
const ROUNDING = 1e-12;

/** Beside the largest; so small a chance that it is lost in a sum with it is none. */
function relativeWeight(probability: number, most: number): number {
  const weight = most > 0 ? probability / most : 0;
  return weight < ROUNDING ? 0 : weight;
}

/** Shares proportional to the weights within their bounds that add up to one. */
function fill(arms: readonly Bounded[]): readonly number[] {
  const total = (level: number) => arms.reduce((sum, arm) => sum + clamped(arm, level), 0);
  const levels = arms
    .flatMap(({ weight, least, most }) => (weight > 0 ? [least / weight, most / weight] : []))
    .sort((a, b) => a - b);
  // All that have a chance are at their cap: the rest is spread evenly over those without one.
  const highest = levels.at(-1) ?? 0;
  if (total(highest) <= 1) return evenRest(arms, 1 - total(highest), highest);
  const above = levels.findIndex((level) => total(level) >= 1);
  const from = levels[above - 1] ?? 0;
  const to = levels[above] ?? highest;
  const [low, high] = [total(from), total(to)];
  // Between two levels the total is a straight line.
  const level = high === low ? to : from + ((1 - low) / (high - low)) * (to - from);
  return arms.map((arm) => clamped(arm, level));
}

const clamped = ({ weight, least, most }: Bounded, level: number): number =>
  Math.min(most, Math.max(least, level * weight));

function evenRest(arms: readonly Bounded[], rest: number, level: number): readonly number[] {
  const idle = arms.filter(({ weight }) => weight === 0);
  const room = idle.reduce((sum, { least, most }) => sum + most - least, 0);
  // In proportion to the room each has, which is the same for all but those that are not judged yet.
  return arms.map((arm) => {
    const own = clamped(arm, level);
    return arm.weight === 0 && room > 0 ? own + (rest * (arm.most - arm.least)) / room : own;
  });
}
