import type { Cell, TileRow } from '../../../engine/contract/index.ts';

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number'
    ? a - b
    : String(a).localeCompare(String(b), 'en', { numeric: true, sensitivity: 'base' });

/** Rows in the order of one of their cells; those without a value come last either way, equals keep their order. */
export function sortRows(rows: readonly TileRow[], index: number, descending: boolean): readonly TileRow[] {
  const at = (row: TileRow): Cell => row.cells[index] ?? null;
  return rows.toSorted((a, b) => {
    const [x, y] = [at(a), at(b)];
    if (x === null || y === null) return Number(x === null) - Number(y === null);
    return descending ? compare(y, x) : compare(x, y);
  });
}
