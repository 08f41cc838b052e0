import type { CreditRule, Paths } from './journeys.ts';

/** Each channel of a path with its share of that path's conversions; the shares of a path add up to 1. */
export type Shares = readonly (readonly [channel: number, share: number])[];

/** A rule that splits the conversions of a path by the path alone. */
export function sharedCredit({ channels, paths }: Paths, sharesOf: (path: readonly number[]) => Shares): CreditRule {
  // Flat, as credits are given for hundreds of resampled outcomes: one entry for each share of each path.
  const shares = paths.flatMap((path, number) =>
    sharesOf(path).map(([channel, share]) => ({ number, channel, share })),
  );
  const numbers = Int32Array.from(shares, ({ number }) => number);
  const credited = Int32Array.from(shares, ({ channel }) => channel);
  const parts = Float64Array.from(shares, ({ share }) => share);
  return (outcomes) => {
    const conversions = new Float64Array(channels.length);
    const value = new Float64Array(channels.length);
    for (let at = 0; at < parts.length; at += 1) {
      const path = numbers[at] ?? 0;
      const channel = credited[at] ?? 0;
      const share = parts[at] ?? 0;
      conversions[channel] = (conversions[channel] ?? 0) + (outcomes.conversions[path] ?? 0) * share;
      value[channel] = (value[channel] ?? 0) + (outcomes.value[path] ?? 0) * share;
    }
    return { conversions, value };
  };
}
