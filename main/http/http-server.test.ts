import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { errorMap } from '../../engine/contract/index.ts';
import { appError, err, isErrorCode, ok } from '../../engine/core/index.ts';
import { type Answered, type Asked, ask, type Served, serveWorkspace, speak, TOKEN } from './http.fixture.ts';
import { LIMITS } from './limits.ts';

const assignment = {
  value: 'green',
  source: 'experiment',
  experiment: 'green-button',
  variation: 'treatment',
  inExperiment: true,
  first: true,
};

const post = (body: unknown): Asked => ({ method: 'POST', body: JSON.stringify(body) });

/** An answer that is an error of the closed form with the status of its code. */
function expectRefusal({ status, json, headers }: Answered, code: string): void {
  expect(json).toEqual({
    code,
    message: expect.stringMatching(/\.$/),
    next: expect.stringMatching(/\.$/),
    detail: expect.any(Object),
  });
  if (!isErrorCode(code)) throw new Error(`${code} is not in the table`);
  expect(status).toBe(errorMap[code].status);
  expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
  expect(headers['access-control-allow-origin']).toBeUndefined();
}

describe('the HTTP server', () => {
  let served: Served;
  const limitsAsked: number[] = [];
  beforeAll(async () => {
    served = await serveWorkspace({
      limits: { rates: { ...LIMITS.rates, refused: { perSecond: 1_000, burst: 1_000 } } },
      replace: (services) => ({
        ...services,
        audit: {
          ...services.audit,
          list: async ({ limit }) => {
            limitsAsked.push(limit);
            return ok([]);
          },
        },
        experiments: {
          ...services.experiments,
          assign: async ({ flag, unitId }) => {
            if (unitId === 'bug') throw new Error('secret path /home/x');
            if (unitId === 'full') return err(appError('DISK_FULL'));
            return ok({ flag, ...assignment });
          },
        },
      }),
    });
  });
  afterAll(() => served.close());

  it('answers a procedure of the contract', async () => {
    const answer = await ask(served, '/api/ab/assign', post({ flag: 'button', unitId: 'u1' }));
    expect(answer).toMatchObject({ status: 200, json: { flag: 'button', ...assignment } });
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    expect(await ask(served, '/api/ab/flags')).toMatchObject({ status: 200, json: [] });
    expect(await ask(served, '/health')).toMatchObject({ status: 200, json: { ok: true } });
  });

  it.each([
    { flag: 'button', unitId: 'u1' },
    { flag: 'button', unitId: 'u1', attributes: { country: 'DE' }, other: 1 },
    { flag: 'button', unitId: 'full' },
    { flag: '', unitId: 'u1' },
    { flag: 'button' },
    [],
    null,
  ])('answers by the short way as the router does: %j', async (body) => {
    // A slash at the end is the same path to the router, and not on the short way.
    const [short, long] = [
      await ask(served, '/api/ab/assign', post(body)),
      await ask(served, '/api/ab/assign/', post(body)),
    ];
    expect([short.status, short.json]).toEqual([long.status, long.json]);
    expect(Object.keys(short.headers)).toEqual(expect.arrayContaining(['cache-control', 'content-type']));
  });

  it('takes numbers from the address as numbers, and none from a text in a body', async () => {
    expect(await ask(served, '/api/audit?limit=12')).toMatchObject({ status: 200, json: [] });
    expect(limitsAsked).toEqual([12]);
    expectRefusal(await ask(served, '/api/audit?limit=many'), 'INPUT_INVALID');
    expectRefusal(await ask(served, '/api/ab/assign', post({ flag: 'button', unitId: 7 })), 'INPUT_INVALID');
  });

  it.each([
    ['none', ''],
    ['another scheme', `Basic ${TOKEN}`],
    ['another token', `Bearer ${TOKEN.replace('a', 'b')}`],
    ['a longer one', `Bearer ${TOKEN}x`],
    ['the beginning', `Bearer ${TOKEN.slice(0, 20)}`],
  ])('[EX41] refuses a request without the token: %s', async (_, authorization) => {
    for (const path of ['/api/ab/flags', '/health', '/nowhere']) {
      const answer = await ask(served, path, { headers: { authorization } });
      expectRefusal(answer, 'TOKEN_REFUSED');
      expect(answer.headers['www-authenticate']).toBe('Bearer');
    }
  });

  it.each(['balance.example', '127.0.0.1', 'localhost:1', '127.0.0.1.nip.io:80', '0.0.0.0:80'])(
    '[EX42] refuses the host %s',
    async (host) => {
      const named = host.replace(':80', `:${served.server.port}`);
      expectRefusal(await ask(served, '/api/ab/flags', { headers: { host: named } }), 'HOST_REFUSED');
    },
  );

  it.each([
    ['HOST_REFUSED', 'GET /health HTTP/1.1\r\nconnection: close\r\n\r\n'],
    ['HOST_REFUSED', `GET /health HTTP/1.0\r\nauthorization: Bearer ${TOKEN}\r\n\r\n`],
  ])('[EX42] refuses a request without a host: %s', async (code, text) => {
    expect(await speak(served, text)).toContain(code);
  });

  it('[EX42] answers under each of its own names', async () => {
    for (const name of ['127.0.0.1', 'localhost', 'LOCALHOST', '[::1]']) {
      const host = `${name}:${served.server.port}`;
      expect(await ask(served, '/health', { headers: { host } })).toMatchObject({ status: 200 });
      expect(await ask(served, '/health', { headers: { host, origin: `http://${host}` } })).toMatchObject({
        status: 200,
      });
    }
  });

  it.each([
    { origin: 'https://balance.example' },
    { origin: 'null' },
    { origin: 'http://localhost' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ])('[EX42] refuses pages of other sites, also before they may ask: %j', async (headers) => {
    for (const method of ['GET', 'OPTIONS'])
      expectRefusal(await ask(served, '/api/ab/flags', { method, headers }), 'ORIGIN_REFUSED');
  });

  it.each([
    ['text/plain', undefined],
    ['application/x-www-form-urlencoded', undefined],
    ['multipart/form-data; boundary=x', undefined],
    ['application/json; charset=latin1', undefined],
    ['application/json', 'gzip'],
  ])('[EX43] takes JSON only, not %s %s', async (type, encoding) => {
    const headers = { 'content-type': type, ...(encoding === undefined ? {} : { 'content-encoding': encoding }) };
    expectRefusal(
      await ask(served, '/api/ab/assign', { ...post({ flag: 'b', unitId: 'u' }), headers }),
      'BODY_NOT_JSON',
    );
  });

  it.each([
    ['cut off', '{"flag": "button"'],
    ['nothing but a space', ' '],
    ['not UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
  ])('[EX43] refuses malformed JSON: %s', async (_, body) => {
    expectRefusal(await ask(served, '/api/ab/assign', { method: 'POST', body }), 'BODY_MALFORMED');
  });

  it('[EX43] refuses JSON that nests without end, and a body that is no object', async () => {
    const deep = `{"flag":"b","unitId":"u","attributes":{"a":${'['.repeat(400_000)}${']'.repeat(400_000)}}}`;
    expectRefusal(await ask(served, '/api/ab/assign', { method: 'POST', body: deep }), 'INPUT_INVALID');
    for (const body of ['[]', '7', 'null', '"x"'])
      expectRefusal(await ask(served, '/api/ab/assign', { method: 'POST', body }), 'INPUT_INVALID');
    expectRefusal(await ask(served, '/api/ab/assign', { method: 'POST' }), 'INPUT_INVALID');
    expect(served.bugs).toEqual([]);
  });

  it('[EX43] refuses a body over the limit, announced or not, and goes on', async () => {
    const large = JSON.stringify({ flag: 'b', unitId: 'u', attributes: { a: 'x'.repeat(1024 * 1024) } });
    expectRefusal(await ask(served, '/api/ab/assign', { method: 'POST', body: large }), 'BODY_TOO_LARGE');
    const chunk = `${large.length.toString(16)}\r\n${large}\r\n0\r\n\r\n`;
    const head = `POST /api/ab/assign HTTP/1.1\r\nhost: 127.0.0.1:${served.server.port}\r\nauthorization: Bearer ${TOKEN}\r\ncontent-type: application/json\r\n`;
    const heard = await speak(served, `${head}transfer-encoding: chunked\r\nconnection: close\r\n\r\n`, chunk);
    expect(heard).toContain('413 Payload Too Large');
    expect(heard).toContain('BODY_TOO_LARGE');
    expect(await ask(served, '/health')).toMatchObject({ status: 200 });
  });

  it('[EX44] says which paths there are not, and which methods a path has', async () => {
    for (const path of ['/', '/api', '/api/ab', '/api/nothing', '/api/ab/results/', '/API/ab/flags', '//api/ab/flags'])
      expectRefusal(await ask(served, path), 'ROUTE_UNKNOWN');
    const answer = await ask(served, '/api/ab/flags', { method: 'PUT' });
    expectRefusal(answer, 'METHOD_REFUSED');
    expect(answer.headers.allow).toBe('GET, POST');
    for (const [path, method] of [
      ['/api/ab/assign', 'GET'],
      ['/health', 'POST'],
      ['/api/ab/flags', 'TRACE'],
      ['/api/ab/flags', 'OPTIONS'],
    ] as const)
      expectRefusal(await ask(served, path, { method }), 'METHOD_REFUSED');
    const proxied = `GET http://127.0.0.1/api/ab/flags HTTP/1.1\r\nhost: 127.0.0.1:${served.server.port}\r\nauthorization: Bearer ${TOKEN}\r\nconnection: close\r\n\r\n`;
    expect(await speak(served, proxied)).toContain('ROUTE_UNKNOWN');
  });

  it('[EX44] asks nobody at a window', async () => {
    expectRefusal(await ask(served, '/api/loads/choose', { method: 'POST' }), 'DESKTOP_ONLY');
  });

  it('[EX45] answers an expected failure in the closed form, with its status', async () => {
    expectRefusal(await ask(served, '/api/ab/assign', post({ flag: 'button', unitId: 'full' })), 'DISK_FULL');
    expectRefusal(await ask(served, '/api/ab/results/nothing-here'), 'NOT_FOUND');
    expectRefusal(await ask(served, '/api/kill-switch', post({ on: true, reason: 'x' })), 'SIGN_IN_REQUIRED');
  });

  it('[EX45] hides a bug behind a reference', async () => {
    const answer = await ask(served, '/api/ab/assign', post({ flag: 'button', unitId: 'bug' }));
    expectRefusal(answer, 'INTERNAL');
    expect(answer.text).toContain('ref-1');
    expect(answer.text).not.toContain('secret');
    expect(served.bugs.splice(0)).toMatchObject([{ message: 'secret path /home/x' }]);
  });

  it('[EX45] answers what is no HTTP', async () => {
    const heard = await speak(served, 'HELO there\r\n\r\n');
    expect(heard).toMatch(/^HTTP\/1\.1 400 /);
    expect(heard).toContain('"code":"REQUEST_MALFORMED"');
  });

  it('[EX46] refuses headers that are too large', async () => {
    const heard = await speak(served, `GET /health HTTP/1.1\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`);
    expect(heard).toMatch(/^HTTP\/1\.1 431 /);
    expect(heard).toContain('"code":"HEADERS_TOO_LARGE"');
  });
});
