import { type ResolvedScope, type Scope, TILES, type Tile, type TileId } from '../contract/index.ts';
import { appError, err, type Instant, ok, type Result } from '../core/index.ts';
import type { MetricCatalogue } from '../metrics/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { readCoverage, readPartialDays } from './coverage.ts';
import { type Recording, recording } from './recording.ts';
import { resolveScope } from './scope.ts';
import { scopeText } from './scope-text.ts';
import type { TileDefinition } from './tile.ts';

export interface TileReader {
  readonly engine: AnalyticsEngine;
  readonly metrics: MetricCatalogue;
  readonly definitions: ReadonlyMap<TileId, TileDefinition>;
}

export interface TileRequest {
  readonly tile: TileId;
  /** As asked for, or with its days worked out (when a proof is made again). */
  readonly scope: Scope | ResolvedScope;
  /** The reporting currency and the zone days are counted in. */
  readonly currency: string;
  readonly zone: string;
}

export interface TileReading {
  readonly tile: Tile;
  readonly recorded: Recording;
}

/** The definition of a tile. @throws Error when there is none: every tile of the contract has one. */
export function definitionOf({ definitions }: TileReader, tile: TileId): TileDefinition {
  const definition = definitions.get(tile);
  if (definition === undefined) throw new Error(`the tile ${tile} has no definition`);
  return definition;
}

const isResolved = (scope: Scope | ResolvedScope): scope is ResolvedScope => 'currency' in scope;

/**
 * Reads one tile. Errors: NO_DATA when nothing of its page is loaded; those of the tile's definition and of the engine.
 */
export async function readTileReading(
  reader: TileReader,
  { tile, scope: asked, currency, zone }: TileRequest,
  signal?: AbortSignal,
): Promise<Result<TileReading>> {
  const { engine, metrics } = reader;
  const coverage = await readCoverage(engine, tile, signal);
  if (!coverage.ok) return coverage;
  const { page, missing, dataThrough } = coverage.value;
  if (page === null || missing.length === TILES[tile].datasets.length) {
    return err(appError('NO_DATA', { what: TILES[tile].title }));
  }
  const scope = isResolved(asked) ? asked : resolveScope(asked, page, { currency, zone });
  const partial = await readPartialDays(engine, tile, scope.period, signal);
  if (!partial.ok) return partial;
  const recorded = recording(engine);
  const context = { engine: recorded.engine, metrics, scope, partialDays: partial.value, signal };
  const content = await definitionOf(reader, tile).read(context);
  if (!content.ok) return content;
  const sources = recorded.sources();
  const { title = TILES[tile].title, sentence, draw, columns, rows, notes } = content.value;
  return ok({
    recorded,
    tile: {
      id: tile,
      title,
      sentence,
      draw,
      columns,
      rows,
      scope,
      scopeText: scopeText(scope),
      sources,
      dataThrough,
      refreshedAt: latestInstant(sources.flatMap(({ loadedAt }) => loadedAt ?? [])),
      partialDays: partial.value,
      missing,
      notes,
      elapsedMs: recorded.elapsedMs(),
    },
  });
}

const latestInstant = (instants: readonly Instant[]): Instant | null => instants.toSorted().at(-1) ?? null;

/** One tile for a scope. Errors as for `readTileReading`. */
export async function readTile(reader: TileReader, request: TileRequest, signal?: AbortSignal): Promise<Result<Tile>> {
  const reading = await readTileReading(reader, request, signal);
  return reading.ok ? ok(reading.value.tile) : reading;
}
