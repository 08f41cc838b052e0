import type { CreditRule, Paths } from './journeys.ts';

/** Each channel of a path with its share of that path's conversions; the shares of a path add up to 1. */
export type Shares = readonly (readonly [channel: number, share: number])[];

/** A rule that splits the conversions of a path by the path alone. */
export function sharedCredit({ channels, paths }: Paths, sharesOf: (path: readonly number[]) => Shares): CreditRule {
  const shares = paths.map(sharesOf);
  return (outcomes) => {
    const conversions = new Float64Array(channels.length);
    const value = new Float64Array(channels.length);
    shares.forEach((split, path) => {
      const converted = outcomes.conversions[path] ?? 0;
      if (converted === 0) return;
      const worth = outcomes.value[path] ?? 0;
      for (const [channel, share] of split) {
        conversions[channel] = (conversions[channel] ?? 0) + converted * share;
        value[channel] = (value[channel] ?? 0) + worth * share;
      }
    });
    return { conversions, value };
  };
}
