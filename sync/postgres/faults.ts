import { z } from 'zod';
import { type AppError, appError } from '../../engine/core/index.ts';
import { refusalIn } from '../../engine/store/ops/index.ts';

/** SQLSTATEs and system codes that say the database is not there for now: worth another try, nothing was decided. */
const AWAY = [
  /^08/, // connection exceptions
  /^57P0/, // shutting down, starting up, crashed
  /^57014$/, // statement timeout
  /^53/, // too many connections, out of memory, disk full
  /^40/, // deadlock, serialisation failure
  /^55P03$/, // lock not available
  /^25006$/, // read-only: a standby
  /^E[A-Z]+$/, // ECONNREFUSED and other system codes
];

/** What the driver says without a code when a connection or an answer does not come. */
const AWAY_WORDS = /connection terminated|timeout|connection ended|not queryable|after calling end on the pool/i;

const CREDENTIALS = /^(28|3D000)/;
/** Constraints of the schema itself (class 23) and missing rights. */
const REFUSED = /^(23|42501)/;

const WORDS: Readonly<Record<string, string>> = {
  creative_publish_queue_once_per_proposal: 'the proposal is queued for another action already',
  action_queue_once_per_proposal: 'the proposal is queued for another action already',
  approvals_once_per_member: 'a member has approved the proposal twice',
};

const faultSchema = z.object({ code: z.string().default(''), constraint: z.string().default(''), message: z.string() });

function faultsIn(error: unknown): readonly z.infer<typeof faultSchema>[] {
  const found: z.infer<typeof faultSchema>[] = [];
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const parsed = faultSchema.safeParse(Object.assign({ message: cause.message }, cause));
    if (parsed.success) found.push(parsed.data);
  }
  return found;
}

/**
 * A failed call to the remote database in the program's words: REMOTE_REFUSED or KILL_SWITCH_ON when one of its rules
 * refused, REMOTE_UNREACHABLE when it is away. Null for anything else: that is a bug and has to be thrown on.
 */
export function remoteError(error: unknown): AppError | null {
  const refusal = refusalIn(error);
  if (refusal?.code === 'GW009') return appError('KILL_SWITCH_ON', { reason: refusal.reason });
  if (refusal !== null) return appError('REMOTE_REFUSED', { reason: refusal.reason, rule: refusal.rule });
  for (const { code, constraint, message } of faultsIn(error)) {
    if (REFUSED.test(code))
      return appError('REMOTE_REFUSED', { reason: WORDS[constraint] ?? message, rule: constraint });
    if (CREDENTIALS.test(code)) return appError('REMOTE_UNREACHABLE', { reason: 'it does not accept the connection' });
    if (AWAY.some((pattern) => pattern.test(code))) return appError('REMOTE_UNREACHABLE', { reason: code });
    if (code === '' && AWAY_WORDS.test(message))
      return appError('REMOTE_UNREACHABLE', { reason: 'it does not answer' });
  }
  return null;
}
