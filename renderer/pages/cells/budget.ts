import type { ExploreCellRow } from '../../../engine/contract/index.ts';
import type { Money } from '../../../engine/core/money.ts';
import {
  formatCompactMoney,
  formatDay,
  formatMoney,
  formatRate,
  minorDigits,
} from '../../../engine/serializer/index.ts';

type Paid = Pick<ExploreCellRow, 'cell' | 'spent' | 'spentPerDay' | 'capReachedOn' | 'gap'>;

/** Money for a card: in full below a thousand, else in a few characters. */
export const formatShortMoney = (money: Money): string =>
  Math.abs(money.minor) < 1_000 * 10 ** minorDigits(money.currency)
    ? formatMoney(money)
    : formatCompactMoney(money.minor, money.currency);

/** What is spent of a cap, as a share; null when it can't be told, or the cap is nothing. */
export const usedShare = (spent: Money | null, cap: Money): number | null =>
  spent === null || cap.minor <= 0 ? null : spent.minor / cap.minor;

/** ok: within its cap to its last day. soon: the cap comes first. over: there is nothing left. */
export type BudgetState = 'ok' | 'soon' | 'over' | 'unknown';

export function budgetState({ cell, spent, capReachedOn }: Paid): BudgetState {
  const used = usedShare(spent, cell.design.budgetCap);
  if (used === null) return 'unknown';
  if (used >= 1) return 'over';
  return capReachedOn === null ? 'ok' : 'soon';
}

/** How far the money goes, in one sentence. */
export function budgetSentence(row: Paid): string {
  const { cell, spent, spentPerDay, capReachedOn, gap } = row;
  const { budgetCap, lastDay } = cell.design;
  if (cell.status === 'planned') return `It may spend ${formatMoney(budgetCap)} to ${formatDay(lastDay)}.`;
  const used = usedShare(spent, budgetCap);
  if (used === null) return gap ?? 'What it spent can not be told.';
  const part = `${formatRate(used)} of its cap is spent`;
  if (used >= 1) return `${part}: nothing is left.`;
  if (cell.status === 'ended') return `${part}; it has ended.`;
  if (cell.status === 'paused') return `${part}; it is paused.`;
  if (spentPerDay === null) return `${part}; its pace can not be told.`;
  const pace = `${part}, at ${formatMoney(spentPerDay)} a day`;
  return capReachedOn === null
    ? `${pace}: the cap is not reached before its last day, ${formatDay(lastDay)}.`
    : `${pace}: the cap is reached on ${formatDay(capReachedOn)}, before its last day, ${formatDay(lastDay)}.`;
}
