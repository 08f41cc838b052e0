import { type Proof, type Scope, TILES, type TileId } from '../../engine/contract/index.ts';
import { type Clock, ok, type Result } from '../../engine/core/index.ts';
import { numberReading, type ProvableTile } from '../../engine/dashboards/index.ts';
import { makeProof, proofRef } from '../../engine/proofs/index.ts';
import { numbersOf, type ReportTile, rowsOnPaper, type TileProofs } from '../../engine/reports/index.ts';
import type { CacheClient } from '../../engine/store/cache/types.ts';

export interface TileNeeds {
  readonly cache: Pick<CacheClient, 'provableTile'>;
  readonly place: { readonly currency: string; readonly zone: string };
  readonly clock: Clock;
  /** Keeps the proofs whose ids a report prints, so that they can be looked up. */
  readonly keepProofs: (proofs: readonly Proof[]) => Promise<void>;
}

const NONE: TileProofs = { get: () => undefined, all: [] };

/** The proofs of the numbers a report prints of a tile, made from the one reading of it. */
function proofsOf(provable: ProvableTile, clock: Clock): TileProofs {
  const { tile } = provable;
  const made = new Map<string, Proof>();
  for (const { row, column } of numbersOf(tile, rowsOnPaper(tile))) {
    const ref = proofRef('tile.number', tile.id, tile.scopeText, row, column);
    const reading = numberReading(provable, { ref, row, column });
    if (reading !== null) made.set(`${row}\n${column}`, makeProof(reading, clock));
  }
  return { get: (row, column) => made.get(`${row}\n${column}`), all: [...made.values()] };
}

/**
 * Reads a tile for a report, with the proofs of its printed numbers. A tile that can not be read is one with a failure: only
 * being cancelled ends the report.
 */
export async function readReportTile(
  { cache, place, clock, keepProofs }: TileNeeds,
  id: TileId,
  scope: Scope,
): Promise<Result<ReportTile>> {
  const { page, title, size } = TILES[id];
  const read = await cache.provableTile({ tile: id, scope, ...place });
  if (!read.ok) {
    const { code, message, next } = read.error;
    return code === 'CANCELLED' ? read : ok({ id, page, title, size, reading: { failure: { code, message, next } } });
  }
  const proofs = read.value.tile.rows.length === 0 ? NONE : proofsOf(read.value, clock);
  await keepProofs(proofs.all);
  return ok({ id, page, title, size, reading: { tile: read.value.tile, proofs } });
}
