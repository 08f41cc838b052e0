import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { appError, err, ok, type Result } from '../../core/index.ts';
import { cacheError, faultText } from './faults.ts';
import { Gate } from './gate.ts';
import { interruptedBy, interruptible } from './interrupt.ts';
import { openSession, type Session } from './session.ts';
import { cutTo, usedBytes } from './shrink.ts';
import type { TableDefinition } from './table-definition.ts';
import { prepareTables } from './tables.ts';

export interface CacheSettings {
  readonly path: string;
  readonly tempDir: string;
  /** Such as `2GB`. */
  readonly memoryLimit: string;
  readonly threads: number;
  /** One table for each dataset; made when the cache is opened. */
  readonly tables: readonly TableDefinition[];
}

/**
 * Stands for the data as they are. The same one is given to every read between two loads, so what is found out once
 * about the data need not be asked again.
 */
export interface DataState {
  readonly openedAt: symbol;
}

/** Work on a connection. `state` is null while a load runs: what is read may then change from one statement to the next. */
export type Work<T> = (connection: DuckDBConnection, state: DataState | null) => Promise<T>;

/**
 * The DuckDB file. Reads run sealed off from the file system. A load gets a session of its own that can read exactly
 * the files it is to load; reads go on meanwhile in that same session, which holds no more than the drop.
 */
export class Cache {
  readonly #gate = new Gate();
  /** One load at a time; the next one waits. */
  readonly #loads = new Gate();
  /** Loads that run or wait. */
  #loading = 0;
  readonly #settings: CacheSettings;
  #session: Session | null = null;
  #state: DataState | null = null;
  /** Connections of the session that reads have given back: a new one for each short query would take as long as it. */
  #idle: DuckDBConnection[] = [];

  private constructor(settings: CacheSettings) {
    this.#settings = settings;
  }

  /** Opens or makes the cache. Errors: CACHE_DAMAGED, DISK_FULL, WORKSPACE_LOCKED. */
  static async open(settings: CacheSettings): Promise<Result<Cache>> {
    const cache = new Cache(settings);
    try {
      await cache.#reopen(null);
      const problem = await cache.#prepare();
      if (problem !== null) {
        await cache.close();
        return err(appError('CACHE_DAMAGED', { reason: problem }));
      }
      return ok(cache);
    } catch (fault) {
      await cache.close();
      const error = cacheError(fault);
      const own = error.code === 'DISK_FULL' || error.code === 'WORKSPACE_LOCKED';
      return err(own ? error : appError('CACHE_DAMAGED', { reason: faultText(fault) }));
    }
  }

  /** A folder beside the cache for what an import puts aside. It may not be there. */
  get scratch(): string {
    return `${this.#settings.path}.incoming`;
  }

  /** Runs `work` on a connection that can read the cache and nothing else. */
  async read<T>(work: Work<T>, signal?: AbortSignal): Promise<Result<T>> {
    return this.#gate.shared(() => this.#read(work, signal));
  }

  /** Runs `work` on a connection that can also read `files`. The only way data comes in. One load at a time. */
  async load<T>(files: readonly string[], work: Work<T>, signal?: AbortSignal): Promise<Result<T>> {
    this.#loading += 1;
    try {
      return await this.#loads.alone(async () => {
        const opened = await this.#switch(files);
        if (!opened.ok) return opened;
        const outcome = await this.#gate.shared(() => this.#run(work, signal));
        const sealed = await this.#switch(null, !outcome.ok);
        return outcome.ok && !sealed.ok ? sealed : outcome;
      });
    } finally {
      this.#loading -= 1;
    }
  }

  /**
   * Runs `work` that keeps something it makes from the data, in the catalogue. One at a time, and never while a load
   * runs: then it is not run, and the answer is null.
   */
  async keep<T>(work: Work<T>, signal?: AbortSignal): Promise<Result<T | null>> {
    if (this.#loading > 0) return ok(null);
    return this.#loads.alone(() => this.#gate.shared(() => this.#run(work, signal)));
  }

  /** Closes the cache, lets `swap` put another file in its place, and opens that. No load may run meanwhile. */
  async replace(swap: () => Promise<void>): Promise<Result<void>> {
    return this.#loads.alone(() =>
      this.#gate.alone(async () => {
        try {
          this.#closeSession();
          await swap();
          await this.#reopen(null);
          return ok(undefined);
        } catch (fault) {
          return err(cacheError(fault));
        }
      }),
    );
  }

  async close(): Promise<void> {
    await this.#gate.alone(async () => this.#closeSession());
  }

  #closeSession(): void {
    for (const connection of this.#idle.splice(0)) connection.closeSync();
    this.#session?.close();
    this.#session = null;
  }

  /** A connection on which something failed is not used again. */
  async #read<T>(work: Work<T>, signal?: AbortSignal): Promise<Result<T>> {
    const session = this.#session;
    if (session === null) return err(appError('CACHE_DAMAGED', { reason: 'it is closed' }));
    try {
      const connection = this.#idle.pop() ?? (await session.connect());
      let sound = false;
      try {
        const state = this.#state;
        const value = await interruptedBy(connection, signal, () => work(connection, state));
        sound = true;
        return ok(value);
      } finally {
        if (sound) this.#idle.push(connection);
        else connection.closeSync();
      }
    } catch (fault) {
      return err(cacheError(fault));
    }
  }

  async #run<T>(work: Work<T>, signal?: AbortSignal): Promise<Result<T>> {
    try {
      if (this.#session === null) return err(appError('CACHE_DAMAGED', { reason: 'it is closed' }));
      const state = this.#state;
      return ok(await interruptible(await this.#session.connect(), signal, (connection) => work(connection, state)));
    } catch (fault) {
      return err(cacheError(fault));
    }
  }

  async #switch(readable: readonly string[] | null, shrink = false): Promise<Result<void>> {
    return this.#gate.alone(async () => {
      try {
        await this.#reopen(readable);
        if (shrink) await this.#shrink();
        return ok(undefined);
      } catch (fault) {
        return err(cacheError(fault));
      }
    });
  }

  /** Gives back the room that a load took which then failed: it matters most when the disk is full. */
  async #shrink(): Promise<void> {
    const used = await this.#run(usedBytes);
    if (!used.ok) return;
    this.#closeSession();
    await cutTo(this.#settings.path, used.value);
    await this.#reopen(null);
  }

  /** @param readable the files a load may read; null for no load: then rows can not change, and keep their order. */
  async #reopen(readable: readonly string[] | null): Promise<void> {
    const { path, tempDir, memoryLimit, threads } = this.#settings;
    this.#closeSession();
    this.#session = await openSession({
      path,
      tempDir,
      memoryLimit,
      threads,
      readable: readable ?? [],
      keepOrder: readable === null,
    });
    this.#state = readable === null ? { openedAt: Symbol('opened') } : null;
  }

  async #prepare(): Promise<string | null> {
    if (this.#session === null) throw new Error('the cache is not open');
    const { tables } = this.#settings;
    return interruptible(await this.#session.connect(), undefined, (connection) => prepareTables(connection, tables));
  }
}

/** Removes a cache file and its log. */
export async function removeCacheFile(path: string): Promise<void> {
  await rm(path, { force: true });
  await rm(`${path}.wal`, { force: true });
}
