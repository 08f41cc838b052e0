import type { Draw, Proof, ResolvedScope, TileColumn, TileId, TileRow } from '../contract/index.ts';
import type { Day, Result } from '../core/index.ts';
import type { MetricCatalogue } from '../metrics/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';

/** What a tile reads with. Every query it makes through `engine` is recorded and becomes part of its proofs. */
export interface TileContext {
  readonly engine: AnalyticsEngine;
  readonly metrics: MetricCatalogue;
  readonly scope: ResolvedScope;
  /** Days of the period (or just after the last) that some dataset of the tile has not completely. */
  readonly partialDays: readonly Day[];
  readonly signal: AbortSignal | undefined;
}

/** What a tile found: a typed table, how to draw it and what to say. */
export interface TileContent {
  /** Instead of the tile's own title, when that depends on the choice of metric. */
  readonly title?: string;
  readonly sentence: string;
  readonly draw: Draw;
  readonly columns: readonly TileColumn[];
  readonly rows: readonly TileRow[];
  /** What to know when reading it: assumptions, rates used, rows left out. Also the caveats of every proof. */
  readonly notes: readonly string[];
}

export type ProofMethod = Proof['method'];

export interface TileDefinition {
  readonly id: TileId;
  /** Errors are shown as this tile's card; the other tiles of the page live on. */
  read(context: TileContext): Promise<Result<TileContent>>;
  /** How the numbers of a column are made; `scope` for methods that depend on a choice. */
  method(column: TileColumn, context: Pick<TileContext, 'metrics' | 'scope'>): ProofMethod;
}
