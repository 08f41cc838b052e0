import { once } from 'node:events';
import { type IncomingMessage, request as send } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Progress } from '../../engine/contract/index.ts';
import { appError, err, ok } from '../../engine/core/index.ts';
import { ask, type Served, type ServedOptions, serveWorkspace, speak, TOKEN } from './http.fixture.ts';
import { LIMITS } from './limits.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(options: ServedOptions): Promise<Served> {
  const served = await serveWorkspace(options);
  closers.push(served.close);
  return served;
}

/** A promise and how it is settled. */
function gate<T = void>() {
  let open: (value: T) => void = () => {};
  const opened = new Promise<T>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/** Opens a stream and resolves to its response. */
function listen({ server }: Served, path: string, body?: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${TOKEN}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const method = body === undefined ? 'GET' : 'POST';
    const request = send({ host: server.host, port: server.port, path, method, headers, agent: false }, resolve);
    request.on('error', reject);
    request.end(body);
  });
}

/** Reads from a stream until it has said something. */
async function heardUntil(response: IncomingMessage, what: string): Promise<string> {
  let heard = '';
  response.setEncoding('utf8');
  for await (const text of response) {
    heard += text;
    if (heard.includes(what)) return heard;
  }
  return heard;
}

/** Flags are answered once `until` is settled; `asked` is called when they are asked for. */
const flagsHeld =
  (asked: () => void, until: Promise<void>): NonNullable<ServedOptions['replace']> =>
  (services) => ({
    ...services,
    experiments: {
      ...services.experiments,
      flags: async () => {
        asked();
        await until;
        return ok([]);
      },
    },
  });

const step: Progress = { phase: 'load', fraction: 0.5, message: 'half' };

describe('what is under way on the HTTP server', () => {
  it('[EX46] ends when the headers do not come in time, however slowly they do', async () => {
    const { server } = await serve({ limits: { headersTime: 100, requestTime: 200 } });
    const socket = connect(server.port, server.host);
    let heard = '';
    socket.setEncoding('utf8').on('data', (text: string) => {
      heard += text;
    });
    const drip = setInterval(() => socket.write('x'), 10);
    socket.write('GET /health HTTP/1.1\r\nx-slow: ');
    await once(socket, 'end').finally(() => clearInterval(drip));
    socket.destroy();
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard).toContain('"code":"REQUEST_TIMEOUT"');
  });

  it('[EX46] ends when the body does not come in time', async () => {
    const served = await serve({ limits: { headersTime: 100, requestTime: 200 } });
    const heard = await speak(
      served,
      `POST /api/ab/assign HTTP/1.1\r\nhost: 127.0.0.1:${served.server.port}\r\nauthorization: Bearer ${TOKEN}\r\n`,
      'content-type: application/json\r\ncontent-length: 100\r\n\r\n{"flag":',
    );
    expect(heard).toMatch(/^HTTP\/1\.1 408 /);
    expect(heard).toContain('"code":"REQUEST_TIMEOUT"');
    expect(await ask(served, '/health')).toMatchObject({ status: 200 });
  });

  it('[EX47] is held to a rate: requests with the token by what they ask for, and those without it more strictly', async () => {
    const rate = { perSecond: 0.001, burst: 3 };
    const served = await serve({ limits: { rates: { assign: rate, other: rate, refused: rate } } });
    const statuses = async (path: string, headers = {}) => {
      const answers = [];
      for (let i = 0; i < 4; i += 1) answers.push(await ask(served, path, { headers }));
      return answers.map(({ status }) => status);
    };
    expect(await statuses('/api/ab/flags', { authorization: 'Bearer no' })).toEqual([401, 401, 401, 429]);
    expect(await statuses('/api/ab/flags')).toEqual([200, 200, 200, 429]);
    expect(await statuses('/health')).toEqual([200, 200, 200, 429]);
    const answer = await ask(served, '/api/ab/flags');
    expect(answer).toMatchObject({ json: { code: 'RATE_LIMITED' } });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('[EX48] tells its progress, ends with its result, and a failure in the closed form', async () => {
    const served = await serve({
      replace: (services) => ({
        ...services,
        loads: {
          ...services.loads,
          rebuild: async (onProgress) => {
            onProgress(step);
            return ok({ loads: 2, rows: 30 });
          },
          importDrop: async (drop) => {
            if (drop === 'bug') throw new Error('secret');
            return err(appError('DROP_EMPTY', { path: drop }));
          },
        },
      }),
    });
    const rebuilt = await ask(served, '/api/loads/rebuild', { method: 'POST' });
    expect(rebuilt.headers['content-type']).toBe('text/event-stream');
    expect(rebuilt.text).toContain(`event: message\ndata: ${JSON.stringify(step)}`);
    expect(rebuilt.text).toContain('event: done\ndata: {"loads":2,"rows":30}');
    const failed = await ask(served, '/api/loads', { method: 'POST', body: '{"drop":"x"}' });
    const { message, next } = appError('DROP_EMPTY', { path: 'x' });
    expect(failed.text).toContain(
      `event: error\ndata: ${JSON.stringify({ code: 'DROP_EMPTY', message, next, detail: { path: 'x' } })}`,
    );
    const bug = await ask(served, '/api/loads', { method: 'POST', body: '{"drop":"bug"}' });
    expect(bug.text).toContain('"code":"INTERNAL"');
    expect(bug.text).not.toContain('secret');
    expect(served.bugs).toMatchObject([{ message: 'secret' }]);
  });

  it('[EX48] is cancelled when the client goes', async () => {
    const cancelled = gate();
    const served = await serve({
      replace: (services) => ({
        ...services,
        loads: {
          ...services.loads,
          rebuild: (onProgress, signal) =>
            new Promise((resolve) => {
              signal.addEventListener('abort', () => {
                cancelled.open();
                resolve(err(appError('CANCELLED')));
              });
              onProgress(step);
            }),
        },
      }),
    });
    const response = await listen(served, '/api/loads/rebuild', '{}');
    expect(await heardUntil(response, 'half')).toContain('half');
    response.destroy();
    await cancelled.opened;
    expect(served.bugs).toEqual([]);
  });

  it('[EX49] finishes when the server closes, and nothing new begins', async () => {
    const asked = gate();
    const allowed = gate();
    const served = await serveWorkspace({
      replace: flagsHeld(asked.open, allowed.opened),
    });
    const slow = ask(served, '/api/ab/flags');
    await asked.opened;
    const stream = await listen(served, '/api/changes');
    const streamEnded = new Promise((resolve) =>
      stream
        .on('error', () => {})
        .on('close', resolve)
        .resume(),
    );
    const closed = served.close();
    await streamEnded;
    await expect(ask(served, '/health')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    allowed.open();
    expect(await slow).toMatchObject({ status: 200, json: [] });
    await closed;
    expect(served.bugs).toEqual([]);
  });

  it('[EX49] is cut when it takes too long to close', async () => {
    const asked = gate();
    const never = gate();
    const served = await serveWorkspace({
      limits: { ...LIMITS, closingTime: 10 },
      replace: flagsHeld(asked.open, never.opened),
    });
    const slow = ask(served, '/api/ab/flags');
    const cut = expect(slow).rejects.toMatchObject({ code: 'ECONNRESET' });
    await asked.opened;
    await served.close();
    await cut;
    never.open();
  });
});
