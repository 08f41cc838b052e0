import { useNavigate } from '@tanstack/react-router';
import { getCoreRowModel, getSortedRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ExploreCellRow } from '../../../../engine/contract/index.ts';
import { useAddressSorting } from '../../../components/grid/use-address-sorting.ts';
import { type CellsSearch, SORTABLE } from '../search.ts';
import { NARROW_COLUMNS, WIDE_COLUMNS } from './columns.tsx';

const ROWS_OF = getCoreRowModel<ExploreCellRow>();
const SORTED = getSortedRowModel<ExploreCellRow>();

/** Columns that give way when the list is this wide, in pixels. */
const hiddenAt = (width: number): string => (width === 0 || width >= 1_000 ? '' : 'place');

/** The cells as a table, ordered as the page's address says. */
export function useCellsTable(
  cells: readonly ExploreCellRow[],
  search: CellsSearch,
  { isNarrow, width }: { readonly isNarrow: boolean; readonly width: number },
) {
  const navigate = useNavigate({ from: '/cells' });
  const data = useMemo(() => [...cells], [cells]);
  const { sorting, onSortingChange } = useAddressSorting(
    search,
    SORTABLE,
    (order) => void navigate({ replace: true, search: (now) => ({ ...now, ...order }) }),
  );
  const hidden = isNarrow ? '' : hiddenAt(width);
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.split(' ').map((id) => [id, false])), [hidden]);
  return useReactTable<ExploreCellRow>({
    data,
    columns: isNarrow ? NARROW_COLUMNS : WIDE_COLUMNS,
    getRowId: (row) => row.cell.design.key,
    getCoreRowModel: ROWS_OF,
    getSortedRowModel: SORTED,
    enableSortingRemoval: true,
    autoResetAll: false,
    state: { sorting, columnVisibility },
    onSortingChange,
  });
}
