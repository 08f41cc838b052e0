import type { ActionState } from '../../contract/index.ts';
import type { ActionRecord } from '../journal/state.ts';

/** Status of a row of `creative_publish_queue`: the action's state, in the words of whoever reads production. */
export type QueueStatus = ActionState | 'paused_created';

/** A publication that is confirmed has been created, paused. */
export const queueStatus = ({ action, state }: Pick<ActionRecord, 'action' | 'state'>): QueueStatus =>
  state === 'confirmed' && action.payload.kind === 'creative.publish' ? 'paused_created' : state;
