import type { CreativePublish } from '../../../engine/contract/index.ts';
import type { Uuid } from '../../../engine/core/index.ts';

/** How an action's objects are found again: Meta takes no idempotency key, so the name carries one. */
export const actionTag = (actionId: Uuid): string => `[gw:${actionId}]`;

export const objectName = (payload: CreativePublish, actionId: Uuid): string =>
  `${payload.name} ${actionTag(actionId)}`;
