import { flexRender, type RowData, type Table } from '@tanstack/react-table';
import { useId, useMemo, useRef } from 'react';
import classes from './data-grid.module.css';
import { GridRow } from './grid-row.tsx';
import { useGridKeys } from './use-grid-keys.ts';
import { useGridRows } from './use-grid-rows.ts';

declare module '@tanstack/react-table' {
  // The library's own way to type what a column carries beside its definition; it fixes the names of the parameters.
  interface ColumnMeta<TData extends RowData, TValue> {
    /** A CSS grid track such as `88px` or `minmax(0, 1fr)`. */
    readonly track: string;
    readonly numeric?: boolean;
    readonly muted?: boolean;
  }
}

interface DataGridProps<Row> {
  readonly table: Table<Row>;
  readonly label: string;
  readonly rowHeight: number;
  readonly selectedId: string | null;
  /** The focus moved to this row, by key or click. */
  readonly onSelect: (id: string) => void;
  /** `Enter` on a row. */
  readonly onOpen: (id: string) => void;
  /** A click on a row, where it does more than select it. */
  readonly onPick?: (id: string) => void;
  /** Whether `J` and `K` move along it wherever the focus is. */
  readonly pageKeys?: boolean;
}

/**
 * A virtual list with columns, with the whole keyboard contract of an ARIA grid: one tab stop, arrows and `J`/`K`,
 * `Home`/`End`, `PageUp`/`PageDown`, `Enter`; rows and their count are announced as of the whole list.
 */
export function DataGrid<Row>({
  table,
  label,
  rowHeight,
  selectedId,
  onSelect,
  onOpen,
  onPick = onSelect,
  pageKeys = true,
}: DataGridProps<Row>) {
  const id = useId();
  const rows = table.getRowModel().rows;
  const columns = table.getVisibleLeafColumns();
  const selected = useMemo(() => rows.findIndex((row) => row.id === selectedId), [rows, selectedId]);
  const keys = useGridKeys({
    rows: rows.length,
    columns: columns.length,
    pageKeys,
    selected,
    onSelect: (index) => {
      const row = rows[index];
      if (row !== undefined) onSelect(row.id);
    },
    onOpen: (index) => {
      const row = rows[index];
      if (row !== undefined) onOpen(row.id);
    },
    onPick: (index) => {
      const row = rows[index];
      if (row !== undefined) onPick(row.id);
    },
  });
  const latestKeys = useRef(keys);
  latestKeys.current = keys;
  const { virtualizer, viewport } = useGridRows({ count: rows.length, rowHeight, active: keys.active, gridId: id });
  const tracks = columns.map((column) => column.columnDef.meta?.track ?? 'minmax(0, 1fr)').join(' ');
  return (
    // biome-ignore lint/a11y/useSemanticElements: a virtual list can not be a table; this is the ARIA grid pattern
    <div
      id={id}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={columns.length}
      tabIndex={-1}
      className={classes.grid}
      onKeyDown={keys.onKeyDown(Math.max(1, Math.floor((viewport.current?.clientHeight ?? rowHeight) / rowHeight) - 1))}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: ARIA grid pattern */}
      <div role="rowgroup" className={classes.head}>
        {table.getHeaderGroups().map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: ARIA grid pattern
          // biome-ignore lint/a11y/useFocusableInteractive: the cells take the focus
          <div
            key={group.id}
            role="row"
            aria-rowindex={1}
            className={classes.row}
            style={{ gridTemplateColumns: tracks }}
          >
            {group.headers.map((header, column) => {
              const sorted = header.column.getIsSorted();
              return (
                // biome-ignore lint/a11y/useSemanticElements: ARIA grid pattern
                // biome-ignore lint/a11y/useFocusableInteractive: the button inside takes the focus
                <div
                  key={header.id}
                  role="columnheader"
                  aria-colindex={column + 1}
                  aria-sort={sorted === false ? 'none' : sorted === 'asc' ? 'ascending' : 'descending'}
                  className={classes.cell}
                  data-numeric={header.column.columnDef.meta?.numeric}
                >
                  <button
                    type="button"
                    className={classes.sort}
                    data-cell={`-1:${column}`}
                    tabIndex={keys.tabIndex(-1, column)}
                    onFocus={() => keys.focused(-1, column)}
                    onClick={header.column.getToggleSortingHandler()}
                  >
                    {flexRender(header.column.columnDef.header, header.getContext())}
                    <span aria-hidden="true">{sorted === false ? '' : sorted === 'asc' ? ' ↑' : ' ↓'}</span>
                  </button>
                </div>
              );
            })}
          </div>
        ))}
      </div>
      <div ref={viewport} role="presentation" className={classes.viewport}>
        {/* biome-ignore lint/a11y/useSemanticElements: ARIA grid pattern */}
        <div role="rowgroup" style={{ height: virtualizer.getTotalSize(), position: 'relative' }}>
          {virtualizer.getVirtualItems().map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            return (
              <GridRow
                key={row.id}
                row={row}
                index={item.index}
                top={item.start}
                height={rowHeight}
                tracks={tracks}
                selected={row.id === selectedId}
                columns={columns}
                activeColumn={keys.active.row === item.index ? keys.active.column : null}
                keys={latestKeys}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}
