/** Journeys that took the same touches, counted together. */
export interface PathCount {
  /** Channels in the order they were touched; at least one. */
  readonly touches: readonly string[];
  /** Journeys that ended in a conversion. */
  readonly conversions: number;
  /** Journeys that ended without one. */
  readonly losses: number;
  /** Sum of the values of the conversions, and of their squares. */
  readonly value: number;
  readonly valueSquares: number;
}

/** How the journeys of each path ended; may be weights instead of counts. */
export interface Outcomes {
  readonly conversions: Float64Array;
  readonly losses: Float64Array;
  readonly value: Float64Array;
}

/** Distinct paths over numbered channels. */
export interface Paths {
  readonly channels: readonly string[];
  readonly paths: readonly (readonly number[])[];
}

export interface Journeys extends Paths {
  readonly outcomes: Outcomes;
  readonly valueSquares: Float64Array;
}

/** What each channel is credited with, in the order of `channels`. */
export interface Credits {
  readonly conversions: Float64Array;
  readonly value: Float64Array;
}

/** A way of giving credit, made ready for some paths: the credits always add up to all conversions and all value. */
export type CreditRule = (outcomes: Outcomes) => Credits;

/**
 * Numbers the channels by name.
 * @throws RangeError for a journey without a touch.
 */
export function journeysOf(counts: readonly PathCount[]): Journeys {
  const channels = [...new Set(counts.flatMap(({ touches }) => touches))].sort();
  const numbers = new Map(channels.map((channel, index) => [channel, index]));
  const paths = counts.map(({ touches }) => {
    if (touches.length === 0) throw new RangeError('a journey without a touch');
    return touches.map((channel) => numbers.get(channel) ?? 0);
  });
  return {
    channels,
    paths,
    outcomes: {
      conversions: Float64Array.from(counts, ({ conversions }) => conversions),
      losses: Float64Array.from(counts, ({ losses }) => losses),
      value: Float64Array.from(counts, ({ value }) => value),
    },
    valueSquares: Float64Array.from(counts, ({ valueSquares }) => valueSquares),
  };
}

export function total(amounts: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < amounts.length; index += 1) sum += amounts[index] ?? 0;
  return sum;
}
