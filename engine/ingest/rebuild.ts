import { rename, rm } from 'node:fs/promises';
import type { Progress } from '../contract/index.ts';
import { appError, type Clock, err, ok, type Result } from '../core/index.ts';
import {
  Cache,
  type CacheSettings,
  cacheError,
  type RebuiltCache,
  readDropPaths,
  removeCacheFile,
} from '../store/cache/index.ts';
import type { Contracts } from './contracts/read.ts';
import type { Drop } from './drop.ts';
import { dropsUnder } from './drops-under.ts';
import { importDrop } from './import.ts';
import { inspectDrop } from './inspect.ts';

export interface RebuildContext {
  /** Settings of the cache that is to be replaced. */
  readonly settings: CacheSettings;
  /** That cache, while it can still be read. It serves queries until the new one takes its place. */
  readonly current: Cache | null;
  readonly contracts: Contracts;
  readonly clock: Clock;
}

export interface RebuildOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

interface Chosen {
  readonly path: string;
  /** What it was loaded as, when it was: a foreign drop does not always say. */
  readonly dataset: string | undefined;
  readonly drop: Result<Drop>;
  /** False for a drop of the exports folder that the present cache does not hold: it may be one that was refused. */
  readonly held: boolean;
}

async function chooseDrops(
  { current, contracts }: RebuildContext,
  exportsDir: string,
  signal: AbortSignal | undefined,
): Promise<Result<Chosen[]>> {
  const held = current === null ? ok(null) : await current.read(readDropPaths);
  if (!held.ok) return held;
  const found = await dropsUnder(exportsDir);
  const paths = [...new Set([...(held.value?.map((load) => load.path) ?? []), ...found])];
  const hashes = new Set(held.value?.map((load) => load.hash));
  const drops = await Promise.all(
    paths.map(async (path) => {
      const dataset = held.value?.find((load) => load.path === path)?.dataset;
      return { path, dataset, drop: await inspectDrop(path, { contracts, dataset, signal }) };
    }),
  );
  return ok(
    drops
      .map(({ path, dataset, drop }) => {
        const known = held.value?.some((load) => load.path === path) || (drop.ok && hashes.has(drop.value.hash));
        return { path, dataset, drop, held: held.value === null || known === true };
      })
      .sort((a, b) => generated(a).localeCompare(generated(b))),
  );
}

const generated = ({ drop }: Chosen): string => (drop.ok ? drop.value.manifest.generatedAt : '');

async function importAll(
  cache: Cache,
  chosen: readonly Chosen[],
  { contracts, clock }: RebuildContext,
  { signal, onProgress }: RebuildOptions,
): Promise<Result<RebuiltCache>> {
  const passedOver: string[] = [];
  let loads = 0;
  let rows = 0;
  for (const [index, { path, dataset, held }] of chosen.entries()) {
    const report = (progress: Progress) =>
      onProgress?.({ ...progress, fraction: (index + (progress.fraction ?? 0)) / chosen.length });
    const imported = await importDrop(
      { cache, contracts, clock },
      { path, dataset },
      { ...(signal && { signal }), onProgress: report },
    );
    if (imported.ok) {
      loads += imported.value.alreadyLoaded ? 0 : 1;
      rows += imported.value.alreadyLoaded ? 0 : imported.value.load.rows;
    } else if (imported.error.code === 'CONTRACT_UNKNOWN') {
      passedOver.push(path);
    } else if (held || imported.error.code === 'CANCELLED' || imported.error.code === 'DISK_FULL') {
      return imported;
    }
  }
  return ok({ loads, rows, passedOver });
}

/**
 * Builds the cache anew beside the present one and puts it in its place in one step. What goes in: every drop the
 * present cache holds days of, wherever it lies, and every drop under `exportsDir`, oldest first. A drop that the
 * present cache does not hold and that is refused again is passed over, and so is one of a contract that is no longer known,
 * which is named; any other failure leaves all as it was.
 */
export async function rebuildCache(
  context: RebuildContext,
  input: { readonly exportsDir: string },
  options: RebuildOptions = {},
): Promise<Result<RebuiltCache>> {
  const { settings, current } = context;
  const chosen = await chooseDrops(context, input.exportsDir, options.signal);
  if (!chosen.ok) return chosen;
  const path = `${settings.path}.rebuild`;
  try {
    await removeCacheFile(path);
    const fresh = await Cache.open({ ...settings, path });
    if (!fresh.ok) return fresh;
    const built = await importAll(fresh.value, chosen.value, context, options);
    await fresh.value.close();
    if (!built.ok || options.signal?.aborted) {
      await removeCacheFile(path);
      return built.ok ? err(appError('CANCELLED')) : built;
    }
    const swap = async () => {
      // The old log goes first: beside the new file it would be replayed into it.
      await rm(`${settings.path}.wal`, { force: true });
      await rename(path, settings.path);
    };
    if (current === null) await swap();
    else {
      const replaced = await current.replace(swap);
      if (!replaced.ok) return replaced;
    }
    return built;
  } catch (fault) {
    return err(cacheError(fault));
  }
}
