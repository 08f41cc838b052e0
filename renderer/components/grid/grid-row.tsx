import { type Column, flexRender, type Row } from '@tanstack/react-table';
import { type RefObject, useMemo } from 'react';
import classes from './data-grid.module.css';
import type { GridKeys } from './use-grid-keys.ts';

interface GridRowProps<T> {
  readonly row: Row<T>;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly tracks: string;
  readonly selected: boolean;
  /** The columns shown: the same list as long as nothing about them changed. */
  readonly columns: readonly Column<T>[];
  /** The column of the cell with the tab stop; null when it is in another row. */
  readonly activeColumn: number | null;
  /** The keys of the last render: cells that are not rendered again still reach them. */
  readonly keys: RefObject<GridKeys>;
}

/** One row of a virtual grid, at its place. Its cells are rendered again only when something about them changed, not by scrolling. */
export function GridRow<T>(props: GridRowProps<T>) {
  const { row, index, top, height, tracks, selected, columns, activeColumn, keys } = props;
  const cells = useMemo(() => {
    const shown = new Set(columns.map(({ id }) => id));
    return row
      .getVisibleCells()
      .filter(({ column }) => shown.has(column.id))
      .map((cell, column) => (
        // biome-ignore lint/a11y/useSemanticElements: ARIA grid pattern
        <div
          key={cell.id}
          role="gridcell"
          aria-colindex={column + 1}
          className={classes.cell}
          data-numeric={cell.column.columnDef.meta?.numeric}
          data-muted={cell.column.columnDef.meta?.muted}
          data-cell={`${index}:${column}`}
          data-column={cell.column.id}
          tabIndex={column === activeColumn ? 0 : -1}
          onFocus={() => keys.current.focused(index, column)}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ));
  }, [row, index, columns, activeColumn, keys]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: ARIA grid pattern
    // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: the grid handles the keys
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      className={classes.row}
      data-body="true"
      data-row-id={row.id}
      style={{ gridTemplateColumns: tracks, height, transform: `translateY(${top}px)` }}
      onClick={() => keys.current.pick(index)}
    >
      {cells}
    </div>
  );
}
