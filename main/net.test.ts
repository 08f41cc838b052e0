import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { NetRequest } from '../engine/core/index.ts';
import { failureOf, systemNet } from './net.ts';

const isAddress = (address: AddressInfo | string | null): address is AddressInfo =>
  typeof address === 'object' && address !== null;

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!isAddress(address)) throw new Error('no port');
  return `http://127.0.0.1:${address.port}`;
}

const get = (url: string, timeoutMs = 5_000): NetRequest => ({ method: 'GET', url, headers: {}, timeoutMs });

describe('the network', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
  });

  it('answers with status, headers and body, whatever the status', async () => {
    server = createServer((_request, response) => response.writeHead(429, { 'retry-after': '7' }).end('slow down'));
    const answer = await systemNet.send(get(await listen(server)));
    expect(answer).toMatchObject({
      ok: true,
      value: { status: 429, headers: { 'retry-after': '7' }, body: 'slow down' },
    });
  });

  it('does not follow a redirect', async () => {
    server = createServer((_request, response) => response.writeHead(302, { location: '/elsewhere' }).end());
    expect(await systemNet.send(get(await listen(server)))).toMatchObject({ ok: true, value: { status: 302 } });
  });

  it('knows that a refused connection was not sent', async () => {
    server = createServer();
    const url = await listen(server);
    await new Promise((resolve) => server?.close(resolve));
    expect(await systemNet.send(get(url))).toEqual({ ok: false, error: { kind: 'not_sent', reason: 'ECONNREFUSED' } });
  });

  it('does not know about a connection that breaks after the request', async () => {
    server = createServer((request) => request.socket.destroy());
    expect(await systemNet.send(get(await listen(server)))).toMatchObject({ ok: false, error: { kind: 'unknown' } });
  });

  it('does not know about an answer that breaks off', async () => {
    server = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.destroy());
    });
    expect(await systemNet.send(get(await listen(server)))).toMatchObject({ ok: false, error: { kind: 'unknown' } });
  });

  it('does not know about an answer that never comes', async () => {
    server = createServer(() => {});
    const answer = await systemNet.send(get(await listen(server), 50));
    expect(answer).toEqual({ ok: false, error: { kind: 'unknown', reason: 'timeout' } });
  });

  it('sends nothing that was cancelled before', async () => {
    const answer = await systemNet.send(get('http://127.0.0.1:9'), AbortSignal.abort());
    expect(answer).toEqual({ ok: false, error: { kind: 'not_sent', reason: 'cancelled' } });
  });

  it('takes several attempts as not sent only when all of them were', () => {
    const refused = Object.assign(new Error('no'), { code: 'ECONNREFUSED' });
    const reset = Object.assign(new Error('no'), { code: 'ECONNRESET' });
    const failed = (...errors: Error[]) => new TypeError('fetch failed', { cause: new AggregateError(errors) });
    expect(failureOf(failed(refused, refused)).kind).toBe('not_sent');
    expect(failureOf(failed(refused, reset)).kind).toBe('unknown');
    expect(failureOf(new Error('anything else')).kind).toBe('unknown');
  });
});
