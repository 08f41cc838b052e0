import { z } from 'zod';
import { type AppError, appError } from '../../core/index.ts';

/** ENOSPC as Node, Postgres (SQLSTATE disk_full) and PGlite's own file layer (WASI errno) name it. */
const FULL_CODES: readonly string[] = ['ENOSPC', 'EDQUOT', '53100'];
const FULL_ERRNO = 51;

const linkSchema = z.object({
  code: z.string().optional(),
  errno: z.number().optional(),
  message: z.string().optional(),
  cause: z.unknown().optional(),
});

/**
 * A database that failed, as an error to show: DISK_FULL, or OPS_STORE_FAILED with the reason in the database's words.
 * Drizzle's own message is left out: it holds the rows that were written.
 */
export function databaseFault(error: unknown): AppError {
  const links: z.infer<typeof linkSchema>[] = [];
  for (let link = linkSchema.safeParse(error); link.success; link = linkSchema.safeParse(link.data.cause))
    links.push(link.data);
  if (links.some(({ code, errno }) => FULL_CODES.includes(code ?? '') || errno === FULL_ERRNO))
    return appError('DISK_FULL');
  const deepest = links.at(-1);
  const reason = deepest?.message ?? (deepest?.errno === undefined ? 'no reason given' : `file error ${deepest.errno}`);
  return appError('OPS_STORE_FAILED', { reason: reason.split('\n')[0] ?? reason });
}

/** Whether a database said so itself: an error with an SQLSTATE somewhere behind it. Anything else may be a bug. */
export function isDatabaseError(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string' && /^[0-9A-Z]{5}$/.test(cause.code)) return true;
  return false;
}
