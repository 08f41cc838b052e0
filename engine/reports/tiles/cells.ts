import type { Cell, ProofValue, Tile, TileColumn, TileRow } from '../../contract/index.ts';

/** A column of a tile with its place in the rows. */
export interface Placed {
  readonly column: TileColumn;
  readonly at: number;
}

/** What a drawing or a table needs of a tile. */
export type Tabular = Pick<Tile, 'columns' | 'rows'>;

/** A column by its id; null for none or one the tile does not have. */
export function columnOf({ columns }: Tabular, id: string | undefined): Placed | null {
  const at = columns.findIndex((column) => column.id === id);
  const column = columns[at];
  return column === undefined ? null : { column, at };
}

/** The column that has `role` for the measure `of`: its lower bound, what it was before … */
export function belonging({ columns }: Tabular, of: string, role: TileColumn['role']): Placed | null {
  const at = columns.findIndex((column) => column.role === role && column.of === of);
  const column = columns[at];
  return column === undefined ? null : { column, at };
}

export const cellOf = (row: TileRow, placed: Placed | null): Cell =>
  placed === null ? null : (row.cells[placed.at] ?? null);

/** The number in a cell; null for text, for nothing and for no column. */
export function numberOf(row: TileRow, placed: Placed | null): number | null {
  const cell = cellOf(row, placed);
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
}

/** The text in a cell as it stands in the data; empty for nothing. */
export const nameOf = (row: TileRow, placed: Placed | null): string => String(cellOf(row, placed) ?? '');

/** A value of a column as the serializer takes it. */
export const shownOf = ({ column }: Placed, value: Cell): ProofValue => ({
  kind: column.kind,
  value,
  ...(column.currency === undefined ? {} : { currency: column.currency }),
});

/** Rows by the value of a column, in the order the values come up. */
export function groupsOf(rows: readonly TileRow[], by: Placed | null): ReadonlyMap<string, readonly TileRow[]> {
  const groups = new Map<string, TileRow[]>();
  for (const row of rows) {
    const name = nameOf(row, by);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}
