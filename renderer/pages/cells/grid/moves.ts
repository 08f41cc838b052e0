/** Where the focus is in the grid: the place, and which of its stops. A place without cells has one stop, to plan one. */
export interface Stop {
  readonly row: number;
  readonly column: number;
  readonly index: number;
}

/** How many stops each place has, at least one: rows by columns. */
export type Stops = readonly (readonly number[])[];

const clamp = (value: number, most: number): number => Math.max(0, Math.min(value, most));

const countAt = (stops: Stops, row: number, column: number): number => Math.max(1, stops[row]?.[column] ?? 1);

/** The stop itself, or the nearest there is when cells have gone from its place. */
export function stopWithin(stops: Stops, { row, column, index }: Stop): Stop {
  const inRow = clamp(row, stops.length - 1);
  const inColumn = clamp(column, (stops[inRow]?.length ?? 1) - 1);
  return { row: inRow, column: inColumn, index: clamp(index, countAt(stops, inRow, inColumn) - 1) };
}

/**
 * Where a key leads: down and up go through the cells of a place before the next place, left and right along the row,
 * Home and End to its ends, with Ctrl to the first and last place. null for a key that does not move.
 */
export function stopAfter(key: string, isCtrl: boolean, stops: Stops, from: Stop): Stop | null {
  const at = stopWithin(stops, from);
  const [rows, columns] = [stops.length, stops[at.row]?.length ?? 1];
  const to = (row: number, column: number, index: number): Stop => stopWithin(stops, { row, column, index });
  switch (key) {
    case 'ArrowRight':
      return to(at.row, at.column + 1, at.column + 1 < columns ? 0 : at.index);
    case 'ArrowLeft':
      return to(at.row, at.column - 1, at.column > 0 ? 0 : at.index);
    case 'ArrowDown':
      if (at.index + 1 < countAt(stops, at.row, at.column)) return to(at.row, at.column, at.index + 1);
      return at.row + 1 < rows ? to(at.row + 1, at.column, 0) : at;
    case 'ArrowUp':
      if (at.index > 0) return to(at.row, at.column, at.index - 1);
      return at.row > 0 ? to(at.row - 1, at.column, countAt(stops, at.row - 1, at.column) - 1) : at;
    case 'Home':
      return to(isCtrl ? 0 : at.row, 0, 0);
    case 'End':
      return to(isCtrl ? rows - 1 : at.row, columns - 1, 0);
    default:
      return null;
  }
}
