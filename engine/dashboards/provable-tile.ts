import type { Cell, Proof, ProofValue, Tile, TileColumn, TileRow } from '../contract/index.ts';
import { formatRate, formatText, formatValue } from '../serializer/index.ts';
import type { ProofReading } from '../store/cache/types.ts';
import type { ProofMethod } from './tile.ts';

/** A tile with what the proofs of all its numbers state: its queries, and how each column is made. */
export interface ProvableTile {
  readonly tile: Tile;
  readonly query: Proof['query'];
  /** By column id; columns that hold no numbers have none. */
  readonly methods: Readonly<Record<string, ProofMethod>>;
}

/** Whether a column holds numbers that can be proven. */
export const holdsNumbers = ({ role }: TileColumn): boolean =>
  role !== 'dimension' && role !== 'flag' && role !== 'text';

const shown = ({ kind, currency }: TileColumn, value: Cell): ProofValue => ({
  kind,
  value,
  ...(currency === undefined ? {} : { currency }),
});

/** "Day by day: Spend · Meta": the tile, the column and what the row's dimensions say. */
function labelOf(tile: Tile, column: TileColumn, cells: TileRow['cells']): string {
  const names = tile.columns.flatMap((other, index) => {
    const cell = cells[index] ?? null;
    return other.role === 'dimension' && cell !== null ? [formatValue(shown(other, cell))] : [];
  });
  return [`${formatText(tile.title)}: ${formatText(column.label)}`, ...names].join(' · ');
}

function intervalNote(tile: Tile, column: TileColumn, cells: TileRow['cells']): readonly string[] {
  const cellOf = (role: TileColumn['role']) => {
    const index = tile.columns.findIndex((other) => other.role === role && other.of === column.id);
    return index < 0 ? null : { column: tile.columns[index], cell: cells[index] ?? null };
  };
  const [low, high] = [cellOf('low'), cellOf('high')];
  if (low === null || high === null || low.cell === null || high.cell === null) return [];
  const write = (cell: Cell): string => formatValue(shown(column, cell));
  const level = formatRate(low.column?.level ?? 0.9).replace('.00', '');
  return [`${level} interval ${write(low.cell)} to ${write(high.cell)}`];
}

/** Makes the reading of one number of a tile that has been read; null when it has no such row or column. */
export function numberReading(
  { tile, query, methods }: ProvableTile,
  { ref, row: key, column: id }: { readonly ref: string; readonly row: string; readonly column: string },
): ProofReading | null {
  const row = tile.rows.find((candidate) => candidate.key === key);
  const index = tile.columns.findIndex((candidate) => candidate.id === id);
  const column = tile.columns[index];
  const method = methods[id];
  if (row === undefined || column === undefined || method === undefined) return null;
  return {
    ref,
    label: labelOf(tile, column, row.cells),
    value: shown(column, row.cells[index] ?? null),
    query,
    sources: tile.sources,
    method,
    caveats: [...intervalNote(tile, column, row.cells), ...tile.missing.map(({ reason }) => reason), ...tile.notes],
    elapsedMs: tile.elapsedMs,
  };
}
