import { z } from 'zod';
import { type AppError, appError, canonicalJson, err, ok, type Result } from '../../../engine/core/index.ts';
import type { StepFailure } from '../contract.ts';
import type { MetaClient } from './client.ts';
import type { ObjectKind } from './objects.ts';

const DELETED = 'DELETED';
const MAX_PAGES = 50;

const nodeSchema = z.object({ id: z.string(), name: z.string().optional(), status: z.string().optional() }).loose();
export type MetaNode = z.infer<typeof nodeSchema>;

const listSchema = z.object({
  data: z.array(nodeSchema),
  paging: z
    .object({ cursors: z.object({ after: z.string().optional() }).optional(), next: z.string().optional() })
    .optional(),
});

const FIELDS: Readonly<Record<ObjectKind, string>> = {
  campaign: 'id,name,status,effective_status,objective,special_ad_categories',
  adset: 'id,name,status,effective_status,campaign_id,daily_budget',
  creative: 'id,name,status,object_story_spec',
  ad: 'id,name,status,effective_status,adset_id,creative',
};

const unreadable = (what: string): AppError =>
  appError('PLATFORM_FAULT', { platform: 'Meta', reason: `${what} is not as documented` });

const plain = <T>(result: Result<T, StepFailure>): Result<T> => (result.ok ? result : err(result.error.error));

/** Live objects on an edge of the account whose name holds `part`. All pages; a cursor is followed, never a URL. */
export async function listByName(client: MetaClient, edge: string, part: string): Promise<Result<readonly MetaNode[]>> {
  const found: MetaNode[] = [];
  let after = '';
  for (let page = 0; page < MAX_PAGES; page++) {
    const read = plain(
      await client.get(edge, {
        fields: 'id,name,status',
        filtering: JSON.stringify([{ field: 'name', operator: 'CONTAIN', value: part }]),
        limit: '100',
        ...(after !== '' && { after }),
      }),
    );
    if (!read.ok) return read;
    const list = listSchema.safeParse(read.value);
    if (!list.success) return err(unreadable(`the list of ${edge}`));
    found.push(...list.data.data.filter((node) => node.name?.includes(part) && node.status !== DELETED));
    const next = list.data.paging?.next === undefined ? undefined : list.data.paging.cursors?.after;
    if (next === undefined) return ok(found);
    after = next;
  }
  return err(unreadable(`the list of ${edge} (it has no end)`));
}

/** One object as it is now; null when it is deleted or was never there. */
export async function readNode(client: MetaClient, kind: ObjectKind, id: string): Promise<Result<MetaNode | null>> {
  const read = await client.get(id, { fields: FIELDS[kind] });
  if (!read.ok) return isGone(read.error) ? ok(null) : err(read.error.error);
  const node = nodeSchema.safeParse(read.value);
  if (!node.success) return err(unreadable(`${kind} ${id}`));
  return ok(node.data.status === DELETED ? null : node.data);
}

/** Code 100 with subcode 33: no such object, or none that this token may see. */
export const isGone = (failure: StepFailure): boolean =>
  failure.error.code === 'PLATFORM_REJECTED' && failure.error.detail.code === '100/33';

const accountSchema = z.object({ currency: z.string(), account_status: z.number().int() }).loose();

/** Currency and status (1 = active) of an ad account. */
export async function readAccount(
  client: MetaClient,
  accountId: string,
): Promise<Result<{ readonly currency: string; readonly status: number }, StepFailure>> {
  const read = await client.get(`act_${accountId}`, { fields: 'currency,account_status' });
  if (!read.ok) return read;
  const account = accountSchema.safeParse(read.value);
  if (!account.success) return err({ kind: 'retry', error: unreadable('the ad account'), afterMs: 0 });
  return ok({ currency: account.data.currency, status: account.data.account_status });
}

export const evidenceOf = (nodes: readonly unknown[]): string => canonicalJson(nodes);
