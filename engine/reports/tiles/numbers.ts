import type { Tile, TileColumn, TileRow } from '../../contract/index.ts';

/** Rows of one tile that go on paper; the spreadsheet and the CSV have them all. */
export const ROWS_ON_PAPER = 20;

/** One number of a tile, by the row and the column it stands in. */
export interface TileNumber {
  readonly row: string;
  readonly column: string;
}

/** Columns whose numbers have a proof of their own. Bounds and differences are stated by the proof of their measure. */
export const isProven = ({ role }: TileColumn): boolean => role === 'measure' || role === 'before' || role === 'goal';

/** The column whose proof states a number of this one. */
export const provenBy = (column: TileColumn): string => (isProven(column) ? column.id : (column.of ?? column.id));

/** The rows a table on paper shows: the newest of a line, the first of everything else. */
export function rowsOnPaper({ draw, rows }: Pick<Tile, 'draw' | 'rows'>): readonly TileRow[] {
  if (draw.as === 'figure') return rows.filter(({ key }) => key === draw.row);
  if (rows.length <= ROWS_ON_PAPER) return rows;
  return draw.as === 'line' ? rows.slice(-ROWS_ON_PAPER) : rows.slice(0, ROWS_ON_PAPER);
}

/** Every number with a proof in these rows that is there. */
export const numbersOf = (tile: Pick<Tile, 'columns'>, rows: readonly TileRow[]): readonly TileNumber[] =>
  rows.flatMap((row) =>
    tile.columns.flatMap((column, i) =>
      isProven(column) && typeof row.cells[i] === 'number' ? [{ row: row.key, column: column.id }] : [],
    ),
  );
