import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CreativeTestRow } from '../../../engine/contract/index.ts';
import { useListTable } from '../../components/grid/use-list-table.ts';
import { hasWords } from '../../components/search-words.ts';
import { hiddenAt, TEST_COLUMNS } from './columns.tsx';
import { type CreativeTestsSearch, SORTABLE } from './search.ts';

/** The list of tests as a table, narrowed and ordered as the page's address says. */
export function useTestsTable(tests: readonly CreativeTestRow[], search: CreativeTestsSearch, width: number) {
  const navigate = useNavigate({ from: '/creative-tests' });
  const { verdict, q } = search;
  const rows = useMemo(
    () =>
      tests.filter(
        (test) =>
          (verdict === undefined || test.verdict === verdict) && hasWords(`${test.name} ${test.testId}`, q ?? ''),
      ),
    [tests, verdict, q],
  );
  return useListTable({
    rows,
    columns: TEST_COLUMNS,
    rowId: (test) => test.testId,
    order: search,
    sortable: SORTABLE,
    onOrder: (order) => void navigate({ replace: true, search: (now) => ({ ...now, ...order }) }),
    hidden: search.hide ?? hiddenAt(width),
  });
}
