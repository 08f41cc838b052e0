import { flexRender, type Row } from '@tanstack/react-table';
import classes from './data-grid.module.css';
import type { GridKeys } from './use-grid-keys.ts';

interface GridRowProps<T> {
  readonly row: Row<T>;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly tracks: string;
  readonly selected: boolean;
  readonly keys: GridKeys;
}

/** One row of a virtual grid, at its place. */
export function GridRow<T>({ row, index, top, height, tracks, selected, keys }: GridRowProps<T>) {
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
      onClick={() => keys.pick(index)}
    >
      {row.getVisibleCells().map((cell, column) => (
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
          tabIndex={keys.tabIndex(index, column)}
          onFocus={() => keys.focused(index, column)}
        >
          {flexRender(cell.column.columnDef.cell, cell.getContext())}
        </div>
      ))}
    </div>
  );
}
