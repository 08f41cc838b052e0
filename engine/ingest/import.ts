import type { Load, Progress } from '../contract/index.ts';
import { appError, type Clock, err, ok, type Result } from '../core/index.ts';
import { type Cache, findLoad } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import type { Contracts } from './contracts/read.ts';
import { stillTheSame, verifyHashes } from './digest.ts';
import { type Drop, readPath } from './drop.ts';
import { inspectDrop } from './inspect.ts';
import { loadDrop } from './load.ts';
import { prepareDrop } from './prepare.ts';
import { progressOf } from './progress.ts';
import { Refusal } from './refusal.ts';

export interface ImportContext {
  readonly cache: Cache;
  readonly contracts: Contracts;
  readonly clock: Clock;
}

export interface ImportOptions {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
}

export interface Imported {
  readonly load: Load;
  /** True when this very snapshot was loaded before; then nothing was done. */
  readonly alreadyLoaded: boolean;
}

const major = (version: string): string => version.slice(0, version.indexOf('.'));

function contractOf({ manifest }: Drop, contracts: Contracts): Result<DataContract> {
  const contract = contracts.get(manifest.contractId);
  if (contract === undefined || major(contract.version) !== major(manifest.contractVersion)) {
    return err(appError('CONTRACT_UNKNOWN', { contract: `${manifest.contractId} ${manifest.contractVersion}` }));
  }
  return ok(contract);
}

/** Runs the load; a coded refusal inside its transaction comes out as a result. */
async function runLoad(
  { cache, clock }: ImportContext,
  drop: Drop,
  contract: DataContract,
  options: ImportOptions,
): Promise<Result<Imported>> {
  const stop = new AbortController();
  const { signal } = stop;
  const cancel = () => stop.abort();
  if (options.signal?.aborted) cancel();
  options.signal?.addEventListener('abort', cancel);
  const holdCancel = () => options.signal?.removeEventListener('abort', cancel);
  const progress = progressOf(drop, options.onProgress);
  const hashes = verifyHashes(drop.files, signal, progress.hashed);
  const files = drop.files.map(readPath);
  const loaded = await cache.load(
    files,
    async (connection): Promise<Result<Imported>> => {
      const watch = progress.watch(connection);
      try {
        // Who waited here for another import of the same drop finds it done.
        const known = await findLoad(connection, drop.hash);
        if (known !== null) return ok({ load: known, alreadyLoaded: true });
        const unchanged = () => stillTheSame(drop.files);
        const loadedAt = clock.now();
        const onPhase = progress.phase;
        const load = await loadDrop(connection, {
          drop,
          contract,
          loadedAt,
          hashes,
          unchanged,
          beforeCommit: holdCancel,
          onPhase,
          signal,
        });
        return ok({ load, alreadyLoaded: false });
      } catch (fault) {
        if (fault instanceof Refusal) return err(fault.error);
        throw fault;
      } finally {
        watch.stop();
      }
    },
    signal,
  );
  holdCancel();
  const outcome = loaded.ok ? loaded.value : loaded;
  if (outcome.ok && !outcome.value.alreadyLoaded) return outcome;
  // A file that is not what the manifest describes explains every other failure, so it is what is said.
  if (!outcome.ok && outcome.error.code !== 'CANCELLED' && outcome.error.code !== 'DISK_FULL') {
    const hashed = await hashes;
    if (!hashed.ok) return hashed;
  }
  stop.abort();
  await hashes;
  return outcome;
}

/**
 * Imports an export drop: manifest, hashes and contract checked, bad rows quarantined, all or nothing, once per
 * snapshot. When it fails or is cancelled, the cache is as it was.
 *
 * @param input `dataset` says what a foreign drop brings, when neither its name nor its folders do.
 * Errors: DROP_MISSING, DROP_INCOMPLETE, DROP_EMPTY, DROP_FORM, DATASET_UNKNOWN, CSV_ENCODING, CSV_AMBIGUOUS, MANIFEST_INVALID, FILE_MISSING, FILE_SIZE_MISMATCH,
 * FILE_HASH_MISMATCH, FILE_UNREADABLE, CONTRACT_UNKNOWN, COLUMN_MISSING, COLUMN_TYPE, ROW_COUNT_MISMATCH,
 * TOTALS_MISMATCH, SNAPSHOT_OLDER, QUARANTINE_ALL, DISK_FULL, CACHE_MEMORY, CANCELLED.
 */
export async function importDrop(
  context: ImportContext,
  input: { readonly path: string; readonly dataset?: string | undefined },
  options: ImportOptions = {},
): Promise<Result<Imported>> {
  const { contracts } = context;
  const drop = await inspectDrop(input.path, { contracts, dataset: input.dataset, signal: options.signal });
  if (!drop.ok) return drop;
  const contract = contractOf(drop.value, context.contracts);
  if (!contract.ok) return contract;
  const known = await context.cache.read((connection) => findLoad(connection, drop.value.hash), options.signal);
  if (!known.ok) return known;
  if (known.value !== null) return ok({ load: known.value, alreadyLoaded: true });
  const prepared = await prepareDrop(drop.value, contract.value, context.cache.scratch, options.signal);
  if (!prepared.ok) return prepared;
  try {
    return await runLoad(context, prepared.value.drop, contract.value, options);
  } finally {
    await prepared.value.dispose();
  }
}
