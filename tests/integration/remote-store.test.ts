import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { schema } from '../../engine/store/ops/index.ts';
import { systemClock } from '../../main/ports.ts';
import { armsContract } from '../../sync/platforms/production/arms.contract.ts';
import { productionContract } from '../../sync/platforms/production/production.contract.ts';
import { createPostgres } from '../../sync/postgres/index.ts';
import { remoteStoreContract } from '../../sync/postgres/remote-store.contract.ts';
import type { RemoteStore } from '../../sync/postgres/types.ts';

import { emptyRemote, memoryRemote } from '../support/memory-remote.ts';
import { createDatabase, urlOf } from '../support/postgres.ts';
import { testId, WORKSPACE } from '../support/spine-events.ts';

remoteStoreContract('in memory', async () => {
  const state = emptyRemote();
  return {
    store: memoryRemote(state, systemClock),
    queueStatus: async (id) => state.queue.get(id)?.status ?? null,
    logLines: async () => state.log.size,
    receipts: async () => state.receipts.size,
  };
});

describe('Postgres', () => {
  let url = '';
  let pool: pg.Pool;
  let store: RemoteStore;

  beforeAll(async () => {
    url = await createDatabase(inject('pgPort'), 'remote_store');
    pool = new pg.Pool({ connectionString: url, max: 2 });
    store = createPostgres({ url });
  });
  afterAll(async () => {
    await store.close();
    await pool.end();
  });

  remoteStoreContract('Postgres', async () => {
    const db = drizzle({ client: pool });
    const { creativePublishQueue: queue, creativePublishLog: log, receipts } = schema;
    return {
      store,
      queueStatus: async (id) => (await db.select().from(queue).where(eq(queue.actionId, id))).at(-1)?.status ?? null,
      logLines: async (id) => db.$count(log, eq(log.actionId, id)),
      receipts: async (id) => db.$count(receipts, eq(receipts.actionId, id)),
    };
  });

  productionContract('Postgres', () => store);
  armsContract('Postgres', () => store);

  it('is unreachable, not broken, when nobody listens', async () => {
    const nobody = createPostgres({ url: urlOf(1, 'nothing'), connectMs: 500 });
    const asked = await nobody.lastAuditSeq(WORKSPACE);
    expect(asked.ok ? 'ok' : asked.error.code).toBe('REMOTE_UNREACHABLE');
    await nobody.close();
  });

  it('is unreachable when the database does not exist', async () => {
    const nowhere = createPostgres({ url: urlOf(inject('pgPort'), `missing_${randomUUID()}`) });
    const asked = await nowhere.lastAuditSeq(WORKSPACE);
    expect(asked.ok ? 'ok' : asked.error.code).toBe('REMOTE_UNREACHABLE');
    await nowhere.close();
  });

  it('goes on by itself after its connections were cut', async () => {
    expect((await store.lastAuditSeq(testId(1))).ok).toBe(true);
    // Those of this database alone, as other tests share the server; and it waits until they have ended, so that no cut
    // comes as late as the last of the questions.
    await pool.query(
      `select pg_terminate_backend(pid, 30000) from pg_stat_activity
       where application_name = 'growth-workbench' and datname = current_database()`,
    );
    const results = [];
    for (let i = 0; i < 3; i++) results.push(await store.lastAuditSeq(testId(1)));
    for (const result of results) expect(result.ok ? 'ok' : result.error.code).toMatch(/^(ok|REMOTE_UNREACHABLE)$/);
    expect(results.at(-1)?.ok).toBe(true);
  });

  it('refuses a database that is newer than the program', async () => {
    const newer = await createDatabase(inject('pgPort'), 'newer');
    const first = createPostgres({ url: newer });
    expect(await first.prepare()).toEqual({ ok: true, value: undefined });
    const client = new pg.Client({ connectionString: newer });
    await client.connect();
    await client.query('insert into schema_migrations (id, sha256) values ($1, $2)', ['9999_future', 'f'.repeat(64)]);
    await client.end();
    await first.close();
    const second = createPostgres({ url: newer });
    const prepared = await second.prepare();
    expect(prepared.ok ? 'ok' : prepared.error.code).toBe('DATABASE_VERSION');
    await second.close();
  });
});
