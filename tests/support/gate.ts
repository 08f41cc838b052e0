import { connect, createServer, type Server, type Socket } from 'node:net';
import { freePort } from './free-port.ts';

/** A port that is there or not, in front of a server that always is: the network of a test. */
export interface Gate {
  readonly port: number;
  open(): Promise<void>;
  /** Nobody listens any more, and what is under way breaks off. */
  close(): Promise<void>;
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

/** A closed gate on a free port that leads to `target` once it is opened. */
export async function createGate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>();
  const track = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    return socket;
  };
  const makeServer = (): Server =>
    createServer((near) => {
      const far = track(connect(target, '127.0.0.1'));
      track(near).pipe(far).pipe(near);
    });
  const port = await freePort();
  let server: Server | null = null;
  return {
    port,
    open: async () => {
      server = makeServer();
      await listen(server, port);
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => (server === null ? resolve() : server.close(() => resolve())));
      server = null;
    },
  };
}
