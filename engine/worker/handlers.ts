import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type CellReader,
  readBandit,
  readBandits,
  readCellGround,
  readCellSpend,
  readNights,
  readOffer,
  readWhatIf,
} from '../bandits/index.ts';
import type { ExperimentRecord } from '../contract/index.ts';
import { appError, type Clock, err, ok, type Result } from '../core/index.ts';
import { readCreativeTest, readCreativeTests, readCreativeTogether } from '../creative/index.ts';
import { readCatalog, readProvableTile, readTile, TILE_DEFINITIONS, type TileReader } from '../dashboards/index.ts';
import {
  ExperimentListing,
  readExperiment,
  readExperimentDays,
  readVocabulary,
  refreshExperimentDays,
} from '../experiments/index.ts';
import {
  type HealthReader,
  quarantinedCsv,
  readDatasetHealth,
  readHealthOverview,
  readLineage,
  readQuarantined,
} from '../health/index.ts';
import {
  type Contracts,
  datasetFreshness,
  freshnessState,
  importDrop,
  type Moment,
  makeSample,
  readContracts,
  rebuildCache,
  tablesOf,
} from '../ingest/index.ts';
import { type MetricCatalogue, readMetricCatalogue } from '../metrics/index.ts';
import { parseProofRef, proofRows, proveCellNumbers, proveExperimentNumbers, readProof } from '../proofs/index.ts';
import {
  type AnalyticsEngine,
  analyticsEngine,
  Cache,
  type CacheSettings,
  currentProvenance,
  type JudgeFreshness,
  readLoads,
  readQuarantine,
} from '../store/cache/index.ts';
import { writeParquet } from '../store/cache/parquet.ts';
import type { ProofRequest } from '../store/cache/types.ts';
import { convertArchive } from '../upworthy/index.ts';
import { type Handler, handler } from './host.ts';
import { METHODS, type OpenOptions } from './methods.ts';

/** When `some` rows of the list are enough: often enough to see it fill, seldom enough to be no work of its own. */
const SOME_ROWS_MS = 400;

/** What the worker process brings from outside. */
export interface WorkerPorts {
  readonly clock: Clock;
  /** Milliseconds of a steady clock, for measuring. */
  readonly steadyMillis: () => number;
}

interface Opened {
  readonly cache: Cache;
  readonly engine: AnalyticsEngine;
  /** The same, telling again what it was asked before while the data are the same: for the tiles of pages. */
  readonly pages: AnalyticsEngine;
}

/** The worker's state: what was opened, and why it could not be where it could not. */
class Workplace {
  readonly #ports: WorkerPorts;
  /** Rows of experiments that were read, while their data are the same. */
  readonly listing = new ExperimentListing();
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

/** Everything the data worker answers, over one workplace. */
export function workerHandlers(ports: WorkerPorts): readonly Handler[] {
  const place = new Workplace(ports);
  const withCache = async <T>(work: (opened: Opened) => Promise<Result<T>>): Promise<Result<T>> =>
    place.opened.ok ? work(place.opened.value) : place.opened;
  /** With the sums by day of experiments brought up to date. */
  const withSums = <T>(
    experiments: readonly ExperimentRecord[],
    signal: AbortSignal,
    work: (opened: Opened) => Promise<Result<T>>,
  ): Promise<Result<T>> =>
    withCache(async (opened) => {
      const kept = await refreshExperimentDays(opened.cache, experiments, { signal });
      return kept.ok ? work(opened) : kept;
    });
  /** The experiments that a number is read from: a count from all of them, any other from the one it names. */
  const behind = ({ ref, experiments = [] }: ProofRequest): readonly ExperimentRecord[] => {
    const parsed = parseProofRef(ref);
    if (parsed?.measure === 'experiment.count') return experiments;
    return experiments.filter(({ design }) => parsed?.keys[0] === design.key);
  };
  const { clock } = ports;
  const tiles = (engine: AnalyticsEngine): TileReader => ({
    engine,
    metrics: place.metrics,
    definitions: TILE_DEFINITIONS,
  });
  const cells = (engine: AnalyticsEngine): CellReader => ({ engine, metrics: place.metrics });
  const health = (engine: AnalyticsEngine): HealthReader => ({
    engine,
    contracts: place.contracts,
    moment: place.moment,
  });
  return [
    handler(METHODS.open, (options) => place.open(options)),
    handler(METHODS.close, async () => {
      await place.close();
      return ok({});
    }),
    handler(METHODS.importDrop, (input, options) =>
      withCache(({ cache }) => importDrop({ cache, contracts: place.contracts, clock }, input, options)),
    ),
    handler(METHODS.makeSample, (input, options) =>
      makeSample({ ...input, contracts: place.contracts, templatesDir: join(place.resourcesDir, 'sample') }, options),
    ),
    handler(METHODS.freshness, () =>
      withCache(async ({ cache }) => {
        const found = await cache.read(currentProvenance);
        if (!found.ok) return found;
        return ok(
          [...place.contracts.values()].map((contract) =>
            datasetFreshness(contract, found.value.get(contract.dataset), place.moment),
          ),
        );
      }),
    ),
    handler(METHODS.loads, () => withCache(({ cache }) => cache.read(readLoads))),
    handler(METHODS.quarantine, ({ loadId }) =>
      withCache(({ cache }) => cache.read((connection) => readQuarantine(connection, loadId))),
    ),
    handler(METHODS.healthOverview, (_, { signal }) =>
      withCache(({ engine }) => readHealthOverview(health(engine), signal)),
    ),
    handler(METHODS.datasetHealth, (input, { signal }) =>
      withCache(({ engine }) => readDatasetHealth(health(engine), input, signal)),
    ),
    handler(METHODS.lineage, (input, { signal }) =>
      withCache(({ engine }) => readLineage(health(engine), input, signal)),
    ),
    handler(METHODS.quarantined, (input, { signal }) =>
      withCache(({ engine }) => readQuarantined(health(engine), input, signal)),
    ),
    handler(METHODS.quarantinedCsv, (input, { signal }) =>
      withCache(({ engine }) => quarantinedCsv(health(engine), input, signal)),
    ),
    handler(METHODS.creativeTests, (_, { signal }) => withCache(({ engine }) => readCreativeTests(engine, signal))),
    handler(METHODS.creativeTest, (input, { signal }) =>
      withCache(({ engine }) => readCreativeTest(engine, input, signal)),
    ),
    handler(METHODS.convertArchive, (input, { signal }) =>
      convertArchive({ ...input, contracts: place.contracts }, signal),
    ),
    handler(METHODS.creativeTogether, (_, { signal }) =>
      withCache(({ engine }) => readCreativeTogether(engine, signal)),
    ),
    handler(METHODS.dashboardCatalog, (_, { signal }) =>
      withCache(({ pages }) => readCatalog(pages, place.metrics, signal)),
    ),
    handler(METHODS.tile, (input, { signal }) => withCache(({ pages }) => readTile(tiles(pages), input, signal))),
    handler(METHODS.provableTile, (input, { signal }) =>
      withCache(({ engine }) => readProvableTile(tiles(engine), input, signal)),
    ),
    handler(METHODS.writeParquet, (table) => writeParquet(table)),
    handler(METHODS.experimentList, ({ experiments, extent = 'all' }, { signal }) =>
      withCache(({ cache, pages }) => {
        const end = ports.steadyMillis() + SOME_ROWS_MS;
        return place.listing.read(
          pages,
          { experiments, extent },
          {
            signal,
            keep: (record) => refreshExperimentDays(cache, [record], { signal }),
            enough: () => ports.steadyMillis() >= end,
          },
        );
      }),
    ),
    handler(METHODS.experimentRead, (input, { signal }) =>
      withSums([input.experiment], signal, ({ pages }) => readExperiment(pages, input, signal)),
    ),
    handler(METHODS.experimentVocabulary, (_, { signal }) => withCache(({ pages }) => readVocabulary(pages, signal))),
    handler(METHODS.experimentDays, (input, { signal }) =>
      withSums([input.experiment], signal, ({ pages }) => readExperimentDays(pages, input, signal)),
    ),
    handler(METHODS.experimentProofs, (input, { signal }) =>
      withSums([input.experiment], signal, ({ engine }) => proveExperimentNumbers(engine, input, signal)),
    ),
    handler(METHODS.cellOffer, (input, { signal }) => withCache(({ pages }) => readOffer(pages, input, signal))),
    handler(METHODS.banditList, (input, { signal }) =>
      withCache(({ pages }) => readBandits(cells(pages), input, signal)),
    ),
    handler(METHODS.banditRead, (input, { signal }) =>
      withCache(({ pages }) => readBandit(cells(pages), input, signal)),
    ),
    handler(METHODS.banditNights, (input, { signal }) =>
      withCache(({ pages }) => readNights(cells(pages), input, signal)),
    ),
    handler(METHODS.banditWhatIf, (input, { signal }) =>
      withCache(({ pages }) => readWhatIf(cells(pages), input, signal)),
    ),
    handler(METHODS.banditProofs, (input, { signal }) =>
      withCache(({ engine }) => proveCellNumbers(cells(engine), input, signal)),
    ),
    handler(METHODS.cellSpend, (input, { signal }) =>
      withCache(({ pages }) => readCellSpend(cells(pages), input, signal)),
    ),
    handler(METHODS.cellGround, (input, { signal }) =>
      withCache(({ pages }) => readCellGround(cells(pages), input, signal)),
    ),
    handler(METHODS.readProof, (input, { signal }) =>
      withSums(behind(input), signal, ({ engine }) =>
        readProof({ ...tiles(engine), ...health(engine) }, input, signal),
      ),
    ),
    handler(METHODS.proofRows, (input, { signal }) =>
      withSums(behind(input), signal, ({ engine }) =>
        proofRows({ ...tiles(engine), ...health(engine) }, input, signal),
      ),
    ),
    handler(METHODS.rebuild, async (input, options) => {
      const current = place.opened.ok ? place.opened.value.cache : null;
      const context = { settings: place.settings, current, contracts: place.contracts, clock };
      const rebuilt = await rebuildCache(context, input, options);
      if (current !== null || !rebuilt.ok) return rebuilt;
      const opened = await place.reopen();
      return opened.ok ? rebuilt : opened;
    }),
  ];
}
