import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Assignment, assignmentSchema, memberSchema } from '../../engine/contract/index.ts';
import { designWith } from '../../engine/experiments/design.fixture.ts';
import { gw } from '../support/gw.ts';
import { type GwServe, gwServe } from '../support/gw-serve.ts';

const PASSPHRASE = 'ada keeps bees';
const root = mkdtempSync(join(tmpdir(), 'gw-serve-'));
const workspace = join(root, 'workspace');
let running: GwServe | null = null;

async function serve(): Promise<GwServe> {
  running = await gwServe(workspace);
  return running;
}

const assign = async (server: GwServe, unitId: string): Promise<Assignment> => {
  const { status, json } = await server.call('POST', '/api/ab/assign', { flag: 'button', unitId });
  if (status !== 200) throw new Error(JSON.stringify(json));
  return assignmentSchema.parse(json);
};

const expose = (server: GwServe, unitId: string) =>
  server.call('POST', '/api/ab/exposures', { experiment: 'green-button', unitId });

const errorSchema = z.object({ error: z.object({ code: z.string() }) });

beforeAll(async () => {
  await gw(['init', workspace, '--name', 'Serve', '--zone', 'UTC', '--currency', 'EUR']);
  const added = await gw(['--workspace', workspace, 'member', 'add', '--name', 'Ada', '--role', 'admin'], {
    GW_NEW_PASSPHRASE: PASSPHRASE,
  });
  const server = await serve();
  const { id: memberId } = memberSchema.parse(added.json);
  for (const [path, body] of [
    ['/api/session', { memberId, passphrase: PASSPHRASE }],
    ['/api/ab/experiments', { design: designWith() }],
    ['/api/ab/experiments/green-button/start', {}],
  ] as const)
    expect(await server.call('POST', path, body)).toMatchObject({ status: 200 });
});

afterAll(async () => {
  await running?.stop('SIGKILL');
  rmSync(root, { recursive: true, force: true });
});

it('[EX40][EX41] listens where it says, holds the workspace, and tells its token to nobody', async () => {
  const server = running ?? (await serve());
  expect(statSync(server.tokenFile).mode & 0o777).toBe(0o600);
  const { code, json } = await gw(['--workspace', workspace, 'audit', 'list']);
  expect([code, errorSchema.parse(json).error.code]).toEqual([1, 'WORKSPACE_LOCKED']);
  const log = readFileSync(join(workspace, 'logs', 'workbench.log'), 'utf8');
  expect(log).toContain('"serving"');
  for (const said of [log, server.said()]) expect(said).not.toContain(server.token);
});

it('[EX35] assigns units and counts their exposures in the tables', async () => {
  const server = running ?? (await serve());
  const first = await assign(server, 'ärger-1');
  expect(first).toMatchObject({ experiment: 'green-button', inExperiment: true, first: true });
  expect(await assign(server, 'ärger-1')).toEqual({ ...first, first: false });
  expect(await expose(server, 'nobody')).toMatchObject({ json: { code: 'UNIT_NOT_ASSIGNED' } });
  // Two connections at once: either may be heard first.
  const both = await Promise.all([expose(server, 'ärger-1'), expose(server, 'ärger-1')]);
  expect(both).toContainEqual({ status: 200, json: { first: true } });
  expect(both).toContainEqual({ status: 200, json: { first: false } });
});

it('[EX49] is killed in the midst of a load, and every unit that had an answer keeps it', async () => {
  const before = running ?? (await serve());
  const answered = new Map<string, Assignment>();
  const killed = { when: 400 };
  let next = 0;
  const asking = async (): Promise<void> => {
    for (;;) {
      const unitId = `unit-${next++}`;
      answered.set(unitId, await assign(before, unitId));
      if (answered.size === killed.when) void before.stop('SIGKILL');
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: 24 }, asking));
  expect(ends.map(({ status }) => status)).not.toContain('fulfilled');
  expect(answered.size).toBeGreaterThanOrEqual(killed.when);

  const after = await serve();
  const again = await Promise.all([...answered.keys()].map((unitId) => assign(after, unitId)));
  expect(again).toEqual([...answered.values()].map((answer) => ({ ...answer, first: false })));
  expect(new Set([...answered.values()].map(({ variation }) => variation))).toEqual(new Set(['control', 'treatment']));
  // What was counted before counts no second time.
  expect(await expose(after, 'ärger-1')).toEqual({ status: 200, json: { first: false } });

  expect(await after.stop('SIGTERM')).toBe(0);
  const tables = await PGlite.create({ dataDir: join(workspace, 'ops', 'pg') });
  const { rows } = await tables.query('select unit_id, variation from ab_assignments order by unit_id');
  await tables.close();
  const kept = z.array(z.object({ unit_id: z.string(), variation: z.string() })).parse(rows);
  expect(new Set(kept.map(({ unit_id }) => unit_id)).size).toBe(kept.length);
  const byUnit = new Map(kept.map(({ unit_id, variation }) => [unit_id, variation]));
  for (const [unitId, { variation }] of answered) expect(byUnit.get(unitId)).toBe(variation);
});
