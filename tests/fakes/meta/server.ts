import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { FakeMeta } from './core.ts';
import { deliverThrough, type FaultPlan, noFaults } from './faults.ts';
import type { WireRequest } from './wire.ts';

export interface FakeMetaServer {
  /** `http://127.0.0.1:<port>` */
  readonly url: string;
  close(): Promise<void>;
}

async function wireOf(request: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) if (typeof value === 'string') headers[name] = value;
  return {
    method: request.method ?? 'GET',
    path: url.pathname,
    query: Object.fromEntries(url.searchParams),
    headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

/** The fake on a loopback port (a free one unless `port` is given), in real time. */
export async function startFakeMeta(options: {
  readonly fake: FakeMeta;
  readonly faults?: FaultPlan;
  readonly port?: number;
}): Promise<FakeMetaServer> {
  const { fake, faults = noFaults, port = 0 } = options;
  const timers = new Set<NodeJS.Timeout>();
  let index = 0;
  const later = (ms: number, effect: (now: number) => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      effect(Date.now());
    }, ms);
    timers.add(timer);
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const wire = await wireOf(request);
    const fault = faults(wire, index);
    index += 1;
    const delivery = deliverThrough(fake, wire, fault, { now: Date.now(), later });
    if (delivery.kind !== 'answer') {
      request.socket.destroy();
      return;
    }
    response.writeHead(delivery.response.status, delivery.response.headers);
    response.end(delivery.response.body);
  };

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      response.writeHead(500);
      response.end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the fake has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      for (const timer of timers) clearTimeout(timer);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
