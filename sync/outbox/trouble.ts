import { type AppError, appError, ok, type Uuid } from '../../engine/core/index.ts';
import type { StepPhase } from '../../engine/store/journal/state.ts';
import type { EventDraft } from '../../engine/store/journal/types.ts';
import type { StepFailure } from '../platforms/contract.ts';
import type { Flow, OutboxContext } from './context.ts';
import { journal, recordOf, stateEvent, stepEvent, systemDraft } from './record.ts';

/** The step a failure belongs to and what it leaves it as, when a request of it had been begun. */
interface Begun {
  readonly step: string;
  readonly phase: Extract<StepPhase, 'not_done' | 'unknown'>;
}

/** A failed read, which never has an effect, in the words of a step's outcome. */
export function failedRead(error: AppError): StepFailure {
  if (error.code === 'PLATFORM_REJECTED' || error.code === 'PLATFORM_AUTH') return { kind: 'rejected', error };
  return { kind: 'retry', error, afterMs: 0 };
}

const begunDrafts = (actionId: Uuid, begun: Begun | null): readonly EventDraft[] =>
  begun === null ? [] : [systemDraft(stepEvent(actionId, begun.step, begun.phase))];

async function write(
  ctx: OutboxContext,
  actionId: Uuid,
  opts: {
    readonly begun: Begun | null;
    readonly state: 'same' | 'dead_letter' | 'outcome_unknown';
    readonly counts: boolean;
    readonly error: AppError;
  },
): Promise<void> {
  const written = await journal(ctx.spine, actionId, (record) => {
    const attempt = record.attempt + (opts.counts ? 1 : 0);
    const spent = opts.state === 'same' && attempt > ctx.timing.maxAttempts;
    const state = spent ? 'dead_letter' : opts.state === 'same' ? record.state : opts.state;
    return ok([
      ...begunDrafts(actionId, opts.begun),
      systemDraft(stateEvent({ actionId, state, attempt, failure: opts.error })),
    ]);
  });
  if (!written.ok) ctx.log.warn({ actionId, code: written.error.code }, 'could not journal a failure');
}

/**
 * What follows from a failure, by its class and code alone (docs/spec/outbox.md, OB12): a person is needed (dead
 * letter or stopped queue), a wait is needed, or a read-back is needed.
 */
export async function onFailure(
  ctx: OutboxContext,
  actionId: Uuid,
  failed: StepFailure,
  begunStep: string | null = null,
): Promise<Flow> {
  const record = recordOf(ctx.spine.state, actionId);
  const link = ctx.platformLinks[record.action.payload.platform];
  const { error } = failed;
  const begun: Begun | null =
    begunStep === null ? null : { step: begunStep, phase: failed.kind === 'unknown' ? 'unknown' : 'not_done' };
  ctx.log.warn({ actionId, code: error.code, kind: failed.kind, step: begunStep }, error.message);

  if (failed.kind === 'unknown') {
    link.stumbled(error.message);
    await write(ctx, actionId, { begun, state: 'outcome_unknown', counts: true, error });
    return 'leave';
  }
  switch (error.code) {
    case 'PLATFORM_UNREACHABLE':
      link.unreachable(error.message);
      if (begun) await journal(ctx.spine, actionId, () => ok(begunDrafts(actionId, begun)));
      return 'leave_platform';
    case 'PLATFORM_AUTH':
    case 'PLATFORM_NOT_CONFIGURED':
      link.refused(error.message);
      if (begun || record.failure?.code !== error.code) {
        await write(ctx, actionId, { begun, state: 'same', counts: false, error });
      }
      return 'leave_platform';
    case 'PLATFORM_RATE_LIMITED': {
      const seconds = Math.max(Number(error.detail.seconds ?? 0), failed.kind === 'retry' ? failed.afterMs / 1_000 : 0);
      const asked = appError('PLATFORM_RATE_LIMITED', { ...error.detail, seconds: Math.ceil(seconds) });
      await write(ctx, actionId, { begun, state: 'same', counts: false, error: asked });
      return 'leave_platform';
    }
    default:
  }
  if (failed.kind === 'rejected') {
    await write(ctx, actionId, { begun, state: 'dead_letter', counts: true, error });
    return 'leave';
  }
  if (error.code !== 'NOT_LISTED_YET') link.stumbled(error.message);
  await write(ctx, actionId, { begun, state: 'same', counts: true, error });
  return 'leave';
}
