import { utilityProcess } from 'electron';
import type { WorkerHandle } from '../engine/worker/index.ts';

/** Runs the data worker as a utility process of Electron. Call after `ready`. */
export function startUtilityWorker(entry: string): WorkerHandle {
  const child = utilityProcess.fork(entry, [], { serviceName: 'data worker', stdio: ['ignore', 'ignore', 'inherit'] });
  return {
    post: (message) => child.postMessage(message),
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => child.once('exit', listener),
    kill: () => {
      child.kill();
    },
  };
}
