import { join } from 'node:path';
import type { Load } from '../../engine/contract/index.ts';
import { appError, err, type Result } from '../../engine/core/index.ts';
import type { Pulled } from '../../engine/ingest/warehouse/pull.ts';
import { type WatchEvent, watchFolder } from '../../engine/ingest/watch/watch.ts';
import type { CacheClient, CallOptions } from '../../engine/store/cache/types.ts';
import type { Spine } from '../../engine/store/journal/types.ts';
import { withTls } from '../../sync/postgres/tls.ts';
import type { Host } from '../host.ts';
import { recordLoads } from './record-loads.ts';

export interface Imported {
  readonly load: Load;
  readonly alreadyLoaded: boolean;
}

interface Needs {
  readonly cache: CacheClient;
  readonly spine: Spine;
  readonly host: Host;
  readonly exportsDir: string;
  /** The warehouse's connection string, where one is set. */
  readonly warehouseUrl: () => string | undefined;
  readonly onLoaded: () => void;
}

export interface PullRequest {
  readonly dataset: string;
  readonly query: string;
  readonly signal?: AbortSignal;
  readonly onRows?: (rows: number) => void;
}

/** How data come in, whoever asks: one drop, a watched folder, a query of the warehouse. */
export interface Imports {
  importDrop(
    input: { readonly path: string; readonly dataset?: string | undefined },
    options?: CallOptions,
  ): Promise<Result<Imported>>;
  /** Imports every drop that comes to lie below the folder, until the signal is aborted. */
  watch(folder: string, onEvent: (event: WatchEvent<Imported>) => void, signal: AbortSignal): Promise<void>;
  /** Builds the cache anew from its drops; until it is done the present one serves. */
  rebuild(options?: CallOptions): Promise<Result<{ readonly loads: number; readonly rows: number }>>;
  /** Writes a file of the Upworthy Research Archive as a drop below the workspace's exports; then imported as any drop. */
  archive(
    file: string,
    options?: CallOptions,
  ): Promise<
    Result<{ readonly drop: string; readonly tests: number; readonly variants: number; readonly winners: number }>
  >;
  /** Writes the rows of a query into a drop below the workspace's exports; it is then imported as any drop. */
  pull(request: PullRequest): Promise<Result<Pulled>>;
}

export function createImports({ cache, spine, host, exportsDir, warehouseUrl, onLoaded }: Needs): Imports {
  const importDrop: Imports['importDrop'] = async (input, options) => {
    const loaded = await cache.importDrop(input, options);
    if (!loaded.ok) return loaded;
    const recorded = await recordLoads(cache, spine);
    if (!recorded.ok) return recorded;
    if (!loaded.value.alreadyLoaded) onLoaded();
    return loaded;
  };
  const rebuildNow: Imports['rebuild'] = async (options) => {
    const built = await cache.rebuild({ exportsDir }, options);
    if (!built.ok) return built;
    const recorded = await recordLoads(cache, spine);
    if (!recorded.ok) return recorded;
    onLoaded();
    return built;
  };
  /** Settles with the last rebuild: they write the same file, so one that was cancelled has to be gone first. */
  let rebuilt: Promise<void> = Promise.resolve();
  return {
    importDrop,
    rebuild: (options) => {
      const run = rebuilt.then(() => rebuildNow(options));
      rebuilt = run.then(
        () => undefined,
        () => undefined,
      );
      return run;
    },
    archive: (file, options) => cache.convertArchive({ file, exportsDir }, options),
    watch: (folder, onEvent, signal) =>
      watchFolder(
        { folder, clock: host.clock, importDrop: (path, until) => importDrop({ path }, { signal: until }), onEvent },
        signal,
      ),
    pull: async ({ dataset, query, ...options }) => {
      const url = warehouseUrl();
      if (url === undefined) return err(appError('WAREHOUSE_NOT_CONFIGURED'));
      // Loaded with the first pull: the driver takes time the window should not wait for.
      const [{ pullDrop }, { readContracts }] = await Promise.all([
        import('../../engine/ingest/warehouse/pull.ts'),
        import('../../engine/ingest/contracts/read.ts'),
      ]);
      const contracts = await readContracts(join(host.resources, 'contracts'));
      const contract = contracts.get(dataset);
      if (contract === undefined) return err(appError('CONTRACT_UNKNOWN', { contract: dataset }));
      return pullDrop({ url: withTls(url), query, contract, exportsDir, ...options }, host);
    },
  };
}
