import { err, type Result } from '../../core/index.ts';
import type { Spine } from '../journal/index.ts';
import type { OpenedOps, OpsOptions } from './pglite.ts';

/** The ops store, opened when it is first asked for and then kept level with the journal. */
export interface LazyOps {
  get(): Promise<Result<OpenedOps>>;
  close(): Promise<void>;
}

/** `onTrouble` hears when the tables could not follow a commit; they catch up with the next one. */
export function lazyOps(
  options: Omit<OpsOptions, 'history'> & { readonly spine: Spine; readonly onTrouble: (error: unknown) => void },
): LazyOps {
  const { spine, onTrouble, dir, template } = options;
  let opening: Promise<Result<OpenedOps>> | null = null;
  let leave = (): void => undefined;

  const open = async (): Promise<Result<OpenedOps>> => {
    // The database engine is loaded with the first use: the window does not wait for it.
    const { openOps } = await import('./pglite.ts');
    const opened = await openOps({ dir, template, history: spine });
    if (!opened.ok) {
      opening = null;
      return err(opened.error);
    }
    const { store } = opened.value;
    const follow = async (): Promise<void> => {
      const level = await store.catchUp();
      if (!level.ok) onTrouble(level.error);
    };
    const following = (): void => void follow().catch(onTrouble);
    leave = spine.subscribe(following);
    following();
    return opened;
  };

  return {
    get() {
      opening ??= open();
      return opening;
    },
    async close() {
      const opened = await opening;
      leave();
      if (opened?.ok) await opened.value.store.close();
    },
  };
}
