import type { Cell, ProofValue, Tile, TileColumn, TileRow } from '../../../engine/contract/index.ts';
import {
  formatChange,
  formatInterval,
  formatValue,
  formatValueExact,
  MISSING,
} from '../../../engine/serializer/index.ts';

/** A column with its place in the rows. */
export interface Placed {
  readonly column: TileColumn;
  readonly index: number;
}

type Columns = Pick<Tile, 'columns'>;

/** The column called `id`, or null. */
export function placed({ columns }: Columns, id: string | undefined): Placed | null {
  const index = columns.findIndex((column) => column.id === id);
  const column = columns[index];
  return column === undefined ? null : { column, index };
}

/** The column that is `role` of the measure `of`, or null. */
export function related({ columns }: Columns, of: string, role: TileColumn['role']): Placed | null {
  const index = columns.findIndex((column) => column.role === role && column.of === of);
  const column = columns[index];
  return column === undefined ? null : { column, index };
}

export const cellAt = (row: TileRow, place: Placed | null): Cell =>
  place === null ? null : (row.cells[place.index] ?? null);

const shownValue = ({ kind, currency }: TileColumn, value: Cell): ProofValue => ({
  kind,
  value,
  ...(currency === undefined ? {} : { currency }),
});

/** Plain numbers are shown with two decimals from 1 on; their proof has all of them. */
const rounded = (kind: TileColumn['kind'], value: number): number =>
  kind === 'number' && Math.abs(value) >= 1 ? Math.round(value * 100) / 100 : value;

/** A cell as it is read: with its unit, with its sign where it is a difference. */
export function cellText(column: TileColumn, exact: Cell, zone?: string): string {
  const cell = typeof exact === 'number' ? rounded(column.kind, exact) : exact;
  const reader = zone === undefined ? {} : { zone };
  const isChange = column.role === 'change' || column.role === 'ratio_change';
  if (!isChange) return formatValue(shownValue(column, cell), reader);
  // A relative difference is a rate, which reads as percent and not as points.
  if (column.role === 'ratio_change' && typeof cell === 'number') {
    const text = formatValue(shownValue(column, cell), reader);
    return cell > 0 && text !== MISSING && !text.startsWith('<') ? `+${text}` : text;
  }
  return formatChange(shownValue(column, cell), reader);
}

/** A cell with more decimals than its page shows. */
export const exactText = (column: TileColumn, cell: Cell): string => formatValueExact(shownValue(column, cell));

export interface Interval {
  readonly text: string;
  readonly level: number;
}

/** The interval of a measure in a row as text; null where it has none. */
export function intervalOf(tile: Columns, row: TileRow, measure: TileColumn): Interval | null {
  const [low, high] = [related(tile, measure.id, 'low'), related(tile, measure.id, 'high')];
  const [from, to] = [cellAt(row, low), cellAt(row, high)];
  const { kind, currency } = measure;
  if (typeof from !== 'number' || typeof to !== 'number') return null;
  if (kind === 'text' || kind === 'day' || kind === 'instant') return null;
  return {
    text: formatInterval({ low: rounded(kind, from), high: rounded(kind, to) }, kind, currency),
    level: low?.column.level ?? 0.95,
  };
}

export type Direction = 'good' | 'bad' | 'neutral';

/** Whether a change is for the better: what its measure says is better, and the sign. */
export function directionOf(change: Cell, better: TileColumn['better']): Direction {
  if (typeof change !== 'number' || change === 0 || better === undefined || better === 'neutral') return 'neutral';
  return change > 0 === (better === 'up') ? 'good' : 'bad';
}

/** Which way a change points; an arrow for eyes, a word for ears. */
export const arrowOf = (change: Cell): { readonly sign: string; readonly word: string } =>
  typeof change !== 'number' || change === 0
    ? { sign: '', word: 'unchanged' }
    : change > 0
      ? { sign: '▲', word: 'up' }
      : { sign: '▼', word: 'down' };
