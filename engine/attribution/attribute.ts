import { seededUniform } from '../stats/index.ts';
import { type CreditRule, type Journeys, total } from './journeys.ts';
import { quantile } from './quantile.ts';
import { resample } from './resample.ts';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What one channel is credited with, and how far the journeys at hand leave it open. */
export interface ChannelCredit {
  readonly channel: string;
  readonly conversions: number;
  readonly conversionsInterval: Interval;
  readonly value: number;
  readonly valueInterval: Interval;
}

export interface AttributionSettings {
  readonly seed: number;
  /** Draws of the Bayesian bootstrap. */
  readonly draws: number;
  /** Coverage of the intervals, such as 0.9. */
  readonly level: number;
}

/** The credits of each rule, in the order of the rules. */
export type Attribution = readonly (readonly ChannelCredit[])[];

/** The draws of one amount of one rule: for each channel its credit in each draw. */
class Draws {
  readonly #byChannel: Float64Array[];
  readonly #all: number;
  #drawn = 0;

  /** @param all what the credits add up to in the data; each draw is brought to the same sum. */
  constructor(channels: number, draws: number, all: number) {
    this.#byChannel = Array.from({ length: channels }, () => new Float64Array(draws));
    this.#all = all;
  }

  add(credits: Float64Array): void {
    const sum = total(credits);
    this.#byChannel.forEach((draws, channel) => {
      draws[this.#drawn] = sum === 0 ? 0 : ((credits[channel] ?? 0) / sum) * this.#all;
    });
    this.#drawn += 1;
  }

  interval(channel: number, level: number): Interval {
    const sorted = (this.#byChannel[channel] ?? new Float64Array()).toSorted();
    return { low: quantile(sorted, (1 - level) / 2), high: quantile(sorted, (1 + level) / 2) };
  }
}

/**
 * Credits of each channel by each rule, with intervals from one Bayesian bootstrap over the journeys that all rules share.
 * The conversions and the value themselves are facts; an interval is about how they are shared out.
 */
export function attribute(
  journeys: Journeys,
  rules: readonly CreditRule[],
  { seed, draws, level }: AttributionSettings,
): Attribution {
  const uniform = seededUniform(seed);
  const all = { conversions: total(journeys.outcomes.conversions), value: total(journeys.outcomes.value) };
  const kept = rules.map((rule) => ({
    rule,
    credits: rule(journeys.outcomes),
    conversions: new Draws(journeys.channels.length, draws, all.conversions),
    value: new Draws(journeys.channels.length, draws, all.value),
  }));
  for (let draw = 0; draw < draws; draw += 1) {
    const outcomes = resample(journeys, uniform);
    for (const { rule, conversions, value } of kept) {
      const credits = rule(outcomes);
      conversions.add(credits.conversions);
      value.add(credits.value);
    }
  }
  return kept.map(({ credits, conversions, value }) =>
    journeys.channels.map((channel, index) => ({
      channel,
      conversions: credits.conversions[index] ?? 0,
      conversionsInterval: conversions.interval(index, level),
      value: credits.value[index] ?? 0,
      valueInterval: value.interval(index, level),
    })),
  );
}
