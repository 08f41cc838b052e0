import type { BanditRow, CellStatus } from '../../../../engine/contract/index.ts';
import { hasWords } from '../../../components/search-words.ts';
import { ADVICE } from '../search.ts';

const STATUSES: readonly CellStatus[] = ['running', 'paused', 'planned', 'ended'];

export const bySays = (a: BanditRow, b: BanditRow): number =>
  ADVICE.indexOf(a.advice.kind) - ADVICE.indexOf(b.advice.kind);

/**
 * What needs a person first: cells that have not ended, by what a look says; among those that say the same, first the ones
 * with an arm that has changed, then by name.
 */
export function byNeed(a: BanditRow, b: BanditRow): number {
  const isOver = ({ status }: BanditRow): number => Number(status === 'ended');
  return (
    isOver(a) - isOver(b) ||
    bySays(a, b) ||
    Number(b.drift) - Number(a.drift) ||
    STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) ||
    a.name.localeCompare(b.name) ||
    a.key.localeCompare(b.key)
  );
}

/** Whether every word of a search is in the cell's name, its key, its leader or what it is judged by. */
export const matches = (row: BanditRow, search: string): boolean =>
  hasWords(`${row.name} ${row.key} ${row.leader?.label ?? ''} ${row.value} ${row.kind}`, search);
