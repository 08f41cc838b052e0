import type { ActionPayload, CreativePublish, CreativeRollback } from '../../../engine/contract/index.ts';
import { err, ok } from '../../../engine/core/index.ts';
import { type Platform, strangePayload } from '../contract.ts';
import { rollbackStep } from '../rollback.ts';
import { createMetaClient, type MetaConnection } from './client.ts';
import { OBJECTS, objectOf } from './objects.ts';
import { planPublish } from './plan.ts';
import { findPublished, performPublish, readBackPublished, validatePublish } from './publish.ts';
import { listByName, readAccount } from './reads.ts';
import { findLeft, performTakeBack, readBackTaken, validateTakeBack } from './take-back.ts';

/** @throws Error for an action of another platform. */
function own(payload: ActionPayload): CreativePublish | CreativeRollback {
  if (payload.platform === 'meta') return payload;
  throw strangePayload('meta', payload);
}

/** Meta's Marketing API as a platform of the outbox. Sends each request once; the outbox decides what follows. */
export function createMeta(connection: MetaConnection): Platform {
  const client = createMetaClient(connection);
  return {
    name: 'meta',
    plan(payload, actionId) {
      if (payload.kind !== 'creative.publish') throw strangePayload('meta', payload);
      return planPublish(payload, actionId, connection.apiVersion);
    },
    steps(given) {
      const payload = own(given);
      return payload.kind === 'creative.publish' ? OBJECTS.map((o) => o.kind) : payload.objects.map(rollbackStep);
    },
    needs: (given, step) => (own(given).kind === 'creative.publish' ? objectOf(step).needs : []),
    async validate(given, actionId, step, made) {
      const payload = own(given);
      return payload.kind === 'creative.publish'
        ? validatePublish(client, payload, { actionId, step, made })
        : validateTakeBack(client, payload, step);
    },
    async perform(given, actionId, step, made) {
      const payload = own(given);
      return payload.kind === 'creative.publish'
        ? performPublish(client, payload, { actionId, step, made })
        : performTakeBack(client, payload, step);
    },
    async findByAction(given, actionId, step) {
      const payload = own(given);
      return payload.kind === 'creative.publish'
        ? findPublished(client, payload, { actionId, step })
        : findLeft(client, payload, step);
    },
    async readBefore(given) {
      const payload = own(given);
      const account = await readAccount(client, payload.accountId);
      if (!account.ok) return err(account.error.error);
      if (payload.kind !== 'creative.publish') return ok({ accountCurrency: account.value.currency });
      const named = await listByName(client, `act_${payload.accountId}/campaigns`, `${payload.name} [gw:`);
      if (!named.ok) return named;
      return ok({ accountCurrency: account.value.currency, liveCampaignsWithName: named.value.length });
    },
    async readBack(given, _actionId, made) {
      const payload = own(given);
      return payload.kind === 'creative.publish'
        ? readBackPublished(client, payload, made)
        : readBackTaken(client, payload);
    },
  };
}
