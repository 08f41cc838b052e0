import { type AppError, appError, canonicalJson, err, ok, type Result } from '../../engine/core/index.ts';
import type { ActionRecord } from '../../engine/store/journal/state.ts';
import type { Platform, StepName } from '../platforms/contract.ts';
import type { Flow, OutboxContext } from './context.ts';
import { deliver } from './deliver.ts';
import { madeBy } from './moves.ts';
import { journal, stateEvent, systemDraft } from './record.ts';
import { failedRead, onFailure } from './trouble.ts';

/** Everything that comes before the first write on a platform: authority, the remote claim, `before`, the dry run. */
export async function preflight(ctx: OutboxContext, platform: Platform, record: ActionRecord): Promise<Flow> {
  const allowed = ctx.authorize(ctx.spine.state, record.action);
  if (!allowed.ok) return refuse(ctx, record, allowed.error);
  const claimed = await claim(ctx, record);
  if (claimed !== 'continue') return claimed;
  if (record.state === 'journaled') {
    const begun = await advance(ctx, record, 'validating');
    if (begun !== 'continue') return begun;
  }
  if (record.steps.length === 0) {
    const same = await beforeHolds(ctx, platform, record);
    if (same !== 'continue') return same;
  }
  const made = madeBy(record);
  for (const step of platform.steps(record.action.payload)) {
    if (made[step] !== undefined) continue;
    if (platform.needs(record.action.payload, step).some((needed) => made[needed] === undefined)) continue;
    const passed = await validateStep(ctx, platform, record, step);
    if (passed !== 'continue') return passed;
  }
  return advance(ctx, record, 'dispatching');
}

/** The kill switch makes the action wait; anything else needs a person. */
export async function refuse(ctx: OutboxContext, record: ActionRecord, error: AppError): Promise<Flow> {
  if (error.code === 'KILL_SWITCH_ON') return 'leave';
  const actionId = record.action.id;
  ctx.log.warn({ actionId, code: error.code }, error.message);
  await journal(ctx.spine, actionId, (now) =>
    ok([systemDraft(stateEvent({ actionId, state: 'dead_letter', attempt: now.attempt, failure: error }))]),
  );
  return 'leave';
}

/** The platform's own dry run of one step, once in a run. */
export async function validateStep(
  ctx: OutboxContext,
  platform: Platform,
  record: ActionRecord,
  step: StepName,
): Promise<Flow> {
  const { id, payload } = record.action;
  const key = `${id}/${step}`;
  if (ctx.validated.has(key)) return 'continue';
  const checked = await platform.validate(payload, id, step, madeBy(record));
  if (checked.ok) {
    ctx.platformLinks[platform.name].succeeded();
    ctx.validated.add(key);
    return 'continue';
  }
  return onFailure(ctx, id, checked.error);
}

async function advance(ctx: OutboxContext, record: ActionRecord, state: 'validating' | 'dispatching'): Promise<Flow> {
  const actionId = record.action.id;
  const written = await journal(ctx.spine, actionId, (now) =>
    ok([systemDraft(stateEvent({ actionId, state, attempt: Math.max(1, now.attempt) }))]),
  );
  return written.ok ? 'continue' : 'leave';
}

/**
 * Enters the action in the remote queue, where the database judges it by its own rules: so it is brought up to date
 * first, or it would judge by caps, spending and a kill switch of a while ago.
 */
async function claim(ctx: OutboxContext, record: ActionRecord): Promise<Flow> {
  const { action } = record;
  const { state } = ctx.spine;
  const remote = ctx.remote();
  if (!remote.ok) {
    ctx.remoteLink.notConfigured(remote.error.message);
    return 'leave';
  }
  if (!ctx.remoteLink.ready() || state.workspaceId === null) return 'leave';
  if (ctx.delivered.seq < ctx.spine.head.seq) {
    const delivered = await deliver(ctx);
    if (!delivered.ok) return 'leave';
  }
  const proposed = action.proposalId === null ? undefined : state.proposals.get(action.proposalId);
  const claimed = await remote.value.claim({
    workspaceId: state.workspaceId,
    action,
    proposal: proposed ?? null,
  });
  if (claimed.ok) {
    ctx.remoteLink.succeeded();
    return 'continue';
  }
  if (claimed.error.code !== 'REMOTE_UNREACHABLE') return refuse(ctx, record, claimed.error);
  ctx.remoteLink.unreachable(claimed.error.message);
  return 'leave';
}

/** Compares the world now with the one the plan was made from, in what both of them say. */
async function beforeHolds(ctx: OutboxContext, platform: Platform, record: ActionRecord): Promise<Flow> {
  const { action } = record;
  const proposed = action.proposalId === null ? undefined : ctx.spine.state.proposals.get(action.proposalId);
  if (proposed === undefined) return 'continue';
  const read = await platform.readBefore(action.payload);
  if (!read.ok) return onFailure(ctx, action.id, failedRead(read.error));
  const changed = firstChange(proposed.proposal.before, read.value);
  if (changed.ok) return 'continue';
  await journal(ctx.spine, action.id, (now) =>
    ok([
      systemDraft(
        stateEvent({ actionId: action.id, state: 'superseded', attempt: now.attempt, failure: changed.error }),
      ),
    ]),
  );
  return 'leave';
}

/** Fails with SUPERSEDED at the first key both records have with different values. */
export function firstChange(
  planned: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): Result<void> {
  for (const key of Object.keys(now).sort()) {
    if (!Object.hasOwn(planned, key)) continue;
    const was = canonicalJson(planned[key] ?? null);
    const is = canonicalJson(now[key] ?? null);
    if (was !== is) return err(appError('SUPERSEDED', { reason: `${key} was ${was} and is ${is}` }));
  }
  return ok(undefined);
}
