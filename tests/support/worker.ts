import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forkWorker, WorkerSupervisor } from '../../engine/worker/index.ts';

const root = new URL('../../', import.meta.url).pathname;

/** Runs the data worker from source, as the built one runs. */
export const forkFromSource = () => forkWorker({ entry: join(root, 'main/worker.ts'), execArgv: ['--import', 'tsx'] });

export interface WorkerFixture {
  /** A folder of its own, gone after `close`. */
  readonly dir: string;
  readonly client: WorkerSupervisor;
  /** Process ids of the workers started so far, the present one last. */
  readonly pids: readonly number[];
  /** Exit codes of workers that ended without being asked to. */
  readonly deaths: readonly (number | null)[];
  close(): Promise<void>;
}

/** A real worker process over a cache of its own, or over one that is already there. */
export async function openWorkerFixture(existing?: string): Promise<WorkerFixture> {
  const dir = existing ?? (await mkdtemp(join(tmpdir(), 'gw-worker-')));
  const pids: number[] = [];
  const deaths: (number | null)[] = [];
  const client = new WorkerSupervisor({
    cacheDir: join(dir, 'cache'),
    resourcesDir: join(root, 'resources'),
    memoryLimit: '1GB',
    threads: 2,
    zone: 'Europe/Berlin',
    onDied: (code) => deaths.push(code),
    spawn: () => {
      const worker = forkFromSource();
      if (worker.pid !== undefined) pids.push(worker.pid);
      return worker;
    },
  });
  return {
    dir,
    client,
    pids,
    deaths,
    close: async () => {
      await client.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
