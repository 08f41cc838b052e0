import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { dayOf } from '../engine/core/index.ts';
import {
  type Contracts,
  type DataContract,
  importDrop,
  makeSample,
  manifestSchema,
  readContracts,
  tablesOf,
} from '../engine/ingest/index.ts';
import { Cache, type CacheSettings, literals } from '../engine/store/cache/index.ts';
import { systemClock } from '../main/ports.ts';
import { done, inFreshFolder, median, type Spent, stopwatch } from './measure.ts';

/** Import of the sample's `creative_daily` drop against DuckDB's own INSERT of the same files, in turns. */
const ROUNDS = 5;
const THREADS = 2;
const MEMORY = '2GB';
const resources = new URL('../resources', import.meta.url).pathname;

async function ours(drop: string, dir: string, contracts: Contracts): Promise<Spent> {
  const settings: CacheSettings = {
    path: join(dir, 'cache.duckdb'),
    tempDir: join(dir, 'overflow'),
    memoryLimit: MEMORY,
    threads: THREADS,
    tables: tablesOf(contracts),
  };
  const cache = done(await Cache.open(settings));
  const stop = stopwatch();
  done(await importDrop({ cache, contracts, clock: systemClock }, { path: drop }));
  const elapsed = stop();
  await cache.close();
  return elapsed;
}

/**
 * The files as DuckDB alone loads them: one INSERT into a table of the same columns, then closed, which saves it.
 * @param order DuckDB's default keeps the order of the rows; the import lets it go, so both are measured.
 */
async function plain(files: readonly string[], dir: string, contract: DataContract, order: boolean): Promise<Spent> {
  const path = join(dir, 'plain.duckdb');
  const options = { threads: String(THREADS), memory_limit: MEMORY, preserve_insertion_order: String(order) };
  const made = await DuckDBInstance.create(path, options);
  const maker = await made.connect();
  const columns = contract.columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  await maker.run(`CREATE TABLE creative_daily (${columns}, _load INTEGER)`);
  maker.closeSync();
  made.closeSync();
  const stop = stopwatch();
  const instance = await DuckDBInstance.create(path, options);
  const connection = await instance.connect();
  const names = contract.columns.map(({ name }) => name).join(', ');
  await connection.run(
    `INSERT INTO creative_daily SELECT ${names}, 1 FROM read_parquet(${literals(files)}, hive_partitioning = false)`,
  );
  connection.closeSync();
  instance.closeSync();
  return stop();
}

const contracts = await readContracts(join(resources, 'contracts'));
const contract = contracts.get('creative_daily');
if (contract === undefined) throw new Error('creative_daily has no contract');
const exportsDir = await mkdtemp(join(tmpdir(), 'gw-bench-exports-'));
try {
  const generate = performance.now();
  const sample = {
    exportsDir,
    seed: 1,
    through: dayOf('2026-11-20'),
    contracts,
    templatesDir: join(resources, 'sample'),
  };
  const made = done(await makeSample(sample));
  const generatedMs = performance.now() - generate;
  const drop = join(exportsDir, 'creative_daily');
  const manifest = manifestSchema.parse(JSON.parse(await readFile(join(drop, 'manifest.json'), 'utf8')));
  const files = manifest.files.map((file) => join(drop, file.path));
  const times: Record<'ours' | 'plain' | 'unordered', Spent[]> = { ours: [], plain: [], unordered: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    times.plain.push(await inFreshFolder((dir) => plain(files, dir, contract, true)));
    times.unordered.push(await inFreshFolder((dir) => plain(files, dir, contract, false)));
    times.ours.push(await inFreshFolder((dir) => ours(drop, dir, contracts)));
  }
  const rows = manifest.totals.rows;
  const middle = (spent: readonly Spent[], of: keyof Spent) => median(spent.map((entry) => entry[of]));
  const rate = (spent: readonly Spent[]) => Math.round((rows / middle(spent, 'wall')) * 1000);
  const ratio = (of: keyof Spent, to: readonly Spent[]) => Number((middle(times.ours, of) / middle(to, of)).toFixed(3));
  const milliseconds = (spent: readonly Spent[]) => spent.map(({ wall }) => Math.round(wall));
  console.log(
    JSON.stringify({
      benchmark: 'import',
      rows,
      rowsPerSecond: rate(times.ours),
      plainRowsPerSecond: rate(times.plain),
      ratio: ratio('wall', times.plain),
      cpuRatio: ratio('cpu', times.plain),
      ratioToUnordered: ratio('wall', times.unordered),
      cpuRatioToUnordered: ratio('cpu', times.unordered),
      goal: 1.5,
      includes: 'SHA-256 of every file, contract checks, quarantine of the planted bad rows, load record',
      milliseconds: {
        ours: milliseconds(times.ours),
        plain: milliseconds(times.plain),
        unordered: milliseconds(times.unordered),
      },
      sample: { rows: made.rows, seconds: Number((generatedMs / 1000).toFixed(1)), goalSeconds: 20 },
    }),
  );
} finally {
  await rm(exportsDir, { recursive: true, force: true });
}
