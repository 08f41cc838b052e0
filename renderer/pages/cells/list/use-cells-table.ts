import { useNavigate } from '@tanstack/react-router';
import type { ExploreCellRow } from '../../../../engine/contract/index.ts';
import { useListTable } from '../../../components/grid/use-list-table.ts';
import { type CellsSearch, SORTABLE } from '../search.ts';
import { NARROW_COLUMNS, WIDE_COLUMNS } from './columns.tsx';

/** Columns that give way when the list is this wide, in pixels. */
const hiddenAt = (width: number): readonly string[] => (width === 0 || width >= 1_000 ? [] : ['place']);

/** The cells as a table, ordered as the page's address says. */
export function useCellsTable(
  cells: readonly ExploreCellRow[],
  search: CellsSearch,
  { isNarrow, width }: { readonly isNarrow: boolean; readonly width: number },
) {
  const navigate = useNavigate({ from: '/cells' });
  return useListTable({
    rows: cells,
    columns: isNarrow ? NARROW_COLUMNS : WIDE_COLUMNS,
    rowId: (row) => row.cell.design.key,
    order: search,
    sortable: SORTABLE,
    onOrder: (order) => void navigate({ replace: true, search: (now) => ({ ...now, ...order }) }),
    hidden: isNarrow ? [] : hiddenAt(width),
  });
}
