import type { Services } from '../../engine/api/index.ts';
import type { ActionView } from '../../engine/contract/index.ts';
import { appError, err, ok, type Result, type Uuid } from '../../engine/core/index.ts';
import type { Outbox } from '../../sync/outbox/index.ts';

interface Needs {
  readonly outbox: Outbox;
  /** Views of the actions, newest first. */
  readonly actionViews: () => readonly ActionView[];
  /** Id of the member who is signed in; fails with SIGN_IN_REQUIRED or NOT_PERMITTED. */
  readonly actor: (operation: 'retry' | 'discard') => Promise<Result<Uuid>>;
  readonly setKillSwitch: (on: boolean, reason: string) => Promise<Result<unknown>>;
}

type SyncServices = Services['sync'] & Pick<Services['creative'], 'publish'>;

export function createSync({ outbox, actionViews, actor, setKillSwitch }: Needs): SyncServices {
  const view = (actionId: Uuid): Result<ActionView> => {
    const found = actionViews().find(({ action }) => action.id === actionId);
    return found === undefined ? err(appError('NOT_FOUND', { what: 'Action', id: actionId })) : ok(found);
  };

  return {
    status: async () => ok(outbox.status()),
    run: async () => {
      outbox.resume();
      await outbox.runOnce();
      return ok(outbox.status());
    },
    publish: async (actionId) => {
      const known = view(actionId);
      if (!known.ok) return known;
      outbox.resume();
      await outbox.runOnce();
      return view(actionId);
    },
    actions: async () => ok(actionViews()),
    retry: async (actionId) => {
      const by = await actor('retry');
      if (!by.ok) return by;
      const retried = await outbox.retry(actionId, by.value);
      return retried.ok ? view(actionId) : retried;
    },
    discard: async (actionId, reason) => {
      const by = await actor('discard');
      if (!by.ok) return by;
      const discarded = await outbox.discard(actionId, { reason, actor: by.value });
      return discarded.ok ? view(actionId) : discarded;
    },
    killSwitch: async (on, reason) => {
      const set = await setKillSwitch(on, reason);
      return set.ok ? ok(outbox.status()) : set;
    },
  };
}
