import type { CellPrior, ExperimentRecord, ExploreCellRecord, Scope, TileId } from '../contract/index.ts';
import { appError, type Day, err, isDay, type Result } from '../core/index.ts';
import type {
  CacheClient,
  CallOptions,
  CellRequest,
  ParquetTable,
  ProofRequest,
  RebuiltCache,
} from '../store/cache/types.ts';
import { Line, type WorkerHandle } from './line.ts';
import { METHODS, type Method, type OpenOptions } from './methods.ts';

/** Starts a worker process that runs `main/worker.ts`. */
export type SpawnWorker = () => WorkerHandle;

export interface SupervisorOptions extends OpenOptions {
  readonly spawn: SpawnWorker;
  /** Told when the worker ended without being asked to. */
  readonly onDied?: (code: number | null) => void;
}

/** A worker process that is wanted. */
interface Run {
  readonly attempt: Promise<Attempt>;
  /** The process has ended, or could not be started. */
  ended: boolean;
}

/** One run of the worker process. */
interface Attempt {
  readonly line: Line;
  /** Settles when the worker has opened the cache, or could not. */
  opened: Promise<Result<unknown>>;
  /** Why the cache could not be opened is something that may have passed: the next call opens it again. */
  again: boolean;
  /** Whether the cache was opened in this run. */
  worked: boolean;
}

/**
 * Keeps a data worker running and speaks to it. A worker that dies is started again at once if it had been working,
 * and otherwise with the next call, so that one that can not start is not started in a loop. A cache that can not be
 * opened leaves every call but `rebuild` with that error. One that is damaged stays so; anything else (a worker that died
 * just now still holds the file, the disk is full) is tried again with the next call.
 */
export class WorkerSupervisor implements CacheClient {
  readonly #options: SupervisorOptions;
  #run: Run | null = null;
  #closing = false;

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  /** Starts the worker now rather than with the first call. */
  async start(): Promise<Result<void>> {
    const opened = await this.#ready(await this.#running());
    return opened.ok ? { ok: true, value: undefined } : opened;
  }

  importDrop = (input: { readonly path: string; readonly dataset?: string | undefined }, options?: CallOptions) =>
    this.#call(METHODS.importDrop, input, options);

  makeSample(
    input: { readonly exportsDir: string; readonly seed: number; readonly through: string },
    options?: CallOptions,
  ): Promise<Result<{ readonly drops: readonly string[]; readonly rows: number }>> {
    const { through } = input;
    if (!isDay(through)) return Promise.resolve(err(appError('INPUT_INVALID', { reason: `${through} is not a day` })));
    return this.#call(METHODS.makeSample, { ...input, through }, options);
  }

  freshness = () => this.#call(METHODS.freshness, {});
  loads = () => this.#call(METHODS.loads, {});
  quarantine = (input: { readonly loadId: string }) => this.#call(METHODS.quarantine, input);
  healthOverview = (options?: CallOptions) => this.#call(METHODS.healthOverview, {}, options);
  datasetHealth = (input: { readonly dataset: string }, options?: CallOptions) =>
    this.#call(METHODS.datasetHealth, input, options);
  lineage = (input: { readonly dataset: string | null }, options?: CallOptions) =>
    this.#call(METHODS.lineage, input, options);
  quarantined = (input: Parameters<CacheClient['quarantined']>[0], options?: CallOptions) =>
    this.#call(METHODS.quarantined, input, options);
  quarantinedCsv = (input: Parameters<CacheClient['quarantinedCsv']>[0], options?: CallOptions) =>
    this.#call(METHODS.quarantinedCsv, input, options);
  creativeTests = (options?: CallOptions) => this.#call(METHODS.creativeTests, {}, options);
  creativeTest = (input: { readonly testId: string }, options?: CallOptions) =>
    this.#call(METHODS.creativeTest, input, options);
  convertArchive = (input: { readonly file: string; readonly exportsDir: string }, options?: CallOptions) =>
    this.#call(METHODS.convertArchive, input, options);
  creativeTogether = (options?: CallOptions) => this.#call(METHODS.creativeTogether, {}, options);
  dashboardCatalog = (options?: CallOptions) => this.#call(METHODS.dashboardCatalog, {}, options);
  tile = (
    input: { readonly tile: TileId; readonly scope: Scope; readonly currency: string; readonly zone: string },
    options?: CallOptions,
  ) => this.#call(METHODS.tile, input, options);
  provableTile = (
    input: { readonly tile: TileId; readonly scope: Scope; readonly currency: string; readonly zone: string },
    options?: CallOptions,
  ) => this.#call(METHODS.provableTile, input, options);
  writeParquet = (input: ParquetTable, options?: CallOptions) => this.#call(METHODS.writeParquet, input, options);
  experimentList = (input: Parameters<CacheClient['experimentList']>[0], options?: CallOptions) =>
    this.#call(METHODS.experimentList, input, options);
  experimentRead = (input: { readonly experiment: ExperimentRecord }, options?: CallOptions) =>
    this.#call(METHODS.experimentRead, input, options);
  experimentVocabulary = (options?: CallOptions) => this.#call(METHODS.experimentVocabulary, {}, options);
  experimentDays = (input: { readonly experiment: ExperimentRecord }, options?: CallOptions) =>
    this.#call(METHODS.experimentDays, input, options);
  experimentProofs = (
    input: { readonly experiment: ExperimentRecord; readonly refs: readonly string[] },
    options?: CallOptions,
  ) => this.#call(METHODS.experimentProofs, input, options);
  banditList = (input: { readonly cells: readonly ExploreCellRecord[] }, options?: CallOptions) =>
    this.#call(METHODS.banditList, input, options);
  banditRead = (input: CellRequest, options?: CallOptions) => this.#call(METHODS.banditRead, input, options);
  banditNights = (input: CellRequest & { readonly from: Day; readonly to: Day }, options?: CallOptions) =>
    this.#call(METHODS.banditNights, input, options);
  banditWhatIf = (
    input: CellRequest & { readonly moreDays: number; readonly prior: CellPrior | null },
    options?: CallOptions,
  ) => this.#call(METHODS.banditWhatIf, input, options);
  banditProofs = (input: CellRequest & { readonly refs: readonly string[] }, options?: CallOptions) =>
    this.#call(METHODS.banditProofs, input, options);
  cellSpend = (input: { readonly cells: readonly ExploreCellRecord[] }, options?: CallOptions) =>
    this.#call(METHODS.cellSpend, input, options);
  cellGround = (
    input: { readonly currency: string; readonly days: number; readonly to: Day | null },
    options?: CallOptions,
  ) => this.#call(METHODS.cellGround, input, options);
  cellOffer = (input: { readonly days: number; readonly to: Day | null }, options?: CallOptions) =>
    this.#call(METHODS.cellOffer, input, options);
  readProof = (input: ProofRequest, options?: CallOptions) => this.#call(METHODS.readProof, input, options);
  proofRows = (input: ProofRequest, options?: CallOptions) => this.#call(METHODS.proofRows, input, options);

  async rebuild(input: { readonly exportsDir: string }, options?: CallOptions): Promise<Result<RebuiltCache>> {
    const attempt = await this.#running();
    const state = await this.#ready(attempt);
    if (!state.ok && state.error.code !== 'CACHE_DAMAGED') return state;
    const rebuilt = await attempt.line.call(METHODS.rebuild, input, options);
    if (rebuilt.ok) {
      attempt.opened = Promise.resolve(rebuilt);
      attempt.worked = true;
    }
    return rebuilt;
  }

  /** Lets the worker close its cache, then ends it. */
  async close(): Promise<void> {
    this.#closing = true;
    if (this.#run === null || this.#run.ended) return;
    const { line } = await this.#run.attempt;
    await line.call(METHODS.close, {});
    line.kill();
  }

  async #call<Input, Output>(
    method: Method<Input, Output>,
    input: Input,
    options?: CallOptions,
  ): Promise<Result<Output>> {
    const attempt = await this.#running();
    const state = await this.#ready(attempt);
    if (!state.ok) return state;
    return attempt.line.call(method, input, options);
  }

  #running(): Promise<Attempt> {
    if (this.#closing) throw new Error('the data worker has been closed');
    if (this.#run === null || this.#run.ended) this.#run = this.#begin();
    return this.#run.attempt;
  }

  /**
   * The run is there before its process is started: Electron lets what waits go on in the midst of starting one, and who
   * asks then is to get the same worker. Of two the one that is not spoken to could have the cache for good.
   */
  #begin(): Run {
    const run: Run = { ended: false, attempt: Promise.resolve().then(() => this.#started(run)) };
    // Told to who asked; the next one who asks starts it anew.
    run.attempt.catch(() => {
      run.ended = true;
    });
    return run;
  }

  #started(run: Run): Attempt {
    const { spawn, onDied } = this.#options;
    const line = new Line(spawn(), (code) => {
      run.ended = true;
      if (this.#closing) return;
      onDied?.(code);
      if (attempt.worked) this.#run = this.#begin();
    });
    const attempt: Attempt = { line, opened: this.#open(line), again: false, worked: false };
    this.#note(attempt);
    return attempt;
  }

  #open(line: Line): Promise<Result<unknown>> {
    const { cacheDir, resourcesDir, memoryLimit, threads, zone } = this.#options;
    return line.call(METHODS.open, { cacheDir, resourcesDir, memoryLimit, threads, zone });
  }

  /** Notes how the opening ends. */
  #note(attempt: Attempt): void {
    void attempt.opened.then((result) => {
      attempt.worked = result.ok;
      attempt.again = !result.ok && result.error.code !== 'CACHE_DAMAGED';
    });
  }

  /** Whether the cache is open; opens it again where it could not be opened and may be now. */
  #ready(attempt: Attempt): Promise<Result<unknown>> {
    if (attempt.again) {
      attempt.again = false;
      attempt.opened = this.#open(attempt.line);
      this.#note(attempt);
    }
    return attempt.opened;
  }
}
