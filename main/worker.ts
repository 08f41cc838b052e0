import { workerHandlers } from '../engine/worker/handlers.ts';
import { type HostTransport, serve } from '../engine/worker/host.ts';
import { systemClock } from './ports.ts';

/** The port Electron gives a utility process; plain Node has none. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

const isParentPort = (value: unknown): value is ParentPort =>
  typeof value === 'object' &&
  value !== null &&
  'postMessage' in value &&
  typeof value.postMessage === 'function' &&
  'on' in value &&
  typeof value.on === 'function';

/** The line to main: Electron's port in a utility process, the IPC channel in a forked Node child. */
function transport(): HostTransport {
  const port: unknown = Reflect.get(process, 'parentPort');
  if (isParentPort(port)) {
    return {
      send: (message) => port.postMessage(message),
      onMessage: (listener) => port.on('message', ({ data }) => listener(data)),
    };
  }
  if (process.send === undefined) throw new Error('the data worker is started by the workbench, not by hand');
  // Nobody is left to answer to. An orderly exit would wait for a running query; the database is made to be killed.
  process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
  // Ctrl-C reaches every process of a terminal; main is who decides what is stopped, and says so.
  process.on('SIGINT', () => undefined);
  return {
    send: (message) => process.send?.(message),
    onMessage: (listener) => process.on('message', listener),
  };
}

serve(transport(), workerHandlers({ clock: systemClock, steadyMillis: () => performance.now() }));
