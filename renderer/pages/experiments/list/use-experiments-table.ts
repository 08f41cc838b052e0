import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { ExperimentRow } from '../../../../engine/contract/index.ts';
import { useListTable } from '../../../components/grid/use-list-table.ts';
import { type ExperimentsSearch, SORTABLE } from '../search.ts';
import { NARROW_COLUMNS, WIDE_COLUMNS } from './columns.tsx';
import { byNeed, matches } from './order.ts';

/** Columns that give way when the list is this wide, in pixels. */
const hiddenAt = (width: number): readonly string[] =>
  width === 0 || width >= 940 ? [] : width >= 820 ? ['goal'] : ['goal', 'health'];

/** The experiments as a table, narrowed and ordered as the page's address says. */
export function useExperimentsTable(
  experiments: readonly ExperimentRow[],
  search: ExperimentsSearch,
  { isNarrow, width }: { readonly isNarrow: boolean; readonly width: number },
) {
  const navigate = useNavigate({ from: '/experiments' });
  const { status, verdict, q } = search;
  const rows = useMemo(
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
  return useListTable({
    rows,
    columns: isNarrow ? NARROW_COLUMNS : WIDE_COLUMNS,
    rowId: (row) => row.key,
    order: search,
    sortable: SORTABLE,
    onOrder: (order) => void navigate({ replace: true, search: (now) => ({ ...now, ...order }) }),
    hidden: isNarrow ? [] : hiddenAt(width),
  });
}
