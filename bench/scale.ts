import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { DuckDBConnection } from '@duckdb/node-api';
import { addDays, type Day } from '../engine/core/index.ts';
import {
  type Contracts,
  type DataContract,
  importDrop,
  type Manifest,
  readContracts,
  tablesOf,
} from '../engine/ingest/index.ts';
import {
  analyticsEngine,
  Cache,
  type CacheSettings,
  currentProvenance,
  openSession,
} from '../engine/store/cache/index.ts';
import { systemClock } from '../main/ports.ts';
import { done, inFreshFolder, median, peakMemory, quantile, round, type Spent, stopwatch } from './measure.ts';
import { DAYS, FIRST, THROUGH, writeFacts } from './scale/facts.ts';
import { plainImport, plainSwap } from './scale/plain.ts';
import { TILES, type TileQuery } from './scale/tiles.ts';

/**
 * Generated `spend_daily` facts of two years, by default 1 and 10 million: import and a restated week against DuckDB's
 * own statements over the same files, and tile queries through the engine against the same SQL run bare.
 * `--rows 100000000` asks for another number.
 */
const MACHINE = { threads: 2, memory: '2GB' };
const WARM_RUNS = 20;
const COLD_RUNS = 5;

const contracts: Contracts = await readContracts(new URL('../resources/contracts', import.meta.url).pathname);
const contract: DataContract | undefined = contracts.get('spend_daily');
if (contract === undefined) throw new Error('spend_daily has no contract');
const spend = contract;

interface Drop {
  readonly dir: string;
  readonly manifest: Manifest;
  readonly files: readonly string[];
}

async function drop(dir: string, rowsADay: number, from: Day, days: number, version: number): Promise<Drop> {
  const manifest = await writeFacts({ dir, contract: spend, rowsADay, from, days, version });
  return { dir, manifest, files: manifest.files.map((file) => join(dir, file.path)) };
}

const settingsIn = (dir: string): CacheSettings => ({
  path: join(dir, 'cache.duckdb'),
  tempDir: join(dir, 'overflow'),
  memoryLimit: MACHINE.memory,
  threads: MACHINE.threads,
  tables: tablesOf(contracts),
});

async function timedImport(cache: Cache, path: string): Promise<Spent> {
  const stop = stopwatch();
  done(await importDrop({ cache, contracts, clock: systemClock }, { path }));
  return stop();
}

const engineOf = (cache: Cache) =>
  analyticsEngine(
    cache,
    () => 'fresh',
    () => performance.now(),
  );

async function ask(cache: ReturnType<typeof engineOf>, { definition, params }: TileQuery): Promise<number> {
  const start = performance.now();
  done(await cache.query(definition, params));
  return performance.now() - start;
}

async function askBare(connection: DuckDBConnection, { definition, params }: TileQuery): Promise<number> {
  const start = performance.now();
  (await connection.runAndReadAll(definition.sql, { ...params })).getRows();
  return performance.now() - start;
}

/** Milliseconds of each query by turns, one list for each tile. */
interface Timings {
  readonly ours: number[][];
  readonly bare: number[][];
}

const timings = (): Timings => ({ ours: TILES.map(() => []), bare: TILES.map(() => []) });

/**
 * Each query on a database just opened, of which nothing is in DuckDB's memory (the system may still hold the file). How
 * fresh the data are is known by then: the window asks that first.
 */
async function cold(settings: CacheSettings): Promise<Timings> {
  const times = timings();
  for (let run = 0; run < COLD_RUNS; run += 1) {
    for (const [index, tile] of TILES.entries()) {
      const cache = done(await Cache.open(settings));
      done(await cache.read(currentProvenance));
      times.ours[index]?.push(await ask(engineOf(cache), tile));
      await cache.close();
      const session = await openSession({ ...settings, keepOrder: true });
      const connection = await session.connect();
      times.bare[index]?.push(await askBare(connection, tile));
      connection.closeSync();
      session.close();
    }
  }
  return times;
}

async function warm(cache: Cache): Promise<Timings> {
  const times = timings();
  const engine = engineOf(cache);
  for (let run = -2; run < WARM_RUNS; run += 1) {
    for (const [index, tile] of TILES.entries()) {
      const record = (into: readonly number[][], milliseconds: number) => {
        if (run >= 0) into[index]?.push(milliseconds);
      };
      const ours = async () => record(times.ours, await ask(engine, tile));
      const bare = async () => record(times.bare, done(await cache.read((connection) => askBare(connection, tile))));
      // Who comes second finds the processor warm: they take turns.
      for (const turn of run % 2 === 0 ? [ours, bare] : [bare, ours]) await turn();
    }
  }
  return times;
}

function summary({ ours, bare }: Timings) {
  const p95 = (times: readonly number[][]) => quantile(times.flat(), 0.95);
  const middle = (times: readonly number[][]) => times.map(median).reduce((sum, value) => sum + value, 0);
  return {
    p95: round(p95(ours), 2),
    bareP95: round(p95(bare), 2),
    ratioP95: round(p95(ours) / p95(bare)),
    ratioMedians: round(middle(ours) / middle(bare)),
    tiles: Object.fromEntries(
      TILES.map(({ definition }, index) => [
        definition.id.replace('bench.', ''),
        { median: round(median(ours[index] ?? []), 2), bareMedian: round(median(bare[index] ?? []), 2) },
      ]),
    ),
  };
}

interface Rounds {
  readonly ours: Spent[];
  readonly plain: Spent[];
  readonly unordered: Spent[];
}

const ratioOf = (ours: readonly Spent[], to: readonly Spent[], of: keyof Spent): number =>
  round(median(ours.map((spent) => spent[of])) / median(to.map((spent) => spent[of])));

const wallOf = (spent: readonly Spent[]): number => round(median(spent.map(({ wall }) => wall)), 0);

async function importRounds(facts: Drop, count: number): Promise<Rounds> {
  const rounds: Rounds = { ours: [], plain: [], unordered: [] };
  for (let index = 0; index < count; index += 1) {
    for (const order of [true, false]) {
      const spent = await inFreshFolder((dir) => plainImport(facts.files, dir, spend, { ...MACHINE, order }));
      (order ? rounds.plain : rounds.unordered).push(spent);
    }
    await inFreshFolder(async (dir) => {
      const cache = done(await Cache.open(settingsIn(dir)));
      rounds.ours.push(await timedImport(cache, facts.dir));
      await cache.close();
    });
  }
  return rounds;
}

async function measure(rows: number, exportsDir: string): Promise<void> {
  const rowsADay = Math.ceil(rows / DAYS);
  const facts = await drop(join(exportsDir, 'facts'), rowsADay, FIRST, DAYS, 0);
  const first = addDays(THROUGH, -6);
  const weeks = [1, 2, 3].map(
    (version) => () => drop(join(exportsDir, `week-${version}`), rowsADay, first, 7, version),
  );
  const rounds = await importRounds(facts, rows > 20_000_000 ? 0 : 2);
  await inFreshFolder((plainDir) =>
    inFreshFolder(async (dir) => {
      rounds.plain.push(await plainImport(facts.files, plainDir, spend, { ...MACHINE, order: true }));
      let cache = done(await Cache.open(settingsIn(dir)));
      const imported = await peakMemory(() => timedImport(cache, facts.dir));
      rounds.ours.push(imported.value);
      const swaps = { ours: [] as Spent[], plain: [] as Spent[] };
      for (const write of weeks) {
        const week = await write();
        swaps.plain.push(await plainSwap(week.files, plainDir, spend, { ...MACHINE, order: true, first }));
        swaps.ours.push(await timedImport(cache, week.dir));
      }
      await cache.close();
      const coldTimes = await cold(settingsIn(dir));
      cache = done(await Cache.open(settingsIn(dir)));
      const asked = await peakMemory(() => warm(cache));
      await cache.close();
      const total = facts.manifest.totals.rows;
      console.log(
        JSON.stringify({
          benchmark: 'scale',
          rows: total,
          bytes: facts.manifest.files.reduce((sum, file) => sum + file.bytes, 0),
          loadAverage: round(loadavg()[0] ?? Number.NaN, 2),
          import: {
            milliseconds: wallOf(rounds.ours),
            rowsPerSecond: Math.round((total / wallOf(rounds.ours)) * 1000),
            plainRowsPerSecond: Math.round((total / wallOf(rounds.plain)) * 1000),
            ratio: ratioOf(rounds.ours, rounds.plain, 'wall'),
            cpuRatio: ratioOf(rounds.ours, rounds.plain, 'cpu'),
            ...(rounds.unordered.length === 0
              ? {}
              : {
                  ratioToUnordered: ratioOf(rounds.ours, rounds.unordered, 'wall'),
                  cpuRatioToUnordered: ratioOf(rounds.ours, rounds.unordered, 'cpu'),
                }),
            goal: 1.4,
            includes: 'SHA-256 of every file, contract checks, unique keys, rollups, load record',
          },
          restatedWeek: {
            rows: rowsADay * 7,
            milliseconds: wallOf(swaps.ours),
            plainMilliseconds: wallOf(swaps.plain),
            ratio: ratioOf(swaps.ours, swaps.plain, 'wall'),
          },
          queries: { cold: summary(coldTimes), warm: summary(asked.value), goal: 1.3, goalWarmP95: 100 },
          memoryMebibytes: { import: imported.mebibytes, queries: asked.mebibytes, limit: MACHINE.memory },
        }),
      );
    }),
  );
}

const { values } = parseArgs({ options: { rows: { type: 'string', multiple: true } } });
for (const rows of values.rows ?? ['1000000', '10000000']) {
  const count = Number(rows);
  if (!Number.isInteger(count) || count < DAYS)
    throw new Error(`--rows takes a whole number from ${DAYS} on, not ${rows}`);
  await inFreshFolder((exportsDir) => measure(count, exportsDir));
}
