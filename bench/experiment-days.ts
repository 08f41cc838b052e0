import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayOf } from '../engine/core/index.ts';
import { planSums } from '../engine/experiments/daily/plan.ts';
import { daysQuery } from '../engine/experiments/daily/queries/days.ts';
import { rowsBase, sumParams } from '../engine/experiments/daily/queries/relations.ts';
import { refreshExperimentDays } from '../engine/experiments/daily/refresh.ts';
import { readContracts, tablesOf } from '../engine/ingest/index.ts';
import { Cache } from '../engine/store/cache/index.ts';
import { bringDays } from './experiment-days/data.ts';
import { RECORD } from './experiment-days/trial.ts';
import { done, inFreshFolder, median, round, type Spent, stopwatch } from './measure.ts';

/**
 * The sums of one experiment with 20 metrics, kept by day: from nothing, and with one more day; against one query of
 * DuckDB that gives the same sums of all days in floating point and keeps nothing, in turns with it.
 */
const { values } = parseArgs({
  options: { exposures: { type: 'string', default: '1000000' }, rounds: { type: 'string', default: '3' } },
});
const exposures = Number(values.exposures);
const rounds = Number(values.rounds);
const LAST = dayOf('2026-10-28');

const SCALES = new Map([
  ['revenue', 100],
  ['refund', 100],
]);
const CAPS = new Map([
  ['revenue-capped', 15_000n],
  ['sessions-capped', 10n],
]);

/** The same plan in one query: doubles for whole numbers, and units told apart by their variation alone. */
function plainSql(through: typeof LAST): { readonly sql: string; readonly params: Record<string, string> } {
  const plan = planSums(RECORD);
  const query = { plan, through, scales: SCALES, caps: CAPS };
  const dims = /arg_min\(\{[^}]*\},\s*\{[^}]*\}\) AS first_dims/;
  const none = `{'segment': ''::VARCHAR, 'device': ''::VARCHAR, 'country': ''::VARCHAR} AS first_dims`;
  const { sql } = daysQuery(plan, rowsBase(query, plan.metrics));
  if (!dims.test(sql)) throw new Error('the query is not as this benchmark knows it');
  const params = Object.entries(sumParams(query)).map(([name, value]): [string, string] => [name, String(value)]);
  return { sql: sql.replace(dims, none).replaceAll('HUGEINT', 'DOUBLE'), params: Object.fromEntries(params) };
}

async function plain(cache: Cache, through: typeof LAST): Promise<Spent> {
  const { sql, params } = plainSql(through);
  const stop = stopwatch();
  done(await cache.read((connection) => connection.runAndReadAll(sql, params)));
  return stop();
}

/** The answer from the rows, exactly and with nothing kept: what a read takes that finds no kept sums. */
async function fromRows(cache: Cache, through: typeof LAST): Promise<Spent> {
  const plan = planSums(RECORD);
  const query = { plan, through, scales: SCALES, caps: CAPS };
  const params = Object.entries(sumParams(query)).map(([name, value]): [string, string] => [name, String(value)]);
  const stop = stopwatch();
  done(
    await cache.read((connection) =>
      connection.runAndReadAll(daysQuery(plan, rowsBase(query, plan.metrics)).sql, Object.fromEntries(params)),
    ),
  );
  return stop();
}

async function kept(cache: Cache): Promise<Spent> {
  const stop = stopwatch();
  const { refreshed } = done(await refreshExperimentDays(cache, [RECORD]));
  const spent = stop();
  if (refreshed !== 1) throw new Error('nothing was summed');
  return spent;
}

const TABLES = ['ab_units', 'ab_events', 'ab_increments', 'ab_arms', 'ab_inputs', 'ab_experiments', 'ab_ages'];

const forget = async (cache: Cache): Promise<void> => {
  done(
    await cache.read(async (connection) => {
      for (const table of TABLES) await connection.run(`TRUNCATE workbench.${table}`);
      await connection.run('CHECKPOINT');
    }),
  );
};

const summary = (ours: readonly Spent[], bare: readonly Spent[]) => {
  const middle = (spent: readonly Spent[], of: keyof Spent) => median(spent.map((entry) => entry[of]));
  return {
    ratio: round(middle(ours, 'wall') / middle(bare, 'wall')),
    cpuRatio: round(middle(ours, 'cpu') / middle(bare, 'cpu')),
    milliseconds: { ours: ours.map(({ wall }) => Math.round(wall)), plain: bare.map(({ wall }) => Math.round(wall)) },
    cpuMilliseconds: { ours: ours.map(({ cpu }) => Math.round(cpu)), plain: bare.map(({ cpu }) => Math.round(cpu)) },
  };
};

await inFreshFolder(async (dir) => {
  const contracts = await readContracts(new URL('../resources/contracts', import.meta.url).pathname);
  const settings = { memoryLimit: '2GB', threads: 2, tables: tablesOf(contracts) };
  const cache = done(
    await Cache.open({ ...settings, path: join(dir, 'cache.duckdb'), tempDir: join(dir, 'overflow') }),
  );
  const bring = async (from: string, to: string, load: number) =>
    done(await cache.load([], (connection) => bringDays(connection, exposures, { from, to, load })));
  await bring('2026-09-20', '2026-10-28', 1);
  const scratch: { ours: Spent[]; plain: Spent[]; rows: Spent[] } = { ours: [], plain: [], rows: [] };
  for (let turn = 0; turn < rounds; turn += 1) {
    await forget(cache);
    scratch.plain.push(await plain(cache, LAST));
    scratch.rows.push(await fromRows(cache, LAST));
    scratch.ours.push(await kept(cache));
  }
  await bring('2026-10-29', '2026-10-29', 2);
  const day: { ours: Spent[]; plain: Spent[] } = { ours: [], plain: [] };
  day.plain.push(await plain(cache, dayOf('2026-10-29')));
  day.ours.push(await kept(cache));
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
      fromRows: summary(scratch.rows, scratch.plain),
      fromScratch: summary(scratch.ours, scratch.plain),
      oneMoreDay: summary(day.ours, day.plain),
      goal: 1.3,
    }),
  );
  await cache.close();
});
