import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { drizzle } from 'drizzle-orm/pglite';
import { appError, err, ok, type Result, type Uuid } from '../../core/index.ts';
import { databaseFault } from './database-fault.ts';
import { migrate } from './migrate.ts';
import { opsStoreOver } from './ops-store.ts';
import { pgliteSession } from './session.ts';
import type { History, OpsStore } from './types.ts';
import { shortLog } from './write-ahead.ts';

/** An empty database takes 39 MB. */
const ROOM_NEEDED = 64 * 1024 * 1024;

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
  if (first.ok) return ok({ store: first.value, rebuilt: false });
  if (first.error.code !== 'OPS_STORE_FAILED') return first;
  if (!(await hasRoom(options.dir))) return err(appError('DISK_FULL'));
  await setAside(options.dir);
  const second = await tryOpen(options);
  return second.ok ? ok({ store: second.value, rebuilt: true }) : second;
}

async function tryOpen(options: OpsOptions): Promise<Result<OpsStore>> {
  const { workspaceId } = options.history.state;
  if (workspaceId === null) throw new Error('the workspace has to exist before its tables');
  let client: PGlite | null = null;
  try {
    client = await openClient(options.dir, options.template);
    const store = await storeOn(client, workspaceId, options.history);
    if (!store.ok) await closeQuietly(client);
    return store;
  } catch (error) {
    await closeQuietly(client);
    return err(databaseFault(error));
  }
}

async function storeOn(client: PGlite, workspaceId: Uuid, history: History): Promise<Result<OpsStore>> {
  const session = await shortLog(pgliteSession(client));
  const migrated = await migrate(session, 'projection');
  if (!migrated.ok) return migrated;
  const store = await opsStoreOver({
    ...{ db: drizzle({ client }), session, workspaceId, history },
    close: () => client.close(),
  });
  if (!store.ok) return store;
  const caughtUp = await store.value.catchUp();
  return caughtUp.ok ? store : caughtUp;
}

/** A database that was cut short by a full disk is not damaged, and there would be no room for another. */
async function hasRoom(dir: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(dirname(dir));
  return bavail * bsize >= ROOM_NEEDED;
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
