import {
  getCoreRowModel,
  getSortedRowModel,
  type OnChangeFn,
  type SortingState,
  type TableOptions,
  useReactTable,
} from '@tanstack/react-table';
import { useMemo } from 'react';

interface Order<Sort extends string> {
  readonly sort?: Sort | undefined;
  readonly desc?: boolean | undefined;
}

interface ListTableOptions<Row, Sort extends string> {
  /** As they are shown while nothing is sorted; the same object for as long as they are the same. */
  readonly rows: readonly Row[];
  readonly columns: TableOptions<Row>['columns'];
  readonly rowId: (row: Row) => string;
  /** What the page's address says of the order. */
  readonly order: Order<Sort>;
  readonly sortable: readonly Sort[];
  readonly onOrder: (order: Order<Sort>) => void;
  /** Columns that are not shown. */
  readonly hidden?: readonly string[];
}

/** Rows as a table in the order that the page's address says; a click on a header changes the address. */
export function useListTable<Row, Sort extends string>(options: ListTableOptions<Row, Sort>) {
  const { rows, columns, rowId, order, sortable, onOrder, hidden = [] } = options;
  const { sort, desc } = order;
  // The table works out its rows anew whenever one of these is another object, so they stay the same between renders.
  const data = useMemo(() => [...rows], [rows]);
  const sorting = useMemo<SortingState>(
    () => (sort === undefined ? [] : [{ id: sort, desc: desc ?? false }]),
    [sort, desc],
  );
  const hiddenIds = hidden.join(' ');
  const columnVisibility = useMemo(
    () => Object.fromEntries(hiddenIds.split(' ').map((id) => [id, false])),
    [hiddenIds],
  );
  const onSortingChange: OnChangeFn<SortingState> = (update) => {
    const next = (typeof update === 'function' ? update(sorting) : update)[0];
    onOrder({ sort: sortable.find((known) => known === next?.id), desc: next?.desc });
  };
  return useReactTable<Row>({
    data,
    columns,
    getRowId: rowId,
    getCoreRowModel: getCoreRowModel(),
    getSortedRowModel: getSortedRowModel(),
    enableSortingRemoval: true,
    autoResetAll: false,
    state: { sorting, columnVisibility },
    onSortingChange,
  });
}
