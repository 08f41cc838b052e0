import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { memberSchema } from '../engine/contract/index.ts';
import { designWith } from '../engine/experiments/design.fixture.ts';
import { gw } from '../tests/support/gw.ts';
import { type GwServe, gwServe } from '../tests/support/gw-serve.ts';
import { type Load, type LoadResult, loadResultSchema } from './assign/plan.ts';
import { inFreshFolder, round } from './measure.ts';

/**
 * Assignments over HTTP: a real `gw serve` on a new workspace with one running, sticky experiment, loaded from a second
 * process. The baseline, measured in the same run on the same server, is its fixed body at /health. `new`: every unit for
 * the first time, so each is read, written and then answered. `seen`: units that were asked for before. `steady…`: at the
 * goal's rate, latencies counted from when a request was due. Prints one JSON document.
 */
const GOAL = { perSecond: 5_000, p99Ms: 20 };
const CONNECTIONS = 128;
const PASSPHRASE = 'bees keep ada busy';

const run = promisify(execFile);

/** Clock ticks to milliseconds: USER_HZ is 100 on every Linux. */
const TICK_MS = 10;

/** Processor time of the server's process so far, in milliseconds; NaN where there is no /proc. */
function cpuOf(pid: number): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}

const program = join(import.meta.dirname, 'assign/load.ts');

async function loaded(
  { port, token, pid }: GwServe,
  load: Pick<Load, 'what' | 'requests'> & Partial<Load>,
): Promise<LoadResult & { readonly serverCpuMsPerRequest: number }> {
  const before = cpuOf(pid);
  const defaults = {
    port,
    token,
    flag: 'button',
    prefix: 'user',
    units: load.requests,
    connections: CONNECTIONS,
    rate: null,
  };
  const plan = JSON.stringify({ ...defaults, ...load });
  const { stdout } = await run(process.execPath, ['--import', 'tsx', program, plan]);
  const result = loadResultSchema.parse(JSON.parse(stdout));
  return { ...result, serverCpuMsPerRequest: round((cpuOf(pid) - before) / result.answered, 4) };
}

async function must(server: GwServe, path: string, body: unknown): Promise<unknown> {
  const { status, json } = await server.call('POST', path, body);
  if (status !== 200) throw new Error(`${path}: ${JSON.stringify(json)}`);
  return json;
}

async function prepared(dir: string): Promise<GwServe> {
  await gw(['init', dir, '--name', 'Bench', '--zone', 'UTC', '--currency', 'EUR']);
  const added = await gw(['--workspace', dir, 'member', 'add', '--name', 'Ada', '--role', 'admin'], {
    GW_NEW_PASSPHRASE: PASSPHRASE,
  });
  const server = await gwServe(dir);
  await must(server, '/api/session', { memberId: memberSchema.parse(added.json).id, passphrase: PASSPHRASE });
  await must(server, '/api/ab/experiments', { design: designWith() });
  await must(server, '/api/ab/experiments/green-button/start', {});
  return server;
}

const meets = ({ perSecond, latencyMs, errors }: LoadResult): boolean =>
  errors === 0 && perSecond >= GOAL.perSecond * 0.99 && latencyMs.p99 < GOAL.p99Ms;

const result = await inFreshFolder(async (root) => {
  const server = await prepared(join(root, 'workspace'));
  try {
    await loaded(server, { what: 'assign', prefix: 'warm', requests: 10_000 });
    await loaded(server, { what: 'health', requests: 10_000 });
    const health = await loaded(server, { what: 'health', requests: 50_000 });
    const fresh = await loaded(server, { what: 'assign', prefix: 'new', requests: 30_000 });
    const seen = await loaded(server, { what: 'assign', prefix: 'new', units: 20_000, requests: 50_000 });
    const rate = GOAL.perSecond;
    const steadyNew = await loaded(server, { what: 'assign', prefix: 'steady', requests: 40_000, rate });
    const steadySeen = await loaded(server, { what: 'assign', prefix: 'steady', requests: 40_000, rate });
    return { health, new: fresh, seen, steadyNew, steadySeen };
  } finally {
    await server.stop('SIGTERM');
  }
});

process.stdout.write(
  `${JSON.stringify(
    {
      bench: 'assign',
      what: 'POST /api/ab/assign of a real gw serve, loaded by a second process on the same machine',
      connections: CONNECTIONS,
      ...result,
      ratio: {
        seen: round(result.health.perSecond / result.seen.perSecond, 2),
        new: round(result.health.perSecond / result.new.perSecond, 2),
      },
      goal: { ...GOAL, at: 'steadyNew and steadySeen' },
      load: loadavg()[0],
      met: meets(result.steadyNew) && meets(result.steadySeen),
    },
    null,
    2,
  )}\n`,
);
