import classes from './frame.module.css';

export interface ChartColumn {
  readonly id: string;
  readonly head: string;
  readonly numeric?: boolean;
  /** Its cells are numbers with a proof. */
  readonly proven?: boolean;
}

export interface ChartRow {
  readonly key: string;
  /** Written out, one for each column. */
  readonly cells: readonly string[];
}

/** The numbers a chart is drawn from, as they are read. */
export interface ChartTableContent {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly ChartRow[];
}

/** Asked for the proof of the number in row `key`, column `column`. */
export type OnProof = (key: string, column: string) => void;

interface ChartTableProps extends ChartTableContent {
  readonly id: string;
  /** Read aloud, not shown. */
  readonly caption: string;
  readonly onProof?: OnProof | undefined;
}

/** The table behind a chart: native, so that it reads aloud cell by cell; numbers open their proof. */
export function ChartTable({ id, caption, columns, rows, onProof }: ChartTableProps) {
  return (
    <table id={id} className={classes.table}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.id} scope="col" data-numeric={column.numeric}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {columns.map((column, index) => (
              <td key={column.id} data-numeric={column.numeric}>
                {column.proven === true && onProof !== undefined && row.cells[index] !== undefined ? (
                  <button type="button" className={classes.cell} onClick={() => onProof(row.key, column.id)}>
                    {row.cells[index]}
                  </button>
                ) : (
                  row.cells[index]
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
