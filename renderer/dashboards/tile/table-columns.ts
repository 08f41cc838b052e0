import type { Tile, TileColumn } from '../../../engine/contract/index.ts';

type Rows = Pick<Tile, 'columns' | 'rows' | 'draw'>;

/** Flags that the row itself shows. */
const SHOWN_BY_ROW: readonly unknown[] = ['total', '', null];

const saysSomething = ({ columns, rows }: Rows, column: TileColumn): boolean => {
  const index = columns.indexOf(column);
  return rows.some(({ cells }) => !SHOWN_BY_ROW.includes(cells[index] ?? null));
};

/**
 * The columns a table shows. Bounds are written under their measure and a difference under its relative difference, so
 * they have no column of their own; flags that only mark the total are seen by the row, and addresses are no words.
 */
export function shownColumns(tile: Rows): readonly TileColumn[] {
  const { columns, draw } = tile;
  const link = draw.as === 'list' ? draw.link : undefined;
  const has = (id: string | undefined, role: TileColumn['role']): boolean =>
    columns.some((other) => other.role === role && other.of === id);
  return columns.filter((column) => {
    const { role, of, id: own } = column;
    if (own === link) return false;
    if (role === 'low' || role === 'high') return !columns.some(({ id }) => id === of);
    if (role === 'change') return !has(of, 'ratio_change');
    if (role === 'flag') return saysSomething(tile, column);
    return true;
  });
}

const WORDED: readonly TileColumn['role'][] = ['dimension', 'flag', 'text'];

export const isNumeric = ({ role, kind }: TileColumn): boolean => !WORDED.includes(role) && kind !== 'text';
