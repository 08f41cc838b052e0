import { createHash } from 'node:crypto';
import { isRollback, type Receipt } from '../../engine/contract/index.ts';
import { type AppError, appError, err, newId, ok, type Result } from '../../engine/core/index.ts';
import type { ActionRecord } from '../../engine/store/journal/state.ts';
import type { EventDraft } from '../../engine/store/journal/types.ts';
import type { Made, Platform, ReadBack } from '../platforms/contract.ts';
import type { Flow, OutboxContext } from './context.ts';
import { confirmedAs, differenceOf } from './difference.ts';
import { madeBy } from './moves.ts';
import { journal, stateEvent, systemDraft } from './record.ts';
import { failedRead, onFailure } from './trouble.ts';
import { PLATFORM_LABELS } from './words.ts';

/** Reads back what the platform holds; only what was approved, once, becomes a receipt. */
export async function confirm(ctx: OutboxContext, platform: Platform, record: ActionRecord): Promise<Flow> {
  const { action } = record;
  const made = madeBy(record);
  if (!isRollback(action.payload)) {
    const once = await onlyOnce(platform, record, made);
    if (!once.ok) return onFailure(ctx, action.id, failedOrWrong(once.error));
  }
  const read = await platform.readBack(action.payload, action.id, made);
  if (!read.ok) return onFailure(ctx, action.id, failedRead(read.error));
  ctx.platformLinks[platform.name].succeeded();
  const difference = differenceOf(action.payload, made, read.value);
  if (difference !== null) {
    const error = appError('READ_BACK_DIFFERS', { platform: PLATFORM_LABELS[platform.name], reason: difference });
    return onFailure(ctx, action.id, { kind: 'rejected', error });
  }
  const receipt = receiptOf(ctx, record, read.value);
  const written = await journal(ctx.spine, action.id, (now, state) => {
    const drafts: EventDraft[] = [
      systemDraft({ type: 'receipt.recorded', receipt }),
      systemDraft(stateEvent({ actionId: action.id, state: 'confirmed', attempt: now.attempt })),
    ];
    const rolledBack = isRollback(action.payload) ? action.payload.ofActionId : null;
    const of = rolledBack === null ? undefined : state.actions.get(rolledBack);
    if (of && (of.state === 'confirmed' || of.state === 'dead_letter')) {
      drafts.push(systemDraft(stateEvent({ actionId: of.action.id, state: 'rolled_back', attempt: of.attempt })));
    }
    return ok(drafts);
  });
  if (written.ok) ctx.log.info({ actionId: action.id, status: receipt.status }, 'confirmed by read-back');
  return written.ok ? 'continue' : 'leave';
}

const failedOrWrong = (error: AppError): ReturnType<typeof failedRead> =>
  error.code === 'DUPLICATE_OBJECTS' || error.code === 'READ_BACK_DIFFERS'
    ? { kind: 'rejected', error }
    : failedRead(error);

/** Each step has exactly one live object with the action's id in its name, and it is the one that was journaled. */
async function onlyOnce(platform: Platform, record: ActionRecord, made: Made): Promise<Result<void>> {
  const { id, payload } = record.action;
  for (const step of platform.steps(payload)) {
    const found = await platform.findByAction(payload, id, step);
    if (!found.ok) return found;
    const [only] = found.value;
    if (only === undefined) return err(appError('NOT_LISTED_YET', { platform: PLATFORM_LABELS[platform.name] }));
    if (found.value.length > 1) {
      return err(
        appError('DUPLICATE_OBJECTS', { platform: PLATFORM_LABELS[platform.name], count: found.value.length }),
      );
    }
    if (only !== made[step]) {
      const reason = `it lists ${step} ${only}, and ${made[step] ?? 'none'} was made`;
      return err(appError('READ_BACK_DIFFERS', { platform: PLATFORM_LABELS[platform.name], reason }));
    }
  }
  return ok(undefined);
}

function receiptOf(ctx: OutboxContext, record: ActionRecord, read: ReadBack): Receipt {
  const { action } = record;
  return {
    id: newId(ctx.clock, ctx.random),
    actionId: action.id,
    status: confirmedAs(action.payload),
    objects: read.objects.map(({ kind, platformId }) => ({ kind, platformId })),
    dailyBudget: { minor: read.dailyBudgetMinor ?? 0, currency: action.stakePerDay.currency },
    confirmedAt: ctx.clock.now(),
    readBackHash: createHash('sha256').update(read.evidence).digest('hex'),
  };
}
