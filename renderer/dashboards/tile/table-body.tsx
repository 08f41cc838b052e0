import { useState } from 'react';
import type { Tile, TileRow } from '../../../engine/contract/index.ts';
import { cellAt, cellText, placed } from './cells.ts';
import { HeadCell } from './head-cell.tsx';
import { LongTable } from './long-table.tsx';
import { type Sorting, sortRows } from './sorting.ts';
import { isNumeric, shownColumns } from './table-columns.ts';
import classes from './tile.module.css';
import { TileCell } from './tile-cell.tsx';

interface TableBodyProps {
  readonly tile: Tile;
  readonly zone: string;
  /** The column it is first ordered by, the highest first. */
  readonly sort?: string | undefined;
  /** What a click or `Enter` on a row's name does: drills into it. Totals have nothing below them. */
  readonly onPick?: ((key: string) => void) | undefined;
}

/** From this many rows on a table is virtual. */
const LONG = 150;

/** A tile as a table that can be ordered by any column. */
export function TableBody(props: TableBodyProps) {
  return props.tile.rows.length >= LONG ? (
    <LongTable tile={props.tile} zone={props.zone} />
  ) : (
    <NativeTable {...props} />
  );
}

function NativeTable({ tile, zone, sort, onPick }: TableBodyProps) {
  const [sorting, setSorting] = useState<Sorting | null>(
    sort === undefined ? null : { column: sort, descending: true },
  );
  const columns = shownColumns(tile);
  const at = placed(tile, sorting?.column);
  const sorted = at === null ? tile.rows : sortRows(tile.rows, at.index, sorting?.descending ?? false);
  const flag = tile.columns.findIndex(({ role }) => role === 'flag');
  const isTotal = (row: TileRow): boolean => row.cells[flag] === 'total';
  const rows = [...sorted.filter((row) => !isTotal(row)), ...sorted.filter(isTotal)];
  const order = (column: string, numeric: boolean): void =>
    setSorting((now) =>
      now?.column === column ? { column, descending: !now.descending } : { column, descending: numeric },
    );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by key
    <section className={classes.scroll} tabIndex={0} aria-label={`Table: ${tile.title}`}>
      <table className={classes.table}>
        <caption className="visually-hidden">{tile.sentence}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                sorted={sorting?.column !== column.id ? null : sorting.descending ? 'descending' : 'ascending'}
                onSort={() => order(column.id, isNumeric(column))}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key} data-row={row.key} data-flag={row.cells[flag]}>
              {columns.map((column, index) => (
                <td key={column.id} data-numeric={isNumeric(column)} data-role={column.role}>
                  {index === 0 && onPick !== undefined && !isTotal(row) ? (
                    <button
                      type="button"
                      className={classes.pick}
                      title="Drill into it"
                      onClick={() => onPick(row.key)}
                    >
                      {cellText(column, cellAt(row, placed(tile, column.id)), zone)}
                    </button>
                  ) : (
                    <TileCell tile={tile} row={row} column={column} zone={zone} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
