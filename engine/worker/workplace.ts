import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CellReader } from '../bandits/index.ts';
import { appError, type Clock, err, ok, type Result } from '../core/index.ts';
import { TILE_DEFINITIONS, type TileReader } from '../dashboards/index.ts';
import type { HealthReader } from '../health/index.ts';
import { type Contracts, freshnessState, type Moment, readContracts, tablesOf } from '../ingest/index.ts';
import { type MetricCatalogue, readMetricCatalogue } from '../metrics/index.ts';
import {
  type AnalyticsEngine,
  analyticsEngine,
  Cache,
  type CacheSettings,
  type JudgeFreshness,
} from '../store/cache/index.ts';
import { type Handler, handler } from './host.ts';
import type { Method, OpenOptions } from './methods.ts';

/** What the worker process brings from outside. */
export interface WorkerPorts {
  readonly clock: Clock;
  /** Milliseconds of a steady clock, for measuring. */
  readonly steadyMillis: () => number;
}

/** What a cache that is open is read through. */
export interface Opened {
  readonly cache: Cache;
  readonly engine: AnalyticsEngine;
  /** The same, telling again what it was asked before while the data are the same: for the tiles of pages. */
  readonly pages: AnalyticsEngine;
}

/** The worker's state: what was opened, and why it could not be where it could not. */
export class Workplace {
  readonly #ports: WorkerPorts;
  #contracts: Contracts = new Map();
  #metrics: MetricCatalogue = new Map();
  #settings: CacheSettings | null = null;
  #resourcesDir = '';
  #zone = 'Etc/UTC';
  #opened: Result<Opened> = err(appError('CACHE_DAMAGED', { reason: 'it has not been opened' }));

  constructor(ports: WorkerPorts) {
    this.#ports = ports;
  }

  get contracts(): Contracts {
    return this.#contracts;
  }

  get metrics(): MetricCatalogue {
    return this.#metrics;
  }

  get resourcesDir(): string {
    return this.#resourcesDir;
  }

  /** Now, in the workspace's reporting zone. */
  get moment(): Moment {
    return { now: this.#ports.clock.now(), zone: this.#zone };
  }

  get settings(): CacheSettings {
    if (this.#settings === null) throw new Error('the worker has not been opened');
    return this.#settings;
  }

  get opened(): Result<Opened> {
    return this.#opened;
  }

  async withCache<T>(work: (opened: Opened) => Promise<Result<T>>): Promise<Result<T>> {
    return this.#opened.ok ? work(this.#opened.value) : this.#opened;
  }

  tiles(engine: AnalyticsEngine): TileReader {
    return { engine, metrics: this.#metrics, definitions: TILE_DEFINITIONS };
  }

  cells(engine: AnalyticsEngine): CellReader {
    return { engine, metrics: this.#metrics };
  }

  health(engine: AnalyticsEngine): HealthReader {
    return { engine, contracts: this.#contracts, moment: this.moment };
  }

  async open(options: OpenOptions): Promise<Result<Record<string, never>>> {
    const { cacheDir, resourcesDir, memoryLimit, threads, zone } = options;
    await mkdir(cacheDir, { recursive: true });
    this.#resourcesDir = resourcesDir;
    this.#zone = zone;
    this.#contracts = await readContracts(join(resourcesDir, 'contracts'));
    this.#metrics = await readMetricCatalogue(join(resourcesDir, 'metrics'));
    this.#settings = {
      path: join(cacheDir, 'cache.duckdb'),
      tempDir: join(cacheDir, 'overflow'),
      memoryLimit,
      threads,
      tables: tablesOf(this.#contracts),
    };
    return this.reopen();
  }

  /** Opens the cache file, as it is now. */
  async reopen(): Promise<Result<Record<string, never>>> {
    const { steadyMillis } = this.#ports;
    const cache = await Cache.open(this.settings);
    if (!cache.ok) {
      this.#opened = cache;
      return cache;
    }
    const byDataset = new Map([...this.#contracts.values()].map((contract) => [contract.dataset, contract]));
    const judge: JudgeFreshness = (dataset, through) => {
      const contract = byDataset.get(dataset);
      return contract === undefined ? 'unknown' : freshnessState(contract, through, this.moment);
    };
    const engine = analyticsEngine(cache.value, judge, steadyMillis);
    const pages = analyticsEngine(cache.value, judge, steadyMillis, { keepAnswers: true });
    this.#opened = ok({ cache: cache.value, engine, pages });
    return ok({});
  }

  async close(): Promise<void> {
    if (this.#opened.ok) await this.#opened.value.cache.close();
    this.#opened = err(appError('CACHE_DAMAGED', { reason: 'it is closed' }));
  }
}

type Read<Input, Output> = (opened: Opened, input: Input, signal: AbortSignal) => Promise<Result<Output>>;

/** Binds a read of the open cache to its method. */
export const readerAt =
  (place: Workplace) =>
  <Input, Output>(method: Method<Input, Output>, read: Read<Input, Output>): Handler =>
    handler(method, (input, { signal }) => place.withCache((opened) => read(opened, input, signal)));
