import type { ExploreCellRecord } from '../../contract/index.ts';
import { addDays, type Day, dayIn, daysBetween, millisOf } from '../../core/index.ts';
import { formatDay, formatDays } from '../../serializer/index.ts';

export interface NextLook {
  readonly day: Day | null;
  readonly reason: string;
}

interface Looking {
  readonly zone: string;
  readonly dataThrough: Day | null;
  /** Data day of the last decision over an arm; null: none yet. */
  readonly decidedOn: Day | null;
}

/**
 * The day to look at a cell again: `lookEveryDays` after its start or the last decision over one of its arms, and its
 * last day when that comes first. A cell that was not looked at keeps its day: it is overdue.
 */
export function nextLookOf(cell: ExploreCellRecord, { zone, decidedOn }: Looking): NextLook {
  const { design, status, startedAt } = cell;
  if (status === 'planned') return { day: null, reason: 'It has not started.' };
  if (status === 'ended') return { day: null, reason: 'It has ended.' };
  if (status === 'paused') return { day: null, reason: 'It is paused; what was known stays.' };
  const { lookEveryDays } = design.rule;
  const started = startedAt === null ? design.firstDay : dayIn(millisOf(startedAt), zone);
  const begun = daysBetween(design.firstDay, started) > 0 ? started : design.firstDay;
  const since = decidedOn !== null && decidedOn > begun ? decidedOn : begun;
  const due = addDays(since, lookEveryDays);
  if (due >= design.lastDay) return { day: design.lastDay, reason: 'Its last day.' };
  const what = since === begun ? 'it started' : 'the last decision';
  return { day: due, reason: `${formatDays(lookEveryDays)} after ${what} on ${formatDay(since)}.` };
}
