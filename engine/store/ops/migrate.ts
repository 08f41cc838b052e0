import { z } from 'zod';
import { appError, err, ok, type Result } from '../../core/index.ts';
import type { Migration } from './migration.ts';
import { MIGRATIONS } from './migrations.generated.ts';
import type { SqlSession } from './session.ts';

/**
 * What the database is for. `projection`: the local mirror of a journal. `remote`: production, which judges by its own
 * clock, caps and kill switch.
 */
export type StoreRole = 'projection' | 'remote';

const appliedSchema = z.array(z.object({ id: z.string(), sha256: z.string() }));

/** Any number that other programs are unlikely to lock on. */
const LOCK = '7214560113';

/**
 * Applies the missing steps, all or none; two programs at once wait for each other. Resolves to the ids applied now.
 * Fails with DATABASE_VERSION for a database with steps this program does not know or knows otherwise.
 * @throws the driver's error when the database can not be reached or used.
 */
export async function migrate(
  session: SqlSession,
  role: StoreRole,
  migrations: readonly Migration[] = MIGRATIONS,
): Promise<Result<readonly string[]>> {
  await session.run('begin');
  try {
    const applied = await applyMissing(session, role, migrations);
    await session.run(applied.ok ? 'commit' : 'rollback');
    return applied;
  } catch (error) {
    await session.run('rollback');
    throw error;
  }
}

async function applyMissing(
  session: SqlSession,
  role: StoreRole,
  migrations: readonly Migration[],
): Promise<Result<readonly string[]>> {
  await session.read(`select pg_advisory_xact_lock(${LOCK})`);
  await session.run(
    `create table if not exists schema_migrations (
       id text primary key, sha256 char(64) not null, applied_at timestamp (3) with time zone not null default now())`,
  );
  const applied = appliedSchema.parse(await session.read('select id, sha256 from schema_migrations order by id'));
  const known = new Map(migrations.map(({ id, sha256 }) => [id, sha256]));
  const stranger = applied.find(({ id, sha256 }) => known.get(id) !== sha256);
  if (stranger !== undefined) return err(appError('DATABASE_VERSION', { migration: stranger.id }));
  const there = new Set(applied.map(({ id }) => id));
  const missing = migrations.filter(({ id }) => !there.has(id));
  for (const { id, sha256, sql } of missing) {
    await session.run(sql);
    await session.read('insert into schema_migrations (id, sha256) values ($1, $2)', [id, sha256]);
  }
  if (applied.length === 0)
    await session.read('insert into store_role (role) values ($1) on conflict do nothing', [role]);
  return ok(missing.map(({ id }) => id));
}
