import { useNavigate } from '@tanstack/react-router';
import { getCoreRowModel, getFilteredRowModel, getSortedRowModel, useReactTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import type { CreativeTestRow } from '../../../engine/contract/index.ts';
import { useAddressSorting } from '../../components/grid/use-address-sorting.ts';
import { hiddenAt, TEST_COLUMNS } from './columns.tsx';
import { type CreativeTestsSearch, SORTABLE } from './search.ts';

const ROWS_OF = getCoreRowModel<CreativeTestRow>();
const FILTERED = getFilteredRowModel<CreativeTestRow>();
const SORTED = getSortedRowModel<CreativeTestRow>();

/** The list of tests as a table, narrowed and ordered as the page's address says; a click on a header changes the address. */
export function useTestsTable(tests: readonly CreativeTestRow[], search: CreativeTestsSearch, width: number) {
  const navigate = useNavigate({ from: '/creative-tests' });
  const data = useMemo(
    () => tests.filter((test) => search.verdict === undefined || test.verdict === search.verdict),
    [tests, search.verdict],
  );
  const { sorting, onSortingChange } = useAddressSorting(
    search,
    SORTABLE,
    (order) => void navigate({ replace: true, search: (now) => ({ ...now, ...order }) }),
  );
  const hidden = (search.hide ?? hiddenAt(width)).join(' ');
  const columnVisibility = useMemo(() => Object.fromEntries(hidden.split(' ').map((id) => [id, false])), [hidden]);
  return useReactTable<CreativeTestRow>({
    data,
    columns: TEST_COLUMNS,
    getRowId: (test) => test.testId,
    getCoreRowModel: ROWS_OF,
    getFilteredRowModel: FILTERED,
    getSortedRowModel: SORTED,
    enableSortingRemoval: true,
    autoResetAll: false,
    state: {
      sorting,
      globalFilter: search.q ?? '',
      columnVisibility,
    },
    globalFilterFn: (row, _column, text: unknown) => matches(row.original, String(text)),
    onSortingChange,
  });
}

/** Every word of the search is in the test's name or id. */
function matches(test: CreativeTestRow, text: string): boolean {
  const hay = `${test.name} ${test.testId}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => hay.includes(word));
}
