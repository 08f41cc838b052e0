/** A cell of a grid by its place. */
export interface Cell {
  /** -1 is the header. */
  readonly row: number;
  readonly column: number;
}

export const clamp = (value: number, low: number, high: number): number => Math.max(low, Math.min(high, value));

/** Of the rows that keys asked for in turn, those that are still to be selected when `selected` is; none when it is another row. */
export function stillAsked(asked: readonly number[], selected: number): readonly number[] {
  const at = asked.lastIndexOf(selected);
  return at < 0 ? [] : asked.slice(at + 1);
}

/** Where a key leads from a cell, or null when the key is none of the grid's. */
export function cellAfter(
  key: string,
  ctrl: boolean,
  from: Cell,
  size: { rows: number; columns: number; page: number },
): Cell | null {
  const last = size.rows - 1;
  const at = (row: number, column: number): Cell => ({
    row: clamp(row, -1, last),
    column: clamp(column, 0, size.columns - 1),
  });
  switch (key) {
    case 'ArrowDown':
      return at(from.row + 1, from.column);
    case 'ArrowUp':
      return at(from.row - 1, from.column);
    case 'ArrowRight':
      return at(from.row, from.column + 1);
    case 'ArrowLeft':
      return at(from.row, from.column - 1);
    case 'Home':
      return ctrl ? at(0, from.column) : at(from.row, 0);
    case 'End':
      return ctrl ? at(last, from.column) : at(from.row, size.columns - 1);
    case 'PageDown':
      return at(from.row + size.page, from.column);
    case 'PageUp':
      return at(Math.max(0, from.row - size.page), from.column);
    default:
      return null;
  }
}
