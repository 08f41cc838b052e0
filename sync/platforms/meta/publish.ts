import { z } from 'zod';
import type { CreativePublish } from '../../../engine/contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../../../engine/core/index.ts';
import type { Made, ReadBack, StepFailure, StepName, StepOutcome } from '../contract.ts';
import type { MetaClient } from './client.ts';
import { fromMetaAmount } from './currency.ts';
import { actionTag } from './names.ts';
import { OBJECTS, objectOf } from './objects.ts';
import { evidenceOf, listByName, type MetaNode, readAccount, readNode } from './reads.ts';
import { bodyOf } from './requests.ts';

const createdSchema = z.object({ id: z.string().min(1) });

const rejected = (reason: string): StepFailure => ({
  kind: 'rejected',
  error: appError('PLATFORM_REJECTED', { platform: 'Meta', reason, code: 'local' }),
});

/** Meta's `validate_only` of one step; before the first also that the account is active and in the budget's currency. */
export async function validatePublish(
  client: MetaClient,
  payload: CreativePublish,
  at: { readonly actionId: Uuid; readonly step: StepName; readonly made: Made },
): Promise<Result<void, StepFailure>> {
  const { kind, edge } = objectOf(at.step);
  if (kind === 'campaign') {
    const account = await readAccount(client, payload.accountId);
    if (!account.ok) return account;
    const { currency, status } = account.value;
    if (currency !== payload.dailyBudget.currency) {
      return err(rejected(`the ad account is in ${currency}, the budget in ${payload.dailyBudget.currency}`));
    }
    if (status !== 1) return err(rejected(`the ad account is not active (status ${status})`));
  }
  const body = bodyOf({ payload, actionId: at.actionId, kind, made: at.made });
  if (!body.ok) return err({ kind: 'rejected', error: body.error });
  const dry = { ...body.value, execution_options: ['validate_only'] };
  const sent = await client.post(`act_${payload.accountId}/${edge}`, dry, 'none');
  return sent.ok ? ok(undefined) : sent;
}

/** Makes one object, PAUSED and with the action id in its name. */
export async function performPublish(
  client: MetaClient,
  payload: CreativePublish,
  at: { readonly actionId: Uuid; readonly step: StepName; readonly made: Made },
): Promise<StepOutcome> {
  const { kind, edge, needs } = objectOf(at.step);
  const missing = needs.find((need) => at.made[need] === undefined);
  if (missing !== undefined) throw new Error(`${kind} needs ${missing}, which has not been made`);
  const body = bodyOf({ payload, actionId: at.actionId, kind, made: at.made });
  if (!body.ok) return { kind: 'rejected', error: body.error };
  const sent = await client.post(`act_${payload.accountId}/${edge}`, body.value, 'possible');
  if (!sent.ok) return sent.error;
  const created = createdSchema.safeParse(sent.value);
  if (!created.success) return { kind: 'unknown', error: appError('OUTCOME_UNKNOWN', { platform: 'Meta' }) };
  return { kind: 'done', platformId: created.data.id };
}

export async function findPublished(
  client: MetaClient,
  payload: CreativePublish,
  at: { readonly actionId: Uuid; readonly step: StepName },
): Promise<Result<readonly string[]>> {
  const found = await listByName(client, `act_${payload.accountId}/${objectOf(at.step).edge}`, actionTag(at.actionId));
  return found.ok ? ok(found.value.map((node) => node.id)) : found;
}

const GONE = 'DELETED';
const budgetSchema = z.coerce.number().int();

/** What the action made, as it is now. A missing object is told with status DELETED. */
export async function readBackPublished(
  client: MetaClient,
  payload: CreativePublish,
  made: Made,
): Promise<Result<ReadBack>> {
  const objects: ReadBack['objects'][number][] = [];
  const nodes: (MetaNode | null)[] = [];
  let dailyBudgetMinor = 0;
  for (const { kind } of OBJECTS) {
    const platformId = made[kind];
    if (platformId === undefined) continue;
    const node = await readNode(client, kind, platformId);
    if (!node.ok) return node;
    nodes.push(node.value);
    objects.push({ kind, platformId, status: node.value === null ? GONE : (node.value.status ?? 'unknown') });
    if (kind !== 'adset' || node.value === null) continue;
    const budget = budgetSchema.safeParse(node.value.daily_budget);
    if (budget.success) dailyBudgetMinor = fromMetaAmount(budget.data, payload.dailyBudget.currency).minor;
  }
  return ok({ objects, dailyBudgetMinor, evidence: evidenceOf(nodes) });
}
