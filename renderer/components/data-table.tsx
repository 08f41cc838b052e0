import type { ReactNode } from 'react';
import classes from './data-table.module.css';

interface Column {
  readonly head: string;
  readonly numeric?: boolean;
  /** A column that may wrap; the one or two of them take what is left. */
  readonly grow?: boolean;
}

interface TableRow {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

interface DataTableProps {
  /** Read aloud, not shown. */
  readonly caption: string;
  readonly columns: readonly Column[];
  readonly rows: readonly TableRow[];
}

/** A short native table; long lists use the virtual grid. */
export function DataTable({ caption, columns, rows }: DataTableProps) {
  const growing = columns.filter(({ grow }) => grow === true).length;
  return (
    <table className={classes.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.head} scope="col" data-numeric={column.numeric}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {row.cells.map((cell, index) => (
              <td
                key={columns[index]?.head ?? index}
                data-numeric={columns[index]?.numeric}
                data-grow={columns[index]?.grow === true ? growing : undefined}
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
