import type { CreativeRollback } from '../../../engine/contract/index.ts';
import { err, ok, type Result } from '../../../engine/core/index.ts';
import type { ReadBack, StepFailure, StepName, StepOutcome } from '../contract.ts';
import { objectOfStep } from '../rollback.ts';
import type { MetaClient } from './client.ts';
import { actionTag } from './names.ts';
import { OBJECTS } from './objects.ts';
import { evidenceOf, isGone, listByName, readNode } from './reads.ts';

/** There is no `validate_only` for DELETE: what can be checked is that the object can be read. */
export async function validateTakeBack(
  client: MetaClient,
  payload: CreativeRollback,
  step: StepName,
): Promise<Result<void, StepFailure>> {
  const read = await client.get(objectOfStep(payload, step).platformId, { fields: 'id' });
  return read.ok || isGone(read.error) ? ok(undefined) : err(read.error);
}

/** Deletes one object. One that is gone already is done. */
export async function performTakeBack(
  client: MetaClient,
  payload: CreativeRollback,
  step: StepName,
): Promise<StepOutcome> {
  const { platformId } = objectOfStep(payload, step);
  const sent = await client.delete(platformId);
  return sent.ok || isGone(sent.error) ? { kind: 'done', platformId } : sent.error;
}

/** The step's own object while it is still there. */
export async function findLeft(
  client: MetaClient,
  payload: CreativeRollback,
  step: StepName,
): Promise<Result<readonly string[]>> {
  const { kind, platformId } = objectOfStep(payload, step);
  const node = await readNode(client, kind, platformId);
  if (!node.ok) return node;
  return ok(node.value === null ? [] : [platformId]);
}

/**
 * What is left of the publication: the objects of the rollback, and any other live object that carries the
 * publication's action id. A list may lag, so each one it names is read again by itself.
 */
export async function readBackTaken(client: MetaClient, payload: CreativeRollback): Promise<Result<ReadBack>> {
  const objects: ReadBack['objects'][number][] = [];
  const look = async (kind: (typeof OBJECTS)[number]['kind'], platformId: string): Promise<Result<void>> => {
    if (objects.some((o) => o.platformId === platformId)) return ok(undefined);
    const node = await readNode(client, kind, platformId);
    if (!node.ok) return node;
    objects.push({ kind, platformId, status: node.value === null ? 'DELETED' : (node.value.status ?? 'unknown') });
    return ok(undefined);
  };
  for (const { kind, platformId } of payload.objects) {
    const looked = await look(kind, platformId);
    if (!looked.ok) return looked;
  }
  for (const { kind, edge } of OBJECTS) {
    const listed = await listByName(client, `act_${payload.accountId}/${edge}`, actionTag(payload.ofActionId));
    if (!listed.ok) return listed;
    for (const node of listed.value) {
      const looked = await look(kind, node.id);
      if (!looked.ok) return looked;
    }
  }
  return ok({ objects, dailyBudgetMinor: 0, evidence: evidenceOf(objects) });
}
