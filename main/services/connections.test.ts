import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorkspace } from '../../engine/workspace/index.ts';
import { testId } from '../../tests/support/spine-events.ts';
import { sessionSecrets } from '../secrets.ts';
import { type ConnectionStore, createConnections } from './connections.ts';

let dir: string;
let connections: ConnectionStore;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'connections-'));
  const made = await createWorkspace(dir, { id: testId(1), name: 'A', sample: false, zone: 'UTC', currency: 'USD' });
  if (!made.ok) throw new Error(made.error.message);
  connections = createConnections(dir, made.value, sessionSecrets({}));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

it('a token stays with the server it was given for', async () => {
  await connections.change({ metaToken: 'for Meta' });
  await connections.change({ meta: { accountId: '42', baseUrl: 'https://graph.facebook.com/' } });
  expect(connections.metaToken()).toEqual({ ok: true, value: 'for Meta' });
  await connections.change({ meta: { baseUrl: 'https://elsewhere.example' } });
  expect(connections.metaToken()).toMatchObject({ ok: false, error: { code: 'PLATFORM_NOT_CONFIGURED' } });
  await connections.change({ metaToken: 'for the proxy', meta: { baseUrl: 'https://proxy.example' } });
  expect(connections.metaToken()).toEqual({ ok: true, value: 'for the proxy' });
});
