import { isDecision } from '../../engine/contract/index.ts';
import type { Spine } from '../../engine/store/journal/index.ts';
import type { RemoteStore } from '../../sync/postgres/types.ts';

/** Looks at each decision as it leaves the process: nothing may be written that the journal does not hold and allow. */
export function watchedRemote(store: RemoteStore, world: { violate(line: string): void }, spine: Spine): RemoteStore {
  return {
    ...store,
    writeDecision(input) {
      if (!input.rehearsal) {
        const record = spine.state.actions.get(input.actionId);
        const phase = record?.steps.at(-1)?.phase ?? 'not begun';
        if (record === undefined) world.violate(`a decision of ${input.actionId}, which is not in the journal`);
        if (phase !== 'started') world.violate(`a decision of ${input.actionId} is written while its step is ${phase}`);
        if (spine.state.killSwitch.on && isDecision(input.payload))
          world.violate(`a decision of ${input.actionId} is written with the kill switch on`);
      }
      return store.writeDecision(input);
    },
  };
}
