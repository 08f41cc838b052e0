import type { CreativeRollback } from '../../engine/contract/index.ts';
import type { ActionRecord } from '../../engine/store/journal/state.ts';
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

const KINDS: readonly RollbackObject['kind'][] = ['campaign', 'adset', 'creative', 'ad'];

/** What a publication is known to have made, youngest first: the objects its rollback deletes. */
export function madeObjects(record: ActionRecord): readonly RollbackObject[] {
  return record.steps
    .flatMap(({ step, phase, platformId }) => {
      const kind = KINDS.find((k) => k === step);
      const made = phase === 'known' || phase === 'adopted';
      return kind !== undefined && made && platformId !== null ? [{ kind, platformId }] : [];
    })
    .reverse();
}
