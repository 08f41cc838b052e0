import { useNavigate } from '@tanstack/react-router';
import { getCoreRowModel, getSortedRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { BanditRow } from '../../../../engine/contract/index.ts';
import { useAddressSorting } from '../../../components/grid/use-address-sorting.ts';
import { type InsightsSearch, SORTABLE } from '../search.ts';
import { COLUMNS } from './columns.tsx';
import { byNeed, matches } from './order.ts';

const ROWS_OF = getCoreRowModel<BanditRow>();
const SORTED = getSortedRowModel<BanditRow>();

/** The cells as a table, narrowed and ordered as the page's address says. */
export function useBanditsTable(bandits: readonly BanditRow[], search: InsightsSearch) {
  const navigate = useNavigate({ from: '/insights' });
  const { status, says, q } = search;
  const data = useMemo(
    () =>
      bandits
        .filter(
          (row) =>
            (status === undefined || row.status === status) &&
            (says === undefined || row.advice.kind === says) &&
            matches(row, q ?? ''),
        )
        .toSorted(byNeed),
    [bandits, status, says, q],
  );
  const { sorting, onSortingChange } = useAddressSorting(
    search,
    SORTABLE,
    (order) => void navigate({ replace: true, search: (now) => ({ ...now, ...order }) }),
  );
  return useReactTable<BanditRow>({
    data,
    columns: COLUMNS,
    getRowId: (row) => row.key,
    getCoreRowModel: ROWS_OF,
    getSortedRowModel: SORTED,
    enableSortingRemoval: true,
    autoResetAll: false,
    state: { sorting },
    onSortingChange,
  });
}
