import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ExperimentList, ExperimentRecord } from '../engine/contract/index.ts';
import { readContracts, tablesOf } from '../engine/ingest/index.ts';
import { Cache } from '../engine/store/cache/index.ts';
import { forkWorker, WorkerSupervisor } from '../engine/worker/index.ts';
import { bringTrials, trials } from './experiment-list/data.ts';
import { done, inFreshFolder, quantile } from './measure.ts';

/**
 * The list of many running experiments, through the data worker, opened for the first time: when it is there, when the
 * units are, when all rows are read, and how long other reads take meanwhile. Then ended on the way, opened again, and
 * opened after the worker was started again, from the sums that were kept.
 */
const { values } = parseArgs({ options: { experiments: { type: 'string', default: '200' } } });
const experiments = Number(values.experiments);
const root = new URL('..', import.meta.url).pathname;
/** How long other reads are measured with nothing beside them. */
const ALONE_MS = 3_000;
const MEMORY = { memoryLimit: '2GB', threads: 2 };

const workerIn = (cacheDir: string): WorkerSupervisor =>
  new WorkerSupervisor({
    ...MEMORY,
    cacheDir,
    resourcesDir: join(root, 'resources'),
    zone: 'Europe/Berlin',
    spawn: () => forkWorker({ entry: join(root, 'main/worker.ts'), execArgv: ['--import', 'tsx'] }),
  });

async function prepared(cacheDir: string): Promise<number> {
  await mkdir(cacheDir, { recursive: true });
  const tables = tablesOf(await readContracts(join(root, 'resources/contracts')));
  const paths = { path: join(cacheDir, 'cache.duckdb'), tempDir: join(cacheDir, 'overflow') };
  const cache = done(await Cache.open({ ...MEMORY, ...paths, tables }));
  const rows = done(await cache.load([], (connection) => bringTrials(connection, experiments)));
  await cache.close();
  return rows;
}

interface Filled {
  readonly there: number;
  readonly counted: number;
  readonly whole: number;
  readonly steps: number;
}

/** Asks as the page does, and stops as soon as `isFar` says so. */
async function fill(
  worker: WorkerSupervisor,
  records: readonly ExperimentRecord[],
  isFar: (list: ExperimentList) => boolean = () => false,
): Promise<Filled> {
  const start = performance.now();
  const since = (): number => Math.round(performance.now() - start);
  const first = done(await worker.experimentList({ experiments: records, extent: 'record' }));
  const there = since();
  let list = done(await worker.experimentList({ experiments: records, extent: 'units' }));
  const counted = since();
  let steps = 0;
  for (; list.reading !== 'done' && !isFar(list); steps += 1)
    list = done(await worker.experimentList({ experiments: records, extent: 'some' }));
  if (first.experiments.length !== records.length) throw new Error('the list is not there at once');
  return { there, counted, whole: since(), steps };
}

/** Another read every 100 ms, until it is ended. */
async function others(worker: WorkerSupervisor, ended: () => boolean): Promise<number[]> {
  const spent: number[] = [];
  while (!ended()) {
    const start = performance.now();
    done(await worker.healthOverview());
    spent.push(performance.now() - start);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return spent;
}

const rowsRead = ({ experiments: rows }: ExperimentList): number =>
  rows.filter(({ reading }) => reading === 'done').length;

await inFreshFolder(async (dir) => {
  const cacheDir = join(dir, 'cache');
  const exposures = await prepared(cacheDir);
  const records = trials(experiments);
  let worker = workerIn(cacheDir);
  const end = performance.now() + ALONE_MS;
  const alone = await others(worker, () => performance.now() > end);
  const part = await fill(worker, records, (list) => rowsRead(list) >= experiments / 10);
  process.stderr.write(`a tenth ${JSON.stringify(part)}\n`);
  const leaving = new AbortController();
  const rest = worker.experimentList({ experiments: records, extent: 'all' }, { signal: leaving.signal });
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  const cancelled = performance.now();
  leaving.abort();
  const ended = await rest;
  const cancelMs = Math.round(performance.now() - cancelled);
  const known = done(await worker.experimentList({ experiments: records, extent: 'record' }));
  let isOver = false;
  const busy = others(worker, () => isOver);
  const goesOn = await fill(worker, records);
  isOver = true;
  const meanwhile = await busy;
  const again = await fill(worker, records);
  await worker.close();
  worker = workerIn(cacheDir);
  await worker.freshness();
  const restarted = await fill(worker, records);
  await worker.close();
  const spread = (of: readonly number[]) => ({
    reads: of.length,
    median: Math.round(quantile(of, 0.5)),
    p95: Math.round(quantile(of, 0.95)),
    most: Math.round(quantile(of, 1)),
  });
  console.log(
    JSON.stringify({
      benchmark: 'experiment-list',
      experiments,
      exposures,
      milliseconds: {
        firstTenth: part,
        cancel: { ms: cancelMs, answer: ended.ok ? 'all' : ended.error.code, rowsThatStay: rowsRead(known) },
        theRest: goesOn,
        again,
        afterRestart: restarted,
      },
      otherReads: { alone: spread(alone), meanwhile: spread(meanwhile) },
    }),
  );
});
