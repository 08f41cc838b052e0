import type { JournalEntry } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import { mayHaveEffect } from '../../engine/store/journal/index.ts';
import { queueStatus } from '../../engine/store/ops/queue-status.ts';
import type { LogLine, RemoteStore } from '../postgres/types.ts';
import type { OutboxContext } from './context.ts';

/** Log lines of the actions these entries tell of, in journal order. */
export function linesIn(entries: readonly JournalEntry[]): ReadonlyMap<Uuid, readonly LogLine[]> {
  const lines = new Map<Uuid, LogLine[]>();
  const add = (id: Uuid, line: LogLine): void => {
    const known = lines.get(id);
    if (known) known.push(line);
    else lines.set(id, [line]);
  };
  for (const { seq, at, event } of entries) {
    if (event.type === 'action.state') {
      add(event.actionId, { key: String(seq), at, status: event.state, note: event.failure?.message ?? '' });
    }
    if (event.type === 'receipt.recorded') {
      const { actionId, status, objects } = event.receipt;
      add(actionId, { key: String(seq), at, status, note: objects.map((o) => `${o.kind} ${o.platformId}`).join(', ') });
    }
  }
  return lines;
}

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
  if (delivered.ok) ctx.delivered.seq = delivered.value;
  if (delivered.ok) ctx.remoteLink.succeeded();
  else if (delivered.error.code === 'REMOTE_UNREACHABLE') ctx.remoteLink.unreachable(delivered.error.message);
  else ctx.remoteLink.refused(delivered.error.message);
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
  for (const [id, lines] of linesIn(entries)) {
    const record = state.actions.get(id);
    if (record === undefined) continue;
    const recorded = await remote.record({
      workspaceId,
      action: record.action,
      status: queueStatus(record),
      hasEffect: mayHaveEffect(record),
      lines,
      receipt: record.receipt,
    });
    if (!recorded.ok) return recorded;
  }
  return entries.length === 0 ? last : remote.pushAudit(workspaceId, entries, state.checkpoints);
}
