import type { Cell, Tile, TileColumn, TileRow } from '../../../engine/contract/index.ts';
import { formatText, formatValue } from '../../../engine/serializer/index.ts';
import { dayNumber } from '../axis/day.ts';
import type { ValueFormat } from '../axis/value-text.ts';
import type { Band } from '../line/series.ts';

/** The parts of a tile that a chart is drawn from. */
export type TileTable = Pick<Tile, 'columns' | 'rows'>;

/** Reads one column of the rows; null where the tile has no such column or the cell is empty. */
export interface ColumnReader {
  readonly column: TileColumn | null;
  readonly cell: (row: TileRow) => Cell;
  /** The cell when it is a number. */
  readonly number: (row: TileRow) => number | null;
  /** The cell as it is read. */
  readonly text: (row: TileRow) => string;
}

/** The reader of the column at a place; -1 is none. */
function readerAt({ columns }: TileTable, index: number): ColumnReader {
  const column = columns[index] ?? null;
  const cell = (row: TileRow): Cell => (column === null ? null : (row.cells[index] ?? null));
  return {
    column,
    cell,
    number: (row) => {
      const value = cell(row);
      return typeof value === 'number' && Number.isFinite(value) ? value : null;
    },
    text: (row) => {
      const value = cell(row);
      if (column === null || column.kind === 'text') return formatText(value);
      const { kind, currency } = column;
      return formatValue(currency === undefined ? { kind, value } : { kind, value, currency });
    },
  };
}

export const readerOf = (table: TileTable, id: string | undefined): ColumnReader =>
  readerAt(table, id === undefined ? -1 : table.columns.findIndex((column) => column.id === id));

/** The reader of what is `role` of the measure `of`. */
export const relatedReader = (table: TileTable, of: string, role: TileColumn['role']): ColumnReader =>
  readerAt(
    table,
    table.columns.findIndex((column) => column.role === role && column.of === of),
  );

/** How the numbers of a column are written. */
export const formatOf = (column: TileColumn | null): ValueFormat =>
  column === null ? { kind: 'number' } : { kind: column.kind, currency: column.currency };

/** Reads the intervals of a measure, one for each level its columns have, widest first. */
export function bandReader(table: TileTable, of: string): (row: TileRow) => readonly Band[] {
  const bounds = table.columns.flatMap((column, index) =>
    column.of === of && (column.role === 'low' || column.role === 'high')
      ? [{ role: column.role, level: column.level ?? 0.95, reader: readerAt(table, index) }]
      : [],
  );
  const levels = [...new Set(bounds.map(({ level }) => level))].sort((a, b) => b - a);
  return (row) =>
    levels.flatMap((level) => {
      const at = (role: 'low' | 'high'): number | null =>
        bounds.find((bound) => bound.level === level && bound.role === role)?.reader.number(row) ?? null;
      const [low, high] = [at('low'), at('high')];
      return low === null || high === null ? [] : [{ level, low, high }];
    });
}

/** A cell as a place on an axis: a day since 1970, or the number it is. */
export function placeOf(cell: Cell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  const day = cell === null ? Number.NaN : dayNumber(cell);
  return Number.isNaN(day) ? null : day;
}
