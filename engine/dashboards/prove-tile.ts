import { isTileId } from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import type { ProofReading, Table } from '../store/cache/types.ts';
import { holdsNumbers, numberReading, type ProvableTile } from './provable-tile.ts';
import { definitionOf, readTileReading, type TileReader, type TileReading, type TileRequest } from './read-tile.ts';
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

function provable(reader: TileReader, { tile, recorded }: TileReading, columns = tile.columns): ProvableTile {
  const { method } = definitionOf(reader, tile.id);
  const context = { metrics: reader.metrics, scope: tile.scope };
  const methods = columns.filter(holdsNumbers).map((column) => [column.id, method(column, context)] as const);
  return { tile, query: recorded.query(), methods: Object.fromEntries(methods) };
}

/** One tile for a scope, with what the proofs of its numbers state. Errors as for `readTile`. */
export async function readProvableTile(
  reader: TileReader,
  request: TileRequest,
  signal?: AbortSignal,
): Promise<Result<ProvableTile>> {
  const reading = await readTileReading(reader, request, signal);
  return reading.ok ? ok(provable(reader, reading.value)) : reading;
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
  const [, , row = '', column = ''] = keys;
  const asked = reading.value.tile.columns.filter(({ id }) => id === column);
  const number = numberReading(provable(reader, reading.value, asked), { ref, row, column });
  return number === null ? unknown(keys) : ok(number);
}

/** The table behind a tile, as a proof exports it. Errors as for `proveTileNumber`. */
export async function tileRows(reader: TileReader, keys: TileNumberKeys, signal?: AbortSignal): Promise<Result<Table>> {
  const reading = await readAgain(reader, keys, signal);
  if (!reading.ok) return reading;
  const { columns, rows } = reading.value.tile;
  return ok({ columns: columns.map(({ id }) => id), rows: rows.map(({ cells }) => cells) });
}
