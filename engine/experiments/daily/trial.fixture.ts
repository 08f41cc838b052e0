import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Result } from '../../core/index.ts';
import { type AnalyticsEngine, analyticsEngine, Cache, literal } from '../../store/cache/index.ts';

export interface Exposure {
  readonly experiment: string;
  readonly unit: string;
  /** `2026-11-02T10:00:00`, UTC. */
  readonly at: string;
  readonly variation: string;
  readonly segment: string | null;
  readonly device: string | null;
  readonly country: string | null;
}

export interface Outcome {
  readonly unit: string;
  readonly metric: string;
  readonly at: string;
  readonly value: number;
}

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`);
  return result.value;
}

const TABLES = [
  {
    name: 'ab_exposures',
    columns: [
      { name: 'experiment_key', type: 'VARCHAR' },
      { name: 'unit_id', type: 'VARCHAR' },
      { name: 'exposed_at', type: 'TIMESTAMP' },
      { name: 'day', type: 'DATE' },
      { name: 'unit_type', type: 'VARCHAR' },
      { name: 'variation', type: 'VARCHAR' },
      { name: 'segment', type: 'VARCHAR' },
      { name: 'device', type: 'VARCHAR' },
      { name: 'country', type: 'VARCHAR' },
    ],
  },
  {
    name: 'ab_outcomes',
    columns: [
      { name: 'event_id', type: 'VARCHAR' },
      { name: 'day', type: 'DATE' },
      { name: 'unit_type', type: 'VARCHAR' },
      { name: 'unit_id', type: 'VARCHAR' },
      { name: 'metric', type: 'VARCHAR' },
      { name: 'occurred_at', type: 'TIMESTAMP' },
      { name: 'value', type: 'DOUBLE' },
    ],
  },
];

const text = (value: string | null): string => (value === null ? 'NULL' : literal(value));

const exposureRow = (load: number, row: Exposure): string =>
  `(${literal(row.experiment)}, ${literal(row.unit)}, ${literal(row.at)}, ${literal(row.at.slice(0, 10))}, 'user',
    ${literal(row.variation)}, ${text(row.segment)}, ${text(row.device)}, ${text(row.country)}, ${load})`;

const outcomeRow = (load: number, row: Outcome, index: number): string =>
  `('e-${load}-${index}', ${literal(row.at.slice(0, 10))}, 'user', ${literal(row.unit)}, ${literal(row.metric)},
    ${literal(row.at)}, ${row.value}, ${load})`;

/** A cache with the two datasets of experiments, into which whole days are loaded as a drop would. */
export class Trials {
  readonly #dir: string;
  readonly cache: Cache;
  readonly engine: AnalyticsEngine;
  #load = 0;

  private constructor(dir: string, cache: Cache) {
    this.#dir = dir;
    this.cache = cache;
    this.engine = analyticsEngine(
      cache,
      () => 'fresh',
      () => 0,
    );
  }

  static async open(): Promise<Trials> {
    const dir = await mkdtemp(join(tmpdir(), 'gw-trials-'));
    const cache = must(
      await Cache.open({
        path: join(dir, 'cache.duckdb'),
        tempDir: join(dir, 'overflow'),
        memoryLimit: '400MB',
        threads: 2,
        tables: TABLES,
      }),
    );
    return new Trials(dir, cache);
  }

  async close(): Promise<void> {
    await this.cache.close();
    await rm(this.#dir, { recursive: true, force: true });
  }

  /** Replaces the given days of exposures; they are then complete through `through`. */
  async exposures(days: readonly string[], through: string, rows: readonly Exposure[]): Promise<void> {
    await this.#bring('ab_exposures', days, through, (load) => rows.map((row) => exposureRow(load, row)));
  }

  /** Replaces the given days of outcomes; they are then complete through `through`. */
  async outcomes(days: readonly string[], through: string, rows: readonly Outcome[]): Promise<void> {
    await this.#bring('ab_outcomes', days, through, (load) => rows.map((row, index) => outcomeRow(load, row, index)));
  }

  async #bring(dataset: string, days: readonly string[], through: string, rows: (load: number) => string[]) {
    this.#load += 1;
    const load = this.#load;
    const id = `01900000-0000-7000-8000-${String(load).padStart(12, '0')}`;
    const inserted = rows(load);
    const run = async (connection: DuckDBConnection) => {
      await connection.run('BEGIN');
      for (const day of days) {
        await connection.run(`DELETE FROM ${dataset} WHERE day = '${day}'`);
        await connection.run(`DELETE FROM workbench.partitions WHERE dataset = '${dataset}' AND day = '${day}'`);
      }
      if (inserted.length > 0) await connection.run(`INSERT INTO ${dataset} VALUES ${inserted.join(', ')}`);
      // As a real load does: a day of its span counts as held by it when it has rows.
      await connection.run(`INSERT INTO workbench.partitions
        SELECT '${dataset}', day, ${load}, count(*) FROM ${dataset} WHERE _load = ${load} GROUP BY day`);
      await connection.run(`INSERT INTO workbench.loads (number, id, dataset, contract_version, snapshot_id, snapshot_hash,
          generated_at, data_through, loaded_at, rows, quarantined, days, files, drop_path)
        VALUES (${load}, '${id}', '${dataset}', '1.0.0', 's${load}', '${String(load).padStart(64, '0')}',
          '2026-12-01T06:00:00.000Z', '${through}', '2026-12-01T07:00:00.000Z', ${inserted.length}, 0, ${days.length}, [], '')`);
      await connection.run('COMMIT');
    };
    must(await this.cache.load([], run));
  }
}
