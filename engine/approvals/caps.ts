import type { Caps } from '../contract/index.ts';
import { type Money, money } from '../core/index.ts';

/** Caps of a new workspace: 1,000 a day in all, two approvers above 500 a day, in whole units of a two-decimal currency. */
export const defaultCaps = (currency: string): Caps => ({
  perDay: money(100_000, currency),
  twoApproversAbove: money(50_000, currency),
});

/** How many members have to approve this stake; one where nothing is at stake, whatever the currency. */
export const approvalsNeeded = (stake: Money, caps: Caps | null): 1 | 2 => {
  if (stake.minor === 0) return 1;
  if (caps === null) return 2;
  return stake.currency !== caps.twoApproversAbove.currency || stake.minor > caps.twoApproversAbove.minor ? 2 : 1;
};
