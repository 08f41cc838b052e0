import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { BanditRow } from '../../../../engine/contract/index.ts';
import { useListTable } from '../../../components/grid/use-list-table.ts';
import { type InsightsSearch, SORTABLE } from '../search.ts';
import { COLUMNS } from './columns.tsx';
import { byNeed, matches } from './order.ts';

/** The cells as a table, narrowed and ordered as the page's address says. */
export function useBanditsTable(bandits: readonly BanditRow[], search: InsightsSearch) {
  const navigate = useNavigate({ from: '/insights' });
  const { status, says, q } = search;
  const rows = useMemo(
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
  return useListTable({
    rows,
    columns: COLUMNS,
    rowId: (row) => row.key,
    order: search,
    sortable: SORTABLE,
    onOrder: (order) => void navigate({ replace: true, search: (now) => ({ ...now, ...order }) }),
  });
}
