import { type ActionPayload, isDecision, type ProductionPayload, subjectOf } from '../../../engine/contract/index.ts';
import {
  type AppError,
  appError,
  canonicalJson,
  err,
  type Instant,
  ok,
  type Result,
  type Uuid,
} from '../../../engine/core/index.ts';
import type { RemoteStore } from '../../postgres/types.ts';
import { type Platform, type ReadBack, type StepFailure, strangePayload } from '../contract.ts';
import { decidedThing, isAsDecided, standingOf } from './held.ts';
import { FLAG_STEP, planDecision } from './plan.ts';
import { ARMS_STEP } from './plan-arms.ts';

const NAME = 'Production';

export interface ProductionOptions {
  readonly store: RemoteStore;
  readonly workspaceId: Uuid;
  readonly now: () => Instant;
}

/** @throws Error for an action of another platform. */
function own(payload: ActionPayload): ProductionPayload {
  if (payload.platform === 'production') return payload;
  throw strangePayload('production', payload);
}

/** A line that is down is the platform's: sync waits for it as it waits for any platform. */
const asPlatform = (error: AppError): AppError =>
  error.code === 'REMOTE_UNREACHABLE'
    ? appError('PLATFORM_UNREACHABLE', { platform: NAME, reason: String(error.detail.reason ?? 'no answer') })
    : error;

const read = async <T>(asked: Promise<Result<T>>): Promise<Result<T>> => {
  const answer = await asked;
  return answer.ok ? answer : err(asPlatform(answer.error));
};

/** Without an answer nobody knows whether the transaction was committed; a refusal is certain. */
const failedWrite = (error: AppError): StepFailure =>
  error.code === 'REMOTE_UNREACHABLE'
    ? { kind: 'unknown', error: appError('OUTCOME_UNKNOWN', { platform: NAME }) }
    : { kind: 'rejected', error };

const failedRehearsal = (error: AppError): StepFailure =>
  error.code === 'REMOTE_UNREACHABLE'
    ? { kind: 'retry', error: asPlatform(error), afterMs: 0 }
    : { kind: 'rejected', error };

/**
 * The production database as a platform of the outbox: what everybody gets by a decision over an experiment, or how the
 * traffic of a cell is shared by one over an arm. The row has the action id as its key, so an answer that was lost is
 * looked up and never written twice.
 */
export function createProduction({ store, workspaceId, now }: ProductionOptions): Platform {
  const write = (payload: ActionPayload, actionId: Uuid, rehearsal: boolean) =>
    store.writeDecision({ workspaceId, actionId, payload: own(payload), at: now(), rehearsal });

  /** The decision an action is about: its own, or the one it takes back. */
  const held = (payload: ActionPayload, actionId: Uuid) => {
    const about = own(payload);
    return read(store.decision(workspaceId, isDecision(about) ? actionId : about.ofActionId));
  };

  return {
    name: 'production',
    plan(payload, actionId) {
      if (!isDecision(payload)) throw strangePayload('production', payload);
      return planDecision(payload, actionId);
    },
    steps(payload) {
      return [subjectOf(own(payload)).kind === 'flag' ? FLAG_STEP : ARMS_STEP];
    },
    needs: () => [],
    async validate(payload, actionId) {
      const rehearsed = await write(payload, actionId, true);
      return rehearsed.ok ? ok(undefined) : err(failedRehearsal(rehearsed.error));
    },
    async perform(payload, actionId) {
      const written = await write(payload, actionId, false);
      return written.ok ? { kind: 'done', platformId: subjectOf(own(payload)).key } : failedWrite(written.error);
    },
    /** A decision that was written and stands. For a rollback: the decision it has not taken back yet. */
    async findByAction(payload, actionId) {
      const found = await held(payload, actionId);
      if (!found.ok) return found;
      return ok(found.value === null || found.value.takenBackBy !== null ? [] : [subjectOf(own(payload)).key]);
    },
    async readBefore(payload) {
      const standing = await read(standingOf(store, workspaceId, own(payload)));
      if (!standing.ok) return standing;
      const actionId = standing.value?.actionId ?? null;
      return ok(subjectOf(own(payload)).kind === 'flag' ? { flagAction: actionId } : { armsAction: actionId });
    },
    async readBack(given, actionId) {
      const payload = own(given);
      const decision = await held(payload, actionId);
      if (!decision.ok) return decision;
      const standing = await read(standingOf(store, workspaceId, payload));
      if (!standing.ok) return standing;
      const decided = isDecision(payload) ? actionId : payload.ofActionId;
      const holds =
        standing.value?.actionId === decided && (!isDecision(payload) || isAsDecided(standing.value, payload));
      const stands = decision.value !== null && decision.value.takenBackBy === null;
      const { kind, key } = subjectOf(payload);
      const thing = decidedThing(payload, decision.value);
      const objects: ReadBack['objects'] = [
        { kind, platformId: key, status: holds ? 'DECIDED' : 'OTHER' },
        ...(thing === null
          ? []
          : [{ kind: thing.kind, platformId: thing.id, status: stands ? ('DECIDED' as const) : ('OPEN' as const) }]),
      ];
      const evidence = canonicalJson({ actionId, decision: decision.value, [kind]: standing.value });
      return ok({ objects, dailyBudgetMinor: null, evidence });
    },
  };
}
