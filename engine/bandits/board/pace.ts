import type { CellSpend, ExploreCellRecord, ExploreCellRow } from '../../contract/index.ts';
import { addDays, type Day } from '../../core/index.ts';

type Pace = Pick<ExploreCellRow, 'spent' | 'gap' | 'spentPerDay' | 'capReachedOn'>;

const UNREAD = 'Spend has not been read.';

/** Beyond so many days a pace says nothing about a day. */
const HORIZON = 366;

/**
 * Spend against the cap. The cap is reached on the first day whose spend, at the pace of the last week, brings the sum
 * to it: day through + ⌈(cap − spent) / pace⌉; on the last day of the data when it is reached already. null when the
 * cell no longer spends, or not before its last day.
 */
export function paceOf(
  { design, status }: ExploreCellRecord,
  spend: CellSpend | null,
  { dataThrough }: { readonly dataThrough: Day | null },
): Pace {
  if (status === 'planned') return { spent: null, gap: null, spentPerDay: null, capReachedOn: null };
  if (spend === null) return { spent: null, gap: UNREAD, spentPerDay: null, capReachedOn: null };
  const { spent, perDay, gap } = spend;
  const pace = { spent, gap, spentPerDay: perDay, capReachedOn: null };
  if (spent === null || perDay === null || dataThrough === null || status === 'ended') return pace;
  const left = design.budgetCap.minor - spent.minor;
  if (left <= 0) return { ...pace, capReachedOn: dataThrough };
  if (status !== 'running' || perDay.minor <= 0) return pace;
  const days = Math.ceil(left / perDay.minor);
  const reached = days > HORIZON ? null : addDays(dataThrough, days);
  return { ...pace, capReachedOn: reached !== null && reached <= design.lastDay ? reached : null };
}
