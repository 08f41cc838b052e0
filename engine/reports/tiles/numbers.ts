import type { Tile, TileColumn, TileRow } from '../../contract/index.ts';
import { columnOf, groupsOf, type Tabular } from './cells.ts';

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

/** The newest rows of each group, as many of each as there is room for; at least one. */
function newestOfEach(tile: Tabular, by: string | undefined): readonly TileRow[] {
  const groups = [...groupsOf(tile.rows, columnOf(tile, by)).values()];
  const each = Math.max(1, Math.floor(ROWS_ON_PAPER / groups.length));
  return groups.flatMap((rows) => rows.slice(-each)).slice(0, Math.max(ROWS_ON_PAPER, groups.length));
}

/** The rows a table on paper shows: the newest of each line, the first of everything else. */
export function rowsOnPaper(tile: Tabular & Pick<Tile, 'draw'>): readonly TileRow[] {
  const { draw, rows } = tile;
  if (draw.as === 'figure') return rows.filter(({ key }) => key === draw.row);
  if (rows.length <= ROWS_ON_PAPER) return rows;
  if (draw.as === 'line') return newestOfEach(tile, draw.series);
  return draw.as === 'multiples' ? newestOfEach(tile, draw.facet) : rows.slice(0, ROWS_ON_PAPER);
}

/** Every number with a proof in these rows that is there. */
export const numbersOf = (tile: Pick<Tile, 'columns'>, rows: readonly TileRow[]): readonly TileNumber[] =>
  rows.flatMap((row) =>
    tile.columns.flatMap((column, i) =>
      isProven(column) && typeof row.cells[i] === 'number' ? [{ row: row.key, column: column.id }] : [],
    ),
  );
