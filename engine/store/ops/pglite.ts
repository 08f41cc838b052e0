import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { appError, err, ok, type Result, type Uuid } from '../../core/index.ts';
import { migrate } from './migrate.ts';
import { opsStoreOver } from './ops-store.ts';
import { pgliteSession } from './session.ts';
import type { History, OpsStore } from './types.ts';

export interface OpsOptions {
  /** The workspace's `ops` folder. Its owner holds the workspace lock: PGlite has none of its own. */
  readonly dir: string;
  /** Path of the gzipped template; without one a new database takes ten seconds instead of one. */
  readonly template: string | null;
  readonly history: History & { readonly state: { readonly workspaceId: Uuid | null } };
}

export interface OpenedOps {
  readonly store: OpsStore;
  /** The tables could not be read; they were set aside (`ops.damaged`) and are made again from the journal. */
  readonly rebuilt: boolean;
}

/**
 * Opens the local tables and brings them up to the journal. Fails with OPS_STORE_FAILED, DATABASE_VERSION, or
 * JOURNAL_CORRUPT when the tables know a history the journal does not.
 */
export async function openOps(options: OpsOptions): Promise<Result<OpenedOps>> {
  const first = await tryOpen(options);
  if (first.kind === 'opened')
    return first.result.ok ? ok({ store: first.result.value, rebuilt: false }) : first.result;
  await setAside(options.dir);
  const second = await tryOpen(options);
  if (second.kind === 'damaged') return err(appError('OPS_STORE_FAILED', { reason: second.reason }));
  return second.result.ok ? ok({ store: second.result.value, rebuilt: true }) : second.result;
}

type Attempt =
  | { readonly kind: 'opened'; readonly result: Result<OpsStore> }
  | { readonly kind: 'damaged'; readonly reason: string };

async function tryOpen(options: OpsOptions): Promise<Attempt> {
  const { workspaceId } = options.history.state;
  if (workspaceId === null) throw new Error('the workspace has to exist before its tables');
  let client: PGlite | null = null;
  try {
    client = await openClient(options.dir, options.template);
    const result = await storeOn(client, workspaceId, options.history);
    if (!result.ok) await client.close();
    return { kind: 'opened', result };
  } catch (error) {
    await closeQuietly(client);
    return { kind: 'damaged', reason: error instanceof Error ? error.message : String(error) };
  }
}

async function storeOn(client: PGlite, workspaceId: Uuid, history: History): Promise<Result<OpsStore>> {
  const migrated = await migrate(pgliteSession(client), 'projection');
  if (!migrated.ok) return migrated;
  const store = await opsStoreOver({ db: drizzle({ client }), workspaceId, history, close: () => client.close() });
  if (!store.ok) return store;
  const caughtUp = await store.value.catchUp();
  return caughtUp.ok ? store : caughtUp;
}

/** `ready` is written once a new database is whole; one without it was never used and is made anew. */
async function openClient(dir: string, template: string | null): Promise<PGlite> {
  const data = join(dir, 'pg');
  const ready = join(dir, 'ready');
  if (existsSync(ready)) return PGlite.create({ dataDir: data });
  await rm(dir, { recursive: true, force: true });
  await mkdir(dir, { recursive: true });
  const loadDataDir = template === null ? null : new Blob([await readFile(template)]);
  const client = await PGlite.create({ dataDir: data, ...(loadDataDir === null ? {} : { loadDataDir }) });
  await writeFile(ready, '');
  return client;
}

async function setAside(dir: string): Promise<void> {
  await rm(`${dir}.damaged`, { recursive: true, force: true });
  await rename(dir, `${dir}.damaged`);
}

/** A database that failed to open may fail to close too; why it failed to open is what counts and is reported. */
async function closeQuietly(client: PGlite | null): Promise<void> {
  await client?.close().catch(() => undefined);
}
