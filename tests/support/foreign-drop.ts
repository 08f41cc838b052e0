import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { ErrorCode } from '../../engine/core/index.ts';
import { importDrop } from '../../engine/ingest/index.ts';
import { type CacheFixture, openCacheFixture } from './cache-fixture.ts';
import { manualClock } from './clock.ts';
import { inMemory } from './in-memory.ts';

/** When the files of a drop were written. */
export const WRITTEN = new Date('2026-11-21T06:00:00.000Z');

/** The columns of `outcomes_daily`, as a header line has them. */
export const OUTCOME_COLUMNS = [
  'day',
  'channel',
  'campaign_id',
  'segment',
  'geo_id',
  'sessions',
  'signups',
  'new_customers',
  'first_revenue_minor',
  'currency',
] as const;

/** A folder that another tool wrote, and a cache to import it into. */
class ForeignDrop {
  /** The folder; a test may say another. */
  path = '';
  #fixture: CacheFixture | null = null;

  get fixture(): CacheFixture {
    if (this.#fixture === null) throw new Error('the cache is open within a test');
    return this.#fixture;
  }

  async open(): Promise<void> {
    this.#fixture = await openCacheFixture(manualClock('2026-11-21T12:00:00.000Z'));
    this.path = join(this.fixture.dir, 'exports', 'outcomes_daily');
    await mkdir(this.path, { recursive: true });
  }

  /** Writes what a query gives as a file of the drop. */
  async copy(sql: string, file: string, options = 'FORMAT parquet, COMPRESSION snappy'): Promise<void> {
    const path = join(this.path, file);
    await mkdir(dirname(path), { recursive: true });
    await inMemory((connection) => connection.run(`COPY (${sql}) TO '${path}' (${options})`));
  }

  async put(file: string, content: string | Uint8Array = ''): Promise<void> {
    const path = join(this.path, file);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, content);
    await utimes(path, WRITTEN, WRITTEN);
  }

  importIt(dataset?: string) {
    return importDrop(this.fixture, { path: this.path, dataset });
  }

  /** What an import comes to. */
  async codeOf(dataset?: string): Promise<ErrorCode | 'loaded'> {
    const imported = await this.importIt(dataset);
    return imported.ok ? 'loaded' : imported.error.code;
  }
}

/** A drop of `outcomes_daily`, empty at the start of each test of the file. */
export function withForeignDrop(): ForeignDrop {
  const drop = new ForeignDrop();
  beforeEach(() => drop.open());
  afterEach(() => drop.fixture.close());
  return drop;
}
