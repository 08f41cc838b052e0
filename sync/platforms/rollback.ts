import { type CreativeRollback, type RollbackPayload, subjectOf } from '../../engine/contract/index.ts';
import type { StepName } from './contract.ts';

type RollbackObject = CreativeRollback['objects'][number];

/** Name of the step of a rollback that deletes one object. */
export const rollbackStep = (object: RollbackObject): StepName => `delete:${object.kind}:${object.platformId}`;

/** The object a rollback's step deletes. @throws when the step is not one of the payload's. */
export function objectOfStep(payload: CreativeRollback, step: StepName): RollbackObject {
  const object = payload.objects.find((o) => rollbackStep(o) === step);
  if (object === undefined) throw new Error(`no such step of this rollback: ${step}`);
  return object;
}

/** Id on the platform of what a step takes back. */
export function takenBackBy(payload: RollbackPayload, step: StepName): string {
  switch (payload.kind) {
    case 'creative.rollback':
      return objectOfStep(payload, step).platformId;
    case 'experiment.rollback':
    case 'bandit.rollback':
      return subjectOf(payload).key;
  }
}
