import { err, ok } from '../../../engine/core/index.ts';
import type { Platform } from '../contract.ts';
import { rollbackStep } from '../rollback.ts';
import { createMetaClient, type MetaConnection } from './client.ts';
import { OBJECTS, objectOf } from './objects.ts';
import { planPublish } from './plan.ts';
import { findPublished, performPublish, readBackPublished, validatePublish } from './publish.ts';
import { listByName, readAccount } from './reads.ts';
import { findLeft, performTakeBack, readBackTaken, validateTakeBack } from './take-back.ts';

/** Meta's Marketing API as a platform of the outbox. Sends each request once; the outbox decides what follows. */
export function createMeta(connection: MetaConnection): Platform {
  const client = createMetaClient(connection);
  return {
    name: 'meta',
    plan: (payload, actionId) => planPublish(payload, actionId, connection.apiVersion),
    steps: (payload) =>
      payload.kind === 'creative.publish' ? OBJECTS.map((o) => o.kind) : payload.objects.map(rollbackStep),
    needs: (payload, step) => (payload.kind === 'creative.publish' ? objectOf(step).needs : []),
    validate: (payload, actionId, step, made) =>
      payload.kind === 'creative.publish'
        ? validatePublish(client, payload, { actionId, step, made })
        : validateTakeBack(client, payload, step),
    perform: (payload, actionId, step, made) =>
      payload.kind === 'creative.publish'
        ? performPublish(client, payload, { actionId, step, made })
        : performTakeBack(client, payload, step),
    findByAction: (payload, actionId, step) =>
      payload.kind === 'creative.publish'
        ? findPublished(client, payload, { actionId, step })
        : findLeft(client, payload, step),
    async readBefore(payload) {
      const account = await readAccount(client, payload.accountId);
      if (!account.ok) return err(account.error.error);
      if (payload.kind !== 'creative.publish') return ok({ accountCurrency: account.value.currency });
      const named = await listByName(client, `act_${payload.accountId}/campaigns`, `${payload.name} [gw:`);
      if (!named.ok) return named;
      return ok({ accountCurrency: account.value.currency, liveCampaignsWithName: named.value.length });
    },
    readBack: (payload, _actionId, made) =>
      payload.kind === 'creative.publish' ? readBackPublished(client, payload, made) : readBackTaken(client, payload),
  };
}
