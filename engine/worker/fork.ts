import { fork } from 'node:child_process';
import type { WorkerHandle } from './line.ts';

export interface ForkOptions {
  /** The worker's entry: the built `worker.js`, or `main/worker.ts` where `execArgv` loads TypeScript. */
  readonly entry: string;
  readonly execArgv?: readonly string[];
}

/** Runs the data worker as a child of plain Node. The child ends by itself when this process does. */
export function forkWorker({ entry, execArgv = [] }: ForkOptions): WorkerHandle & { readonly pid: number | undefined } {
  const child = fork(entry, [], {
    serialization: 'advanced',
    execArgv: [...execArgv],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  let exited = false;
  return {
    pid: child.pid,
    // A message to a child that has just died is lost; its exit answers whoever waits.
    post: (message) => {
      if (child.connected) child.send(message, () => {});
    },
    onMessage: (listener) => child.on('message', listener),
    onExit: (listener) => {
      const once = (code: number | null) => {
        if (exited) return;
        exited = true;
        listener(code);
      };
      child.on('exit', once);
      child.on('error', () => {
        if (child.exitCode !== null || child.pid === undefined) once(child.exitCode);
      });
    },
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}
