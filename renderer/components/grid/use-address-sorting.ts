import type { OnChangeFn, SortingState } from '@tanstack/react-table';
import { useMemo } from 'react';

interface Order<Sort extends string> {
  readonly sort?: Sort | undefined;
  readonly desc?: boolean | undefined;
}

/** The order of a table as the page's address says; a click on a header changes the address. */
export function useAddressSorting<Sort extends string>(
  { sort, desc }: Order<Sort>,
  sortable: readonly Sort[],
  onOrder: (order: Order<Sort>) => void,
) {
  // The table works out its rows anew whenever this is another object, so it stays the same between renders.
  const sorting = useMemo<SortingState>(
    () => (sort === undefined ? [] : [{ id: sort, desc: desc ?? false }]),
    [sort, desc],
  );
  const onSortingChange: OnChangeFn<SortingState> = (update) => {
    const next = (typeof update === 'function' ? update(sorting) : update)[0];
    onOrder({ sort: sortable.find((known) => known === next?.id), desc: next?.desc });
  };
  return { sorting, onSortingChange };
}
