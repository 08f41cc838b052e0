import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { nodeJournalFile, readJournal, type Spine } from '../../engine/store/journal/index.ts';
import { type OpsDb, openOps, opsStoreOver, schema } from '../../engine/store/ops/index.ts';
import { type OpsDatabase, pgliteDatabase } from '../support/ops-databases.ts';
import { seededRandom } from '../support/random.ts';
import { testSpine } from '../support/spine.ts';
import { WORKSPACE } from '../support/spine-events.ts';

const WRITER = new URL('../support/journal-writer.ts', import.meta.url).pathname;
const random = seededRandom(20_261_102);
let folder: string;
let database: OpsDatabase;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kill-'));
  database = await pgliteDatabase(inject('opsTemplate'), 'projection');
});
afterAll(async () => {
  await database.close();
  await rm(folder, { recursive: true });
});

/** Lets a writer run, kills it after so many acknowledged batches, and says what it had acknowledged last. */
async function killedAfter(batches: number, template: string | null): Promise<{ acked: number; said: string[] }> {
  const args = ['--import', 'tsx', WRITER, folder, ...(template === null ? [] : [template])];
  const writer = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let trouble = '';
  writer.stderr.on('data', (chunk: Buffer) => {
    trouble += chunk.toString();
  });
  const closed = new Promise<NodeJS.Signals | null>((resolve) => writer.once('close', (_, signal) => resolve(signal)));
  const said: string[] = [];
  let acked = 0;
  let seen = -1;
  for await (const line of createInterface({ input: writer.stdout })) {
    if (/^\d+$/.test(line)) acked = Number(line);
    else said.push(line);
    if (/^(\d+|ready)$/.test(line)) seen += 1;
    if (seen === batches) writer.kill('SIGKILL');
  }
  expect([await closed, trouble]).toEqual(['SIGKILL', '']);
  return { acked, said };
}

const journalPath = (): string => join(folder, 'journal', 'journal.ndjson');
const reopened = async (): Promise<Spine> => testSpine(await nodeJournalFile(journalPath()));

async function expectWhole(spine: Spine): Promise<void> {
  const journal = await readFile(journalPath());
  expect(readJournal(journal)).toMatchObject({ problem: null, tail: 'none', head: spine.head });
}

async function expectSameAsFold(db: OpsDb, { state }: Spine): Promise<void> {
  const actions = await db.select({ id: schema.actions.id, state: schema.actions.state }).from(schema.actions);
  expect(new Map(actions.map((row) => [row.id, row.state]))).toEqual(
    new Map([...state.actions].map(([id, record]) => [id, record.state])),
  );
  const proposals = await db.select({ id: schema.proposals.id, state: schema.proposals.state }).from(schema.proposals);
  expect(new Map(proposals.map((row) => [row.id, row.state]))).toEqual(
    new Map([...state.proposals].map(([id, record]) => [id, record.state])),
  );
  const loads = await db.select({ id: schema.loads.id }).from(schema.loads);
  expect(new Set(loads.map(({ id }) => id))).toEqual(new Set(state.loads.keys()));
}

describe('kill -9', () => {
  const rounds = Array.from({ length: 17 }, (_, round) => ({ round, batches: Math.floor(random.uniform() * 20) }));

  it.each(rounds)('[JN2] round $round, after $batches batches: nothing acknowledged is lost', async ({ batches }) => {
    const { acked } = await killedAfter(batches, null);
    const spine = await reopened();
    expect(spine.head.seq).toBeGreaterThanOrEqual(acked);
    await expectWhole(spine);
    const { db, session } = database;
    const store = await opsStoreOver({
      ...{ db, session, workspaceId: WORKSPACE, history: spine },
      close: async () => undefined,
    });
    if (!store.ok) throw new Error(store.error.message);
    expect(await store.value.catchUp()).toEqual({ ok: true, value: spine.head });
    await expectSameAsFold(db, spine);
    await spine.close();
  });

  const withTables = Array.from({ length: 3 }, (_, round) => ({ round, batches: Math.floor(random.uniform() * 20) }));

  it.each(withTables)(
    '[JN17] round $round, with tables, after $batches batches: they catch up',
    async ({ batches }) => {
      const template = inject('opsTemplate');
      const { acked, said } = await killedAfter(batches, template);
      expect(said).toEqual(['ready']);
      const spine = await reopened();
      expect(spine.head.seq).toBeGreaterThanOrEqual(acked);
      await expectWhole(spine);
      const ops = await openOps({ dir: join(folder, 'ops'), template, history: spine });
      if (!ops.ok) throw new Error(ops.error.message);
      const { store, rebuilt } = ops.value;
      expect([rebuilt, store.cursor]).toEqual([false, spine.head]);
      const limit = spine.head.seq;
      expect(await store.auditEntries({ before: null, limit })).toEqual([...spine.entries()].reverse());
      await store.close();
      await spine.close();
    },
  );
});
