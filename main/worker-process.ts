import { utilityProcess } from 'electron';
import type { SpawnWorker, WorkerHandle } from '../engine/worker/index.ts';

/** Runs the data worker as a utility process of Electron. Call after `ready`. */
export function startUtilityWorker(entry: string): WorkerHandle {
  const child = utilityProcess.fork(entry, [], { serviceName: 'data worker', stdio: ['ignore', 'ignore', 'inherit'] });
  let ended: { readonly code: number | null } | null = null;
  child.once('exit', (code) => {
    ended = { code };
  });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      if (ended === null) child.once('exit', listener);
      else listener(ended.code);
    },
    kill: () => {
      child.kill();
    },
  };
}

/** Starts the first worker now and hands it out when one is asked for; later ones are started when asked for. */
export function startedAhead(spawn: SpawnWorker): SpawnWorker {
  let ahead: WorkerHandle | null = spawn();
  return () => {
    const worker = ahead ?? spawn();
    ahead = null;
    return worker;
  };
}
