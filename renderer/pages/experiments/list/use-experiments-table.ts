import { useNavigate } from '@tanstack/react-router';
import { getCoreRowModel, getSortedRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { ExperimentRow } from '../../../../engine/contract/index.ts';
import { useAddressSorting } from '../../../components/grid/use-address-sorting.ts';
import { type ExperimentsSearch, SORTABLE } from '../search.ts';
import { NARROW_COLUMNS, WIDE_COLUMNS } from './columns.tsx';
import { byNeed, matches } from './order.ts';

const ROWS_OF = getCoreRowModel<ExperimentRow>();
const SORTED = getSortedRowModel<ExperimentRow>();

/** Columns that give way when the list is this wide, in pixels. */
const hiddenAt = (width: number): string => (width === 0 || width >= 940 ? '' : width >= 820 ? 'goal' : 'goal health');

/** The experiments as a table, narrowed and ordered as the page's address says. */
export function useExperimentsTable(
  experiments: readonly ExperimentRow[],
  search: ExperimentsSearch,
  { isNarrow, width }: { readonly isNarrow: boolean; readonly width: number },
) {
  const navigate = useNavigate({ from: '/experiments' });
  const { status, verdict, q } = search;
  const data = useMemo(
    () =>
      experiments
        .filter(
          (row) =>
            (status === undefined || row.status === status) &&
            (verdict === undefined || row.verdict?.state === verdict) &&
            matches(row, q ?? ''),
        )
        .toSorted(byNeed),
    [experiments, status, verdict, q],
  );
  const { sorting, onSortingChange } = useAddressSorting(
    search,
    SORTABLE,
    (order) => void navigate({ replace: true, search: (now) => ({ ...now, ...order }) }),
  );
  const hidden = isNarrow ? '' : hiddenAt(width);
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.split(' ').map((id) => [id, false])), [hidden]);
  return useReactTable<ExperimentRow>({
    data,
    columns: isNarrow ? NARROW_COLUMNS : WIDE_COLUMNS,
    getRowId: (row) => row.key,
    getCoreRowModel: ROWS_OF,
    getSortedRowModel: SORTED,
    enableSortingRemoval: true,
    autoResetAll: false,
    state: { sorting, columnVisibility },
    onSortingChange,
  });
}
