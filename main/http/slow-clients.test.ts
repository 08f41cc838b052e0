import { once } from 'node:events';
import { Agent, request as send } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Services } from '../../engine/api/index.ts';
import { ok } from '../../engine/core/index.ts';
import { ask, type Served, type ServedOptions, serveWorkspace, speak, TOKEN } from './http.fixture.ts';

/** More than the system keeps for a client that does not read. */
const LARGE = 64 * 1024 * 1024;

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(options: ServedOptions): Promise<Served> {
  const served = await serveWorkspace(options);
  closers.push(served.close);
  return served;
}

/** Services whose flags are `flags()`. */
const flagsOf = (flags: Services['experiments']['flags']) => (services: Services) => ({
  ...services,
  experiments: { ...services.experiments, flags },
});

/** A promise and how it is settled. */
function gate() {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** A server whose flags are a large answer, and a client that asked for them and does not read. */
async function unread(limits: NonNullable<ServedOptions['limits']>) {
  const asked = gate();
  const note = 'x'.repeat(LARGE);
  const served = await serveWorkspace({
    // Closing waits for what is under way for much longer than a test may take.
    limits: { closingTime: 600_000, ...limits },
    replace: flagsOf(async () => {
      asked.open();
      return ok([{ key: 'menu', enabled: true, value: true, experiment: null, note }]);
    }),
  });
  const socket = connect(served.server.port, served.server.host).pause();
  socket.on('error', () => {});
  socket.write(requestFor(served));
  await asked.opened;
  return { served, socket };
}

const requestFor = ({ server }: Served, path = '/api/ab/flags'): string =>
  `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\nauthorization: Bearer ${TOKEN}\r\n\r\n`;

/** How much of an answer comes when it is read after all. */
async function restOf(socket: Socket): Promise<number> {
  socket.resume();
  if (!socket.closed) await once(socket, 'close');
  return socket.bytesRead;
}

describe('clients that are slow', { timeout: 30_000 }, () => {
  it('[EX113] are cut when they do not read their answer', async () => {
    const { served, socket } = await unread({ readTime: 100 });
    // Resolves only when nothing is under way any more.
    await served.close();
    expect(await restOf(socket)).toBeLessThan(LARGE);
    expect(served.bugs).toEqual([]);
  });

  it('[EX113] are cut when they read it drop by drop for too long', async () => {
    const { served, socket } = await unread({ readTime: 20_000, sendTime: 200 });
    const drops = setInterval(() => socket.read(4_096), 5);
    await served.close().finally(() => clearInterval(drops));
    expect(await restOf(socket)).toBeLessThan(LARGE);
    expect(served.bugs).toEqual([]);
  });

  it('[EX113] are not cut while there is nothing to read', async () => {
    const asked = gate();
    const allowed = gate();
    const served = await serve({
      limits: { readTime: 10, sendTime: 10, headersTime: 200, requestTime: 400 },
      replace: flagsOf(async () => {
        asked.open();
        await allowed.opened;
        return ok([]);
      }),
    });
    const answer = ask(served, '/api/ab/flags');
    await asked.opened;
    // Takes as long as headers may, much longer than an answer may stay unread.
    await speak(served);
    allowed.open();
    expect(await answer).toMatchObject({ status: 200, json: [] });
  });

  it('[EX113] get a large answer whole when they read it', async () => {
    const note = 'x'.repeat(LARGE);
    const served = await serve({
      limits: { readTime: 5_000 },
      replace: flagsOf(async () => ok([{ key: 'menu', enabled: true, value: true, experiment: null, note }])),
    });
    expect((await ask(served, '/api/ab/flags')).text.length).toBeGreaterThan(LARGE);
  });

  it('[EX114] are answered and cut when they connect and say nothing', async () => {
    const served = await serve({ limits: { headersTime: 100, requestTime: 200 } });
    expect(await speak(served)).toContain('"code":"REQUEST_TIMEOUT"');
  });

  it('[EX114] are turned away when there are too many', async () => {
    const served = await serve({ limits: { connections: 2 } });
    const agent = new Agent({ keepAlive: true });
    const status = () =>
      new Promise<number | undefined>((resolve, reject) => {
        const { port, host } = served.server;
        const headers = { authorization: `Bearer ${TOKEN}` };
        send({ host, port, path: '/health', agent, headers }, (response) => {
          response.resume().once('end', () => resolve(response.statusCode));
        })
          .once('error', reject)
          .end();
      });
    expect(await Promise.all([status(), status()])).toEqual([200, 200]);
    const third = connect(served.server.port, served.server.host);
    third.on('error', () => {});
    third.resume();
    await once(third, 'close');
    expect(third.bytesRead).toBe(0);
    agent.destroy();
  });

  it('[EX114] have a connection for so many requests', async () => {
    const served = await serve({ limits: { requestsPerConnection: 3 } });
    const asked = requestFor(served, '/health');
    const socket = connect(served.server.port, served.server.host);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
    });
    // All at once: those beyond the third are not answered.
    socket.write(asked.repeat(5));
    await once(socket, 'close');
    const answers = heard.split('HTTP/1.1 200 OK').slice(1);
    expect(answers.map((text) => /connection: close/i.test(text))).toEqual([false, false, true]);
    expect(await ask(served, '/health')).toMatchObject({ status: 200 });
  });
});
