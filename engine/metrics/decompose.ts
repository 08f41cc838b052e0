/** One group (a channel) in the period and in the one before it: its volume and what came of it. */
export interface Group {
  readonly key: string;
  readonly volume: number;
  readonly outcome: number;
  readonly volumeBefore: number;
  readonly outcomeBefore: number;
}

/** What one group contributes to the change of the total outcome. */
export interface GroupEffect {
  readonly key: string;
  /** Its share of the volume changed, at its rate before against the average. */
  readonly mix: number;
  /** Its own rate changed, at its volume now. */
  readonly rate: number;
  /** Standard error of `rate` when outcomes are binomial in the volume; 0 without volume. */
  readonly rateError: number;
}

export interface Decomposition {
  readonly before: number;
  readonly now: number;
  /** More or less volume at the same mix and rates. */
  readonly volume: number;
  readonly mix: number;
  readonly rate: number;
  readonly groups: readonly GroupEffect[];
}

const total = (groups: readonly Group[], of: (group: Group) => number): number =>
  groups.reduce((sum, group) => sum + of(group), 0);

const ratio = (top: number, bottom: number): number => (bottom === 0 ? 0 : top / bottom);

/** Variance of a share with `trials`, bounded for sums that are no counts. */
const shareVariance = (rate: number, trials: number): number =>
  trials <= 0 ? 0 : (Math.max(0, rate) * Math.max(0, 1 - rate)) / trials;

/**
 * Splits the change of a total outcome = Σ volume × rate into volume, mix and rate, exactly: with V the volume, s the
 * shares and r the rates before (0) and now (1), R the overall rate,
 * volume = (V₁ − V₀)·R₀, mix = V₁·Σ (s₁ − s₀)(r₀ − R₀), rate = V₁·Σ s₁(r₁ − r₀).
 * A group that is new has no rate before: it is judged at the overall rate of before, so that its arrival is mix and
 * what it does better or worse is rate.
 * Source: Kitagawa 1955, Components of a difference between two rates (the same split, with weights of now).
 */
export function decompose(groups: readonly Group[]): Decomposition {
  const volumeBefore = total(groups, (group) => group.volumeBefore);
  const volumeNow = total(groups, (group) => group.volume);
  const before = total(groups, (group) => group.outcomeBefore);
  const now = total(groups, (group) => group.outcome);
  const overall = ratio(before, volumeBefore);
  const effects = groups.map((group): GroupEffect => {
    const rateBefore = group.volumeBefore === 0 ? overall : group.outcomeBefore / group.volumeBefore;
    const rateNow = group.volume === 0 ? rateBefore : group.outcome / group.volume;
    const shares = ratio(group.volume, volumeNow) - ratio(group.volumeBefore, volumeBefore);
    const variance = shareVariance(rateNow, group.volume) + shareVariance(rateBefore, group.volumeBefore);
    return {
      key: group.key,
      mix: volumeNow * shares * (rateBefore - overall),
      rate: group.volume * (rateNow - rateBefore),
      rateError: group.volume * Math.sqrt(variance),
    };
  });
  return {
    before,
    now,
    volume: (volumeNow - volumeBefore) * overall,
    mix: effects.reduce((sum, { mix }) => sum + mix, 0),
    rate: effects.reduce((sum, { rate }) => sum + rate, 0),
    groups: effects,
  };
}

/** What one group contributes to the change of an overall ratio; the contributions add up to it. */
export function ratioContributions(groups: readonly Group[]): ReadonlyMap<string, number> {
  const { groups: effects } = decompose(groups);
  const volumeNow = total(groups, (group) => group.volume);
  return new Map(effects.map(({ key, mix, rate }) => [key, ratio(mix + rate, volumeNow)]));
}
