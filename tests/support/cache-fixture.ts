import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock, Result } from '../../engine/core/index.ts';
import { type Contracts, type ImportContext, readContracts, tablesOf } from '../../engine/ingest/index.ts';
import { Cache, type CacheSettings, plainRows } from '../../engine/store/cache/index.ts';
import { contractsDir } from './drops.ts';

/** The value of a result that a test takes for granted. */
export function succeeded<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

export interface CacheFixture extends ImportContext {
  /** A folder of its own, gone after `close`. */
  readonly dir: string;
  readonly settings: CacheSettings;
  readonly contracts: Contracts;
  rows(sql: string): Promise<readonly Record<string, unknown>[]>;
  /** Everything the cache holds, as text: two equal ones mean that nothing changed. */
  state(): Promise<string>;
  close(): Promise<void>;
}

const STATE = `
  SELECT (SELECT coalesce(sum(hash(c)), 0)::VARCHAR || '/' || count(*) FROM creative_daily c) AS facts,
    (SELECT list(l ORDER BY number)::VARCHAR FROM workbench.loads l) AS loads,
    (SELECT list(p ORDER BY day)::VARCHAR FROM workbench.partitions p) AS partitions,
    (SELECT list(q ORDER BY load, rule)::VARCHAR FROM workbench.quarantine q) AS quarantine,
    (SELECT count(*) FROM workbench.quarantined_rows) AS quarantined`;

/** A cache in a folder of its own, with the product's contracts. */
export async function openCacheFixture(clock: Clock, cacheDir?: string): Promise<CacheFixture> {
  const dir = await mkdtemp(join(tmpdir(), 'gw-cache-'));
  const contracts = await readContracts(contractsDir);
  const settings: CacheSettings = {
    path: join(cacheDir ?? dir, 'cache.duckdb'),
    tempDir: join(cacheDir ?? dir, 'overflow'),
    memoryLimit: '1GB',
    threads: 2,
    tables: tablesOf(contracts),
  };
  const cache = succeeded(await Cache.open(settings));
  const rows = async (sql: string) =>
    succeeded(await cache.read(async (connection) => plainRows(await connection.runAndReadAll(sql))));
  return {
    dir,
    settings,
    contracts,
    cache,
    clock,
    rows,
    state: async () => JSON.stringify(await rows(STATE)),
    close: async () => {
      await cache.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
