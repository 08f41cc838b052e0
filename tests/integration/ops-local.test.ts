import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import type { Spine } from '../../engine/store/journal/index.ts';
import { lazyOps, migrate, openOps, pgliteSession, postgresSession } from '../../engine/store/ops/index.ts';
import { logLength, shortLog } from '../../engine/store/ops/write-ahead.ts';
import { createDatabase } from '../support/postgres.ts';
import { commit, testSpine } from '../support/spine.ts';
import { approvedBatch, CARA, draft, opening, proposal, proposed } from '../support/spine-events.ts';

const template = inject('opsTemplate');
const subject = proposal(100);
let folder: string;
let dir: string;
let spine: Spine;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ops-'));
  dir = join(folder, 'ops');
  spine = await testSpine();
  await commit(spine, opening(), [proposed(subject)], approvedBatch(200, subject));
});
afterEach(() => rm(folder, { recursive: true }));

async function opened(): Promise<{ seq: number; entries: number; rebuilt: boolean }> {
  const ops = await openOps({ dir, template, history: spine });
  if (!ops.ok) throw new Error(ops.error.message);
  const { store, rebuilt } = ops.value;
  const entries = await store.auditEntries({ before: null, limit: 100 });
  await store.close();
  return { seq: store.cursor.seq, entries: entries.length, rebuilt };
}

describe('local tables', () => {
  it('[JN17] are made from the template, and go on where they were', async () => {
    expect(await opened()).toEqual({ seq: 8, entries: 8, rebuilt: false });
    await commit(spine, [draft({ type: 'kill_switch.set', on: true, reason: 'Recalled.' }, CARA)]);
    expect(await opened()).toEqual({ seq: 9, entries: 9, rebuilt: false });
  });

  it('[JN19] are set aside and made again when they are damaged', async () => {
    await opened();
    await truncate(join(dir, 'pg', 'global', 'pg_control'), 16);
    expect(await opened()).toEqual({ seq: 8, entries: 8, rebuilt: true });
    expect((await readdir(folder)).sort()).toEqual(['ops', 'ops.damaged']);
  });

  it('[JN19] are made again when their making was cut short', async () => {
    await opened();
    await rm(join(dir, 'ready'));
    await writeFile(join(dir, 'pg', 'PG_VERSION'), '');
    expect(await opened()).toEqual({ seq: 8, entries: 8, rebuilt: false });
  });

  it('[JN17] follow each commit once they are open', async () => {
    const troubles: unknown[] = [];
    const ops = lazyOps({ dir, template, spine, onTrouble: (error) => troubles.push(error) });
    const first = await ops.get();
    if (!first.ok) throw new Error(first.error.message);
    await commit(spine, [draft({ type: 'kill_switch.set', on: true, reason: 'Recalled.' }, CARA)]);
    await first.value.store.catchUp();
    expect(first.value.store.cursor).toEqual(spine.head);
    expect(await ops.get()).toBe(first);
    await ops.close();
    expect(troubles).toEqual([]);
  });
});

describe('the log of local tables', () => {
  const KB = 1024;

  /** What is left of the log after 30 statements of 40 KB each. */
  async function logAfter(keepShort: boolean): Promise<number> {
    const client = await PGlite.create({ loadDataDir: new Blob([await readFile(template)]) });
    const plain = pgliteSession(client);
    const session = keepShort ? await shortLog(plain, { limit: 200 * KB, every: 2 }) : plain;
    await session.run('create table filler (text text)');
    for (let at = 0; at < 30; at += 1)
      await session.read(
        `insert into filler select md5(i::text) || repeat('x', 968) from generate_series(1, $1::int) i`,
        ['40'],
      );
    const bytes = await logLength(plain);
    await client.close();
    return bytes;
  }

  it('[JN24] is cut back while they are open', async () => {
    expect(await logAfter(false)).toBeGreaterThan(1_000 * KB);
    expect(await logAfter(true)).toBeLessThan(600 * KB);
  });

  it('[JN24] is looked at only now and then', async () => {
    const asked: string[] = [];
    const session = await shortLog(
      {
        run: async (sql) => void asked.push(sql),
        read: async (sql) => {
          asked.push(sql.includes('wal_lsn') ? 'look' : sql);
          return [{ bytes: '300' }];
        },
      },
      { limit: 200, every: 3 },
    );
    for (const sql of ['a', 'b', 'c', 'd']) await session.read(sql);
    await expect.poll(() => asked).toEqual(['set wal_init_zero = off', 'a', 'b', 'c', 'look', 'd', 'checkpoint']);
  });
});

describe('migrations', () => {
  const connected = async (name: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: await createDatabase(inject('pgPort'), name) });
    await client.connect();
    return client;
  };

  it('apply once, and refuse a database of a newer program', async () => {
    const client = await connected('migrations');
    const session = postgresSession(client);
    const first = await migrate(session, 'remote');
    expect(first.ok && first.value.length).toBeGreaterThan(0);
    expect(await migrate(session, 'remote')).toEqual({ ok: true, value: [] });
    await client.query(`insert into schema_migrations (id, sha256) values ('9999_later', repeat('a', 64))`);
    const newer = await migrate(session, 'remote');
    expect(newer.ok ? 'ok' : [newer.error.code, newer.error.detail.migration]).toEqual([
      'DATABASE_VERSION',
      '9999_later',
    ]);
    await client.end();
  });

  it('leave nothing behind when a step fails', async () => {
    const client = await connected('failed_migration');
    const steps = [
      { id: '0000_a', sha256: 'a'.repeat(64), sql: 'create table a (id int); create table store_role (role text);' },
      { id: '0001_b', sha256: 'b'.repeat(64), sql: 'create table a (id int)' },
    ];
    await expect(migrate(postgresSession(client), 'remote', steps)).rejects.toThrow('already exists');
    const left = await client.query(`select 1 from information_schema.tables where table_schema = 'public'`);
    expect(left.rows).toEqual([]);
    await client.end();
  });

  it('wait for each other when two programs apply them at once', async () => {
    const one = await connected('migrations_twice');
    const two = new pg.Client({
      port: inject('pgPort'),
      host: '127.0.0.1',
      user: 'postgres',
      database: 'migrations_twice',
    });
    await two.connect();
    const results = await Promise.all([one, two].map((client) => migrate(postgresSession(client), 'remote')));
    const applied = results.map((result) => (result.ok ? result.value.length : -1)).sort((a, b) => a - b);
    expect(applied[0]).toBe(0);
    expect(applied[1]).toBeGreaterThan(0);
    await Promise.all([one.end(), two.end()]);
  });
});
