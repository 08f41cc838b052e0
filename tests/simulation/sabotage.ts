import { ok } from '../../engine/core/index.ts';
import type { Sabotage } from './world.ts';

/** Outboxes with one safeguard taken out. The simulation has to notice each of them. */
export const SABOTAGES: Readonly<Record<string, Sabotage>> = {
  'an unknown outcome is tried again without reading back': {
    wrapPlatform: (platform, spine) => ({
      ...platform,
      findByAction: (payload, actionId, step) =>
        spine.state.actions.get(actionId)?.state === 'reconciling'
          ? Promise.resolve(ok([]))
          : platform.findByAction(payload, actionId, step),
    }),
  },
  'an empty read-back is believed at once': { timing: { settleMs: 0 } },
  'the journal is not synced before a request': { skipSync: true },
  'authority is not asked before a request': { skipAuthorize: true },
};
