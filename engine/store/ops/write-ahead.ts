import { z } from 'zod';
import type { SqlSession } from './session.ts';

/** Postgres' own limit is 1 GB. A checkpoint after 32 MB holds up answers for 10 to 20 ms, one after 64 MB for 40. */
const LIMIT = 32 * 1024 * 1024;

const LOG_LENGTH = `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), redo_lsn)::text as bytes
  from pg_control_checkpoint()`;

const lengthSchema = z.object({ bytes: z.coerce.number() });

export interface LogOptions {
  /** Bytes of log after which a checkpoint is written. */
  readonly limit?: number;
  /** Statements between two looks at the log. */
  readonly every?: number;
}

/** How many bytes of log there are since the last checkpoint. */
export async function logLength(session: Pick<SqlSession, 'read'>): Promise<number> {
  const [row] = await session.read(LOG_LENGTH);
  return lengthSchema.parse(row).bytes;
}

/**
 * Keeps the write-ahead log of a PGlite short: it runs without the process that writes Postgres' checkpoints, so that the log
 * of a server that is asked for new units all day would fill the disk, and be replayed whole when it is opened after a kill.
 * Also leaves the log's files unfilled when they are made: to fill one holds up every answer for 50 ms.
 */
export async function shortLog(
  session: SqlSession,
  { limit = LIMIT, every = 250 }: LogOptions = {},
): Promise<SqlSession> {
  await session.run('set wal_init_zero = off');
  let statements = 0;
  const look = async (): Promise<void> => {
    if ((await logLength(session)) > limit) await session.run('checkpoint');
  };
  return {
    run: (sql) => session.run(sql),
    async read(sql, params) {
      const rows = await session.read(sql, params);
      statements += 1;
      // Nobody waits for it; when it fails, so does the next statement, which says so.
      if (statements % every === 0) look().catch(() => undefined);
      return rows;
    },
  };
}
