import type { SyncStatus } from '../../engine/contract/index.ts';
import type { Instant } from '../../engine/core/index.ts';
import type { OutboxContext } from './context.ts';
import { isAtRest } from './transitions.ts';

/** What Sync and audit shows on top: links as last seen, and the counts of the fold. */
export function statusOf(ctx: OutboxContext, lastSyncAt: Instant | null): SyncStatus {
  const { state } = ctx.spine;
  const records = [...state.actions.values()];
  const remote = ctx.remote();
  const platform = ctx.platforms('meta');
  const { remoteLink, platformLinks } = ctx;
  return {
    remote: remote.ok
      ? { state: remoteLink.state === 'not_configured' ? 'online' : remoteLink.state, note: remoteLink.note }
      : { state: 'not_configured', note: remote.error.message },
    platforms: [
      platform.ok
        ? {
            platform: 'meta',
            state: platformLinks.meta.state === 'not_configured' ? 'online' : platformLinks.meta.state,
            note: platformLinks.meta.note,
          }
        : { platform: 'meta', state: 'not_configured', note: platform.error.message },
    ],
    waiting: records.filter((r) => !isAtRest(r.state)).length,
    deadLetters: records.filter((r) => r.state === 'dead_letter').length,
    lastSyncAt,
    killSwitch: state.killSwitch,
  };
}
