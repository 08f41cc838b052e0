import type { z } from 'zod';
import type {
  BanditRead,
  BanditRow,
  CellGroundRow,
  CellOffer,
  CellPrior,
  CellSpend,
  CreativeTest,
  CreativeTestList,
  CreativeTogether,
  DashboardCatalog,
  DatasetFreshness,
  DatasetHealth,
  ExperimentList,
  ExperimentRead,
  ExperimentRecord,
  ExperimentVocabulary,
  ExploreCellRecord,
  HealthOverview,
  Lineage,
  Load,
  PosteriorNight,
  Progress,
  Proof,
  ProofValue,
  QuarantinedPage,
  QuarantineReason,
  Scope,
  Source,
  Tile,
  TileId,
  WhatIf,
} from '../../contract/index.ts';
import type { Day, Result, Uuid } from '../../core/index.ts';

export type QueryParams = Readonly<Record<string, string | number | null>>;

/** A named query: the only way SQL reaches the cache. `params` are bound by name (`$test_id`). */
export interface QueryDefinition<Row extends z.ZodType = z.ZodType> {
  /** `creative.variant_totals`: capability, then what it returns. */
  readonly id: string;
  /**
   * A query that groups counts in a column `rows_read` the rows each of its rows was made from; of any other, each row of
   * the answer is one that was read.
   */
  readonly sql: string;
  /** Datasets it reads, for the proof's sources. */
  readonly datasets: readonly string[];
  readonly row: Row;
}

export interface QueryResult<Row> {
  readonly rows: readonly Row[];
  readonly sources: readonly Source[];
  readonly elapsedMs: number;
}

/** The analytical store as a capability sees it inside the worker. ClickHouse can stand behind it too. */
export interface AnalyticsEngine {
  query<Row extends z.ZodType>(
    definition: QueryDefinition<Row>,
    params: QueryParams,
    signal?: AbortSignal,
  ): Promise<Result<QueryResult<z.infer<Row>>>>;
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface ProofReading {
  readonly ref: string;
  readonly label: string;
  readonly value: ProofValue;
  readonly query: Proof['query'];
  readonly sources: readonly Source[];
  readonly method: Proof['method'];
  readonly caveats: readonly string[];
  readonly elapsedMs: number;
}

/** Rows as the serializer will print them: column names and cells as JSON values. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** DECIMAL has 38 digits, `n` of them after the point. */
export type ParquetType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'DATE' | 'TIMESTAMP' | `DECIMAL(38,${number})`;

/** A table to write as Parquet. Cells are text as DuckDB reads it (`12.50`, `2026-11-21`), or numbers. */
export interface ParquetTable {
  readonly path: string;
  readonly columns: readonly { readonly name: string; readonly type: ParquetType }[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  /** Kept in the file's footer: what the table is, its scope, where its proofs are. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** Names a number. `experiments` and `cells` hold the records for theirs: the cache has their data only. */
/**
 * How much of the list of experiments is read before it is answered: nothing that takes time (record), who is in them
 * (units), some rows more, or all.
 */
export type ListExtent = 'record' | 'units' | 'some' | 'all';

export interface ProofRequest {
  readonly ref: string;
  readonly experiments?: readonly ExperimentRecord[] | undefined;
  readonly cells?: readonly ExploreCellRecord[] | undefined;
  /** What says when cells are looked at again: the workspace's zone, and the last decision by cell as its data day. */
  readonly looks?: { readonly zone: string; readonly decidedOn: ReadonlyMap<string, Day> } | undefined;
}

/** One cell, and all there are: a cell's arms may be the running ones. */
export interface CellRequest {
  readonly cell: ExploreCellRecord;
  readonly cells: readonly ExploreCellRecord[];
}

/** What a rebuild brought back. */
export interface RebuiltCache {
  readonly loads: number;
  readonly rows: number;
  /** Drops of a contract, or a major version of one, that is no longer known: where they lie. */
  readonly passedOver: readonly string[];
}

/**
 * Everything the data worker does. The client in the main process has these methods; the worker process implements
 * them over DuckDB. Every call may fail with CACHE_WORKER_DIED (try again) or CANCELLED.
 */
export interface CacheClient {
  /** `dataset` says what a foreign drop brings, where neither its name nor its folders do. */
  importDrop(
    input: { readonly path: string; readonly dataset?: string | undefined },
    options?: CallOptions,
  ): Promise<Result<{ readonly load: Load; readonly alreadyLoaded: boolean }>>;
  /** Writes the seeded sample drops into `exportsDir`; they are then imported like any other. */
  makeSample(
    input: { readonly exportsDir: string; readonly seed: number; readonly through: string },
    options?: CallOptions,
  ): Promise<Result<{ readonly drops: readonly string[]; readonly rows: number }>>;
  freshness(): Promise<Result<readonly DatasetFreshness[]>>;
  loads(): Promise<Result<readonly Load[]>>;
  quarantine(input: { readonly loadId: string }): Promise<Result<readonly QuarantineReason[]>>;
  healthOverview(options?: CallOptions): Promise<Result<HealthOverview>>;
  datasetHealth(input: { readonly dataset: string }, options?: CallOptions): Promise<Result<DatasetHealth>>;
  /** null: of every dataset. */
  lineage(input: { readonly dataset: string | null }, options?: CallOptions): Promise<Result<readonly Lineage[]>>;
  quarantined(
    input: {
      readonly loadId: Uuid;
      readonly rule?: string | undefined;
      readonly offset: number;
      readonly limit: number;
    },
    options?: CallOptions,
  ): Promise<Result<QuarantinedPage>>;
  quarantinedCsv(
    input: { readonly loadId: Uuid; readonly rule?: string | undefined },
    options?: CallOptions,
  ): Promise<Result<{ readonly fileName: string; readonly csv: string; readonly rows: number }>>;
  creativeTests(options?: CallOptions): Promise<Result<CreativeTestList>>;
  /** `publication` of each variant is filled in by the main process; the worker says `none`. */
  creativeTest(input: { readonly testId: string }, options?: CallOptions): Promise<Result<CreativeTest>>;
  /** Writes a file of the Upworthy Research Archive as a drop into `exportsDir`; it is then imported like any other. */
  convertArchive(
    input: { readonly file: string; readonly exportsDir: string },
    options?: CallOptions,
  ): Promise<
    Result<{ readonly drop: string; readonly tests: number; readonly variants: number; readonly winners: number }>
  >;
  /** All tests as one family. */
  creativeTogether(options?: CallOptions): Promise<Result<CreativeTogether>>;
  dashboardCatalog(options?: CallOptions): Promise<Result<DashboardCatalog>>;
  tile(
    input: {
      readonly tile: TileId;
      readonly scope: Scope;
      readonly currency: string;
      readonly zone: string;
    },
    options?: CallOptions,
  ): Promise<Result<Tile>>;
  /** A tile with what the proofs of all its numbers state, read once. */
  provableTile(
    input: { readonly tile: TileId; readonly scope: Scope; readonly currency: string; readonly zone: string },
    options?: CallOptions,
  ): Promise<
    Result<{
      readonly tile: Tile;
      readonly query: Proof['query'];
      readonly methods: Readonly<Record<string, Proof['method']>>;
    }>
  >;
  /** Writes one table as a Parquet file. Fails with REPORT_TARGET or DISK_FULL; nothing is left behind then. */
  writeParquet(input: ParquetTable, options?: CallOptions): Promise<Result<{ readonly rows: number }>>;
  /** A row for each record, and the experiments in the data that have none; as far as `extent`, which is all of it. */
  experimentList(
    input: { readonly experiments: readonly ExperimentRecord[]; readonly extent?: ListExtent | undefined },
    options?: CallOptions,
  ): Promise<Result<ExperimentList>>;
  experimentRead(
    input: { readonly experiment: ExperimentRecord },
    options?: CallOptions,
  ): Promise<Result<ExperimentRead>>;
  experimentVocabulary(options?: CallOptions): Promise<Result<ExperimentVocabulary>>;
  /** The experiment's rows of `ab_metrics_daily`: one for each day, metric and variation. */
  experimentDays(input: { readonly experiment: ExperimentRecord }, options?: CallOptions): Promise<Result<Table>>;
  /** Proofs of many numbers of one experiment, from one read; what names none is left out. */
  experimentProofs(
    input: { readonly experiment: ExperimentRecord; readonly refs: readonly string[] },
    options?: CallOptions,
  ): Promise<Result<readonly ProofReading[]>>;
  /** A row for each cell that was started, in the order given; `lastNight` is null: the ops tables have it. */
  banditList(
    input: { readonly cells: readonly ExploreCellRecord[] },
    options?: CallOptions,
  ): Promise<
    Result<{ readonly rows: readonly BanditRow[]; readonly dataThrough: Day | null; readonly method: string }>
  >;
  /** Everything read from the data of one cell; nights are not `recorded` here: the ops tables have them. */
  banditRead(input: CellRequest, options?: CallOptions): Promise<Result<BanditRead>>;
  /** What was to be believed on the nights of these days, each by the data up to it; nights without data have no row. */
  banditNights(
    input: CellRequest & { readonly from: Day; readonly to: Day },
    options?: CallOptions,
  ): Promise<Result<{ readonly rows: readonly PosteriorNight[] }>>;
  banditWhatIf(
    input: CellRequest & { readonly moreDays: number; readonly prior: CellPrior | null },
    options?: CallOptions,
  ): Promise<Result<WhatIf>>;
  /** Proofs of many numbers of one cell, from one read; what names none is left out. */
  banditProofs(
    input: CellRequest & { readonly refs: readonly string[] },
    options?: CallOptions,
  ): Promise<Result<readonly ProofReading[]>>;
  cellSpend(
    input: { readonly cells: readonly ExploreCellRecord[] },
    options?: CallOptions,
  ): Promise<Result<{ readonly rows: readonly CellSpend[] }>>;
  /**
   * Sums by channel and segment over the `days` up to `to` (null: the last day of the data), in the currency given: what an
   * exploration plan stands on. Fails with FX_RATE_MISSING and as reads of the cache do.
   */
  cellGround(
    input: { readonly currency: string; readonly days: number; readonly to: Day | null },
    options?: CallOptions,
  ): Promise<
    Result<{ readonly rows: readonly CellGroundRow[]; readonly from: Day | null; readonly dataThrough: Day | null }>
  >;
  /** What cells can be made of, over the `days` up to `to` (null: the last day of the data). */
  cellOffer(
    input: { readonly days: number; readonly to: Day | null },
    options?: CallOptions,
  ): Promise<Result<CellOffer>>;
  readProof(input: ProofRequest, options?: CallOptions): Promise<Result<ProofReading>>;
  proofRows(input: ProofRequest, options?: CallOptions): Promise<Result<Table>>;
  /** Builds the cache anew from the drops under `exportsDir` and swaps it in atomically. */
  rebuild(input: { readonly exportsDir: string }, options?: CallOptions): Promise<Result<RebuiltCache>>;
  close(): Promise<void>;
}
