import type { CellStatus, ExploreCellRow } from '../../../engine/contract/index.ts';
import { addDays, type Day } from '../../../engine/core/day.ts';
import { hasWords } from '../../components/search-words.ts';
import type { CellsSearch } from './search.ts';
import { armsLine, placeName } from './words.ts';

/** A look is due on the morning after the last day of the data, or before. */
export const isDue = ({ nextLook }: Pick<ExploreCellRow, 'nextLook'>, dataThrough: Day | null): boolean =>
  nextLook !== null && dataThrough !== null && nextLook <= addDays(dataThrough, 1);

const ADVICE = ['promote', 'kill', 'stop', 'keep_running', 'no_data', null] as const;
const STATUS: readonly CellStatus[] = ['running', 'paused', 'planned', 'ended'];

export const byAdvice = (a: Pick<ExploreCellRow, 'advice'>, b: Pick<ExploreCellRow, 'advice'>): number =>
  ADVICE.indexOf(a.advice) - ADVICE.indexOf(b.advice);

export const byStatus = (a: ExploreCellRow, b: ExploreCellRow): number =>
  STATUS.indexOf(a.cell.status) - STATUS.indexOf(b.cell.status);

/** What needs a person first: what runs, by what a look says and when it is due; then paused, planned and ended ones. */
export const byNeed = (a: ExploreCellRow, b: ExploreCellRow): number =>
  byStatus(a, b) ||
  byAdvice(a, b) ||
  (a.nextLook ?? '9').localeCompare(b.nextLook ?? '9') ||
  a.cell.design.name.localeCompare(b.cell.design.name) ||
  a.cell.design.key.localeCompare(b.cell.design.key);

/** Whether every word of a search is in the cell's name, key, owner, place, arms or leader. */
function matches({ cell: { design }, leader }: ExploreCellRow, search: string): boolean {
  const { name, key, owner, hypothesis } = design;
  const texts = [name, key, owner, hypothesis, placeName(design), armsLine(design.arms), leader?.label ?? ''];
  return hasWords(texts.join(' '), search);
}

/** The cells that the address asks for, what needs a person first. */
export const narrowed = (
  rows: readonly ExploreCellRow[],
  { q, status, owner, look }: Pick<CellsSearch, 'q' | 'status' | 'owner' | 'look'>,
  dataThrough: Day | null,
): readonly ExploreCellRow[] =>
  rows
    .filter(
      (row) =>
        (status === undefined || row.cell.status === status) &&
        (owner === undefined || row.cell.design.owner === owner) &&
        (look === undefined || isDue(row, dataThrough)) &&
        matches(row, q ?? ''),
    )
    .toSorted(byNeed);
