import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayOf } from '../engine/core/index.ts';
import { readExperimentData, refreshExperimentDays } from '../engine/experiments/daily/index.ts';
import { readContracts, tablesOf } from '../engine/ingest/index.ts';
import { analyticsEngine, Cache } from '../engine/store/cache/index.ts';
import { bringDays } from './experiment-days/data.ts';
import { plainQuery } from './experiment-days/plain.ts';
import { RECORD, RECORD_HELD } from './experiment-days/trial.ts';
import { done, inFreshFolder, median, peakMemory, round, type Spent, stopwatch } from './measure.ts';

/**
 * All that the page of an experiment with 20 metrics is made from: from nothing, where sums are kept first and then read;
 * and with one more day. Against one query of DuckDB that gives the same of all days in floating point and keeps nothing,
 * in turns with it. Once for sums and ages alone, and once for a design with caps at a percentile and quantiles. `mebibytes`
 * is the most memory the process held meanwhile: 2 GB of it is what DuckDB may take.
 */
const { values } = parseArgs({
  options: { exposures: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
});
const exposures = Number(values.exposures);
const rounds = Number(values.rounds);
const LAST = dayOf('2026-10-28');
const NEXT = dayOf('2026-10-29');
const AFTER = dayOf('2026-10-30');

const SCALES = new Map([
  ['revenue', 100],
  ['refund', 100],
]);
const CAPS = new Map([
  ['revenue-capped', 15_000n],
  ['sessions-capped', 10n],
]);

async function plain(cache: Cache, record: typeof RECORD, through: typeof LAST): Promise<Spent> {
  const { sql, params } = plainQuery(record, through, SCALES, CAPS);
  const stop = stopwatch();
  const rows = done(await cache.read((connection) => connection.runAndReadAll(sql, params))).currentRowCount;
  const spent = stop();
  if (rows === 0) throw new Error('the plain query found nothing');
  return spent;
}

interface Ours {
  readonly keeping: Spent;
  readonly reading: Spent;
  readonly mebibytes: number;
}

/** What the worker does when the page is opened. */
async function opened(cache: Cache, record: typeof RECORD): Promise<Ours> {
  const { value, mebibytes } = await peakMemory(() => keptAndRead(cache, record));
  return { ...value, mebibytes };
}

async function keptAndRead(cache: Cache, record: typeof RECORD): Promise<Omit<Ours, 'mebibytes'>> {
  const engine = analyticsEngine(
    cache,
    () => 'fresh',
    () => performance.now(),
  );
  const keep = stopwatch();
  const { refreshed } = done(await refreshExperimentDays(cache, [record]));
  const keeping = keep();
  if (refreshed !== 1) throw new Error('nothing was summed');
  const read = stopwatch();
  const { data, queries } = done(await readExperimentData(engine, record));
  const reading = read();
  if (data.daily.length === 0 || !queries.some(({ id }) => id === 'experiments.kept_days'))
    throw new Error('sums that were kept were not read');
  return { keeping, reading };
}

/** A large experiment takes minutes: what is done is told on the way. */
const tell = (what: string, spent: object): void => {
  process.stderr.write(`${what} ${JSON.stringify(spent)}\n`);
};

const TABLES = ['units', 'events', 'increments', 'ages', 'arms', 'inputs', 'experiments'];

const forget = async (cache: Cache): Promise<void> => {
  done(
    await cache.read(async (connection) => {
      for (const table of TABLES) await connection.run(`TRUNCATE workbench.ab_${table}`);
      await connection.run('CHECKPOINT');
    }),
  );
};

const whole = ({ keeping, reading }: Ours): Spent => ({
  wall: keeping.wall + reading.wall,
  cpu: keeping.cpu + reading.cpu,
});

const summary = (ours: readonly Ours[], bare: readonly Spent[]) => {
  const middle = (spent: readonly Spent[], of: keyof Spent) => median(spent.map((entry) => entry[of]));
  const own = ours.map(whole);
  const milliseconds = (of: keyof Spent) => ({
    keeping: ours.map(({ keeping }) => Math.round(keeping[of])),
    reading: ours.map(({ reading }) => Math.round(reading[of])),
    plain: bare.map((spent) => Math.round(spent[of])),
  });
  return {
    ratio: round(middle(own, 'wall') / middle(bare, 'wall')),
    cpuRatio: round(middle(own, 'cpu') / middle(bare, 'cpu')),
    milliseconds: milliseconds('wall'),
    cpuMilliseconds: milliseconds('cpu'),
    mebibytes: Math.max(...ours.map(({ mebibytes }) => mebibytes)),
  };
};

async function fromNothing(cache: Cache, record: typeof RECORD, through: typeof LAST) {
  const ours: Ours[] = [];
  const bare: Spent[] = [];
  for (let turn = 0; turn < rounds; turn += 1) {
    await forget(cache);
    bare.push(await plain(cache, record, through));
    tell(`${record.design.name}, plain`, bare.slice(-1));
    ours.push(await opened(cache, record));
    tell(`${record.design.name}, kept and read`, ours.slice(-1));
  }
  return summary(ours, bare);
}

await inFreshFolder(async (dir) => {
  const contracts = await readContracts(new URL('../resources/contracts', import.meta.url).pathname);
  const settings = { memoryLimit: '2GB', threads: 2, tables: tablesOf(contracts) };
  const cache = done(
    await Cache.open({ ...settings, path: join(dir, 'cache.duckdb'), tempDir: join(dir, 'overflow') }),
  );
  const bring = async (from: string, to: string, load: number) =>
    done(await cache.load([], (connection) => bringDays(connection, exposures, { from, to, load })));
  await bring('2026-09-20', LAST, 1);
  const fromScratch = await fromNothing(cache, RECORD, LAST);
  await bring(NEXT, NEXT, 2);
  const dayMore = async (record: typeof RECORD, day: typeof LAST) => {
    const next = await opened(cache, record);
    tell('one more day, kept and read', next);
    const more = summary([next], [await plain(cache, record, day)]);
    tell('one more day', more);
    return more;
  };
  const oneMoreDay = await dayMore(RECORD, NEXT);
  const withCapsAndQuantiles = await fromNothing(cache, RECORD_HELD, NEXT);
  await bring(AFTER, AFTER, 3);
  const oneMoreDayWithCapsAndQuantiles = await dayMore(RECORD_HELD, AFTER);
  const rows = done(
    await cache.read(async (connection) =>
      (await connection.runAndReadAll('SELECT count(*) FROM ab_outcomes')).getRows(),
    ),
  );
  console.log(
    JSON.stringify({
      benchmark: 'experiment-days',
      exposures,
      outcomes: Number(rows[0]?.[0]),
      metrics: RECORD.design.metrics.length,
      fromScratch,
      oneMoreDay,
      withCapsAndQuantiles,
      oneMoreDayWithCapsAndQuantiles,
      goal: 1.3,
    }),
  );
  await cache.close();
});
