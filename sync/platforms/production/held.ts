import {
  armStateAfter,
  type BanditDecide,
  type DecisionPayload,
  type ExperimentDecide,
  type ProductionPayload,
  subjectOf,
} from '../../../engine/contract/index.ts';
import { canonicalJson, type Result, type Uuid } from '../../../engine/core/index.ts';
import type { HeldArms, HeldDecision, HeldFlag, RemoteStore } from '../../postgres/types.ts';

/** What production holds of a flag, or of the arms of a cell; `actionId` is the decision it is from. */
export type Standing = HeldFlag | HeldArms;

/** Null where production knows nothing of it. */
export function standingOf(
  store: RemoteStore,
  workspaceId: Uuid,
  payload: ProductionPayload,
): Promise<Result<Standing | null>> {
  const { kind, key } = subjectOf(payload);
  return kind === 'flag' ? store.flag(workspaceId, key) : store.arms(workspaceId, key);
}

/** Whether production says what was decided. */
export const isAsDecided = (standing: Standing | null, payload: DecisionPayload): boolean => {
  switch (payload.kind) {
    case 'experiment.decide':
      return standing !== null && 'value' in standing && whatAndWhom(standing) === whatAndWhom(payload);
    case 'bandit.decide':
      return standing !== null && 'arms' in standing && holdsShares(standing, payload);
  }
};

const whatAndWhom = ({ value, audience }: HeldFlag | ExperimentDecide): string =>
  canonicalJson({ value, audience: audience ?? null });

const holdsShares = ({ arms }: HeldArms, payload: BanditDecide): boolean =>
  payload.shares.every(({ arm, share }) =>
    arms.some((held) => held.arm === arm && held.share === share && held.state === armStateAfter(payload, arm)),
  );

interface Named {
  readonly kind: 'experiment' | 'arm';
  readonly id: string;
}

/** The experiment or arm that was decided; a rollback over an arm knows it by the decision. */
export function decidedThing(payload: ProductionPayload, held: HeldDecision | null): Named | null {
  switch (payload.kind) {
    case 'experiment.decide':
    case 'experiment.rollback':
      return { kind: 'experiment', id: payload.experimentKey };
    case 'bandit.decide':
      return { kind: 'arm', id: payload.arm };
    case 'bandit.rollback':
      return held?.kind === 'bandit.decide' ? { kind: 'arm', id: held.arm } : null;
  }
}
