/** What is known of the values of one event. */
export interface ValueRange {
  /** Largest without sign. */
  readonly largest: number;
  /** All are whole numbers. */
  readonly whole: boolean;
  /** All are whole numbers of hundredths. */
  readonly cents: boolean;
}

const isWhole = (value: number): boolean => Number.isInteger(value);
const isCents = (value: number): boolean => value === Math.round(value * 100) / 100;

/** The square of a scale is still a number; values below 2^-454 are none that anybody measures. */
const MOST_SCALE_BITS = 500;

/** A value takes at most so many bits as a whole number; a unit's sum may be 2^18 times as large. */
const BITS = 46;

/**
 * How many whole numbers a value of 1 is. Whole numbers and hundredths, as counts and money are, are kept as they are;
 * others are rounded to 2^-46 of the largest, which is beyond what anybody measures.
 * @param caps what the values are held down to, in their own unit.
 */
export function scaleOf({ largest, whole, cents }: ValueRange, caps: readonly number[]): number {
  if (whole && caps.every(isWhole) && largest <= 2 ** BITS) return 1;
  if (cents && caps.every(isCents) && largest * 100 <= 2 ** BITS) return 100;
  return 2 ** Math.min(MOST_SCALE_BITS, BITS - Math.ceil(Math.log2(largest)));
}
