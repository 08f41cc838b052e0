import { Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { TileColumn } from '../../../engine/contract/index.ts';
import { catalogQuery } from '../tile-query.ts';
import { isNumeric } from './table-columns.ts';
import classes from './tile.module.css';

interface HeadCellProps {
  readonly column: TileColumn;
  /** How the table is ordered by it, if it is. */
  readonly sorted: 'ascending' | 'descending' | null;
  readonly onSort: () => void;
}

/** The head of a column: orders the table, and says what its metric is. */
export function HeadCell({ column, sorted, onSort }: HeadCellProps) {
  const { data } = useQuery(catalogQuery);
  const metric = column.role === 'measure' ? data?.metrics.find(({ id }) => id === column.metric) : undefined;
  const button = (
    <button type="button" className={classes.sort} onClick={onSort}>
      {column.label}
      <span aria-hidden="true">{sorted === null ? '' : sorted === 'descending' ? ' ↓' : ' ↑'}</span>
    </button>
  );
  return (
    <th scope="col" data-numeric={isNumeric(column)} aria-sort={sorted ?? 'none'}>
      {metric === undefined ? (
        button
      ) : (
        <Tooltip label={metric.definition} multiline maw={320} events={{ hover: true, focus: true, touch: false }}>
          {button}
        </Tooltip>
      )}
    </th>
  );
}
