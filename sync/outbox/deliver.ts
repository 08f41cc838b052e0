import type { JournalEntry } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { ActionRecord } from '../../engine/store/journal/state.ts';
import type { RemoteStore } from '../postgres/types.ts';
import type { OutboxContext } from './context.ts';

/** Actions whose state or receipt is told in these entries, in journal order. */
function toldIn(entries: readonly JournalEntry[]): ReadonlySet<Uuid> {
  const ids = new Set<Uuid>();
  for (const { event } of entries) {
    if (event.type === 'action.state') ids.add(event.actionId);
    if (event.type === 'receipt.recorded') ids.add(event.receipt.actionId);
  }
  return ids;
}

/** Status of an action in the words of the queue: a confirmed one says what it came to. */
export const queueStatus = (record: ActionRecord): string =>
  record.state === 'confirmed' ? (record.receipt?.status ?? 'confirmed') : record.state;

/**
 * Brings the remote database up to the journal: first the queue, log and receipts of every action that changed since
 * the remote's last audit entry, then the audit entries themselves. So the remote's last audit entry says how far all
 * of it has come, and nothing about it needs to be remembered here.
 */
export async function deliver(ctx: OutboxContext): Promise<Result<number>> {
  const remote = ctx.remote();
  if (!remote.ok) {
    ctx.remoteLink.notConfigured(remote.error.message);
    return remote;
  }
  const delivered = await bringUp(ctx, remote.value);
  if (delivered.ok) ctx.remoteLink.succeeded();
  else if (delivered.error.code === 'REMOTE_REFUSED') ctx.remoteLink.refused(delivered.error.message);
  else ctx.remoteLink.unreachable(delivered.error.message);
  if (!delivered.ok) ctx.log.warn({ code: delivered.error.code }, delivered.error.message);
  return delivered;
}

async function bringUp(ctx: OutboxContext, remote: RemoteStore): Promise<Result<number>> {
  const { workspaceId } = ctx.spine.state;
  if (workspaceId === null) return ok(0);
  const last = await remote.lastAuditSeq(workspaceId);
  if (!last.ok) return last;
  const { state, head } = ctx.spine;
  if (last.value > head.seq) {
    const reason = `it holds audit entry ${last.value} of this workspace and the journal here ends at ${head.seq}`;
    return err(appError('REMOTE_REFUSED', { reason }));
  }
  const entries = ctx.spine.entries(last.value + 1);
  for (const id of toldIn(entries)) {
    const record = state.actions.get(id);
    if (record === undefined) continue;
    const recorded = await remote.record({
      workspaceId,
      action: record.action,
      status: queueStatus(record),
      note: record.failure?.message ?? '',
      receipt: record.receipt,
    });
    if (!recorded.ok) return recorded;
  }
  return entries.length === 0 ? last : remote.pushAudit(workspaceId, entries, state.checkpoints);
}
