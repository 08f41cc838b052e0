import {
  type ColumnDef,
  getCoreRowModel,
  getSortedRowModel,
  type SortingState,
  useReactTable,
} from '@tanstack/react-table';
import { useMemo, useState } from 'react';
import type { Tile, TileRow } from '../../../engine/contract/index.ts';
import { DataGrid } from '../../components/grid/data-grid.tsx';
import { rowHeight, useDensity } from '../../stores/density.ts';
import { cellAt, placed } from './cells.ts';
import { isNumeric, shownColumns } from './table-columns.ts';
import classes from './tile.module.css';
import { TileCell } from './tile-cell.tsx';

interface LongTableProps {
  readonly tile: Tile;
  readonly zone: string;
}

const ROWS_OF = getCoreRowModel<TileRow>();
const SORTED = getSortedRowModel<TileRow>();

/** A tile of many rows: only those in view are in the document. */
export function LongTable({ tile, zone }: LongTableProps) {
  const density = useDensity((state) => state.density);
  const [sorting, setSorting] = useState<SortingState>([]);
  const [selected, setSelected] = useState<string | null>(null);
  const columns = useMemo(
    () =>
      shownColumns(tile).map((column): ColumnDef<TileRow> => {
        const place = placed(tile, column.id);
        return {
          id: column.id,
          header: column.label,
          // Missing numbers are `undefined` for sorting, so that they come last either way.
          accessorFn: (row) => cellAt(row, place) ?? undefined,
          sortUndefined: 'last',
          sortDescFirst: isNumeric(column),
          meta: { track: isNumeric(column) ? 'minmax(96px, 1fr)' : 'minmax(110px, 1.4fr)', numeric: isNumeric(column) },
          cell: ({ row }) => <TileCell tile={tile} row={row.original} column={column} zone={zone} tabIndex={-1} />,
        };
      }),
    [tile, zone],
  );
  const data = useMemo(() => [...tile.rows], [tile]);
  const table = useReactTable<TileRow>({
    data,
    columns,
    state: { sorting },
    onSortingChange: setSorting,
    getRowId: (row) => row.key,
    getCoreRowModel: ROWS_OF,
    getSortedRowModel: SORTED,
    autoResetAll: false,
  });
  return (
    <div className={classes.long}>
      <DataGrid
        table={table}
        label={`Table: ${tile.title}`}
        rowHeight={rowHeight(density)}
        selectedId={selected}
        onSelect={setSelected}
        onOpen={setSelected}
        pageKeys={false}
      />
    </div>
  );
}
