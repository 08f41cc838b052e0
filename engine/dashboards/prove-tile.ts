import { isTileId, type Tile, type TileColumn } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { formatRate, formatValue } from '../serializer/index.ts';
import type { ProofReading, Table } from '../store/cache/types.ts';
import { definitionOf, readTileReading, type TileReader, type TileReading } from './read-tile.ts';
import { parseScopeText } from './scope-text.ts';

/** The keys of a `tile.number` reference: tile, scope text, row key, column id. */
export type TileNumberKeys = readonly string[];

const unknown = (keys: TileNumberKeys) => err(appError('PROOF_UNKNOWN', { id: keys.join('/') }));

async function readAgain(
  reader: TileReader,
  keys: TileNumberKeys,
  signal: AbortSignal | undefined,
): Promise<Result<TileReading>> {
  const [tile = '', text = ''] = keys;
  const scope = parseScopeText(text);
  if (!isTileId(tile) || scope === null) return unknown(keys);
  return readTileReading(reader, { tile, scope, currency: scope.currency, zone: scope.zone }, signal);
}

/** "Spend of Meta": the column and what the row's dimensions say. */
function labelOf(tile: Tile, column: TileColumn, cells: Tile['rows'][number]['cells']): string {
  const names = tile.columns.flatMap((other, index) => {
    const cell = cells[index];
    return other.role === 'dimension' && cell !== null && cell !== undefined ? [String(cell)] : [];
  });
  return [`${tile.title}: ${column.label}`, ...names].join(' · ');
}

/**
 * Makes one number of a tile anew, with everything its proof states.
 * Errors: PROOF_UNKNOWN when the tile has no such row or column (any more); those of the tile.
 */
export async function proveTileNumber(
  reader: TileReader,
  { ref, keys }: { readonly ref: string; readonly keys: TileNumberKeys },
  signal?: AbortSignal,
): Promise<Result<ProofReading>> {
  const reading = await readAgain(reader, keys, signal);
  if (!reading.ok) return reading;
  const { tile, recorded } = reading.value;
  const row = tile.rows.find(({ key }) => key === keys[2]);
  const index = tile.columns.findIndex(({ id }) => id === keys[3]);
  const column = tile.columns[index];
  if (row === undefined || column === undefined) return unknown(keys);
  const interval = intervalNote(tile, column, row.cells);
  return ok({
    ref,
    label: labelOf(tile, column, row.cells),
    value: {
      kind: column.kind,
      value: row.cells[index] ?? null,
      ...(column.currency === undefined ? {} : { currency: column.currency }),
    },
    query: recorded.query(),
    sources: tile.sources,
    method: definitionOf(reader, tile.id).method(column, { metrics: reader.metrics, scope: tile.scope }),
    caveats: [...interval, ...tile.missing.map(({ reason }) => reason), ...tile.notes],
    elapsedMs: tile.elapsedMs,
  });
}

function intervalNote(tile: Tile, column: TileColumn, cells: Tile['rows'][number]['cells']): readonly string[] {
  const cellOf = (role: TileColumn['role']) => {
    const index = tile.columns.findIndex((other) => other.role === role && other.of === column.id);
    return index < 0 ? null : { column: tile.columns[index], cell: cells[index] ?? null };
  };
  const [low, high] = [cellOf('low'), cellOf('high')];
  if (low === null || high === null || low.cell === null || high.cell === null) return [];
  const { currency } = column;
  const write = (cell: string | number) =>
    formatValue({ kind: column.kind, value: cell, ...(currency === undefined ? {} : { currency }) });
  return [`${formatRate(low.column?.level ?? 0.9)} interval ${write(low.cell)} to ${write(high.cell)}`];
}

/** The table behind a tile, as a proof exports it. Errors as for `proveTileNumber`. */
export async function tileRows(reader: TileReader, keys: TileNumberKeys, signal?: AbortSignal): Promise<Result<Table>> {
  const reading = await readAgain(reader, keys, signal);
  if (!reading.ok) return reading;
  const { columns, rows } = reading.value.tile;
  return ok({ columns: columns.map(({ id }) => id), rows: rows.map(({ cells }) => cells) });
}
