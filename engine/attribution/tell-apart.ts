import type { Interval } from './attribute.ts';

/** Whether one amount is surely above or below another; `cant_tell` while their intervals overlap. */
export type Difference = 'more' | 'less' | 'cant_tell';

export function tellApart(amount: Interval, other: Interval): Difference {
  if (amount.low > other.high) return 'more';
  return amount.high < other.low ? 'less' : 'cant_tell';
}
