import { expect, it } from 'vitest';
import { cellDesign, cellRunning } from '../../tests/support/cells.ts';
import { commit, testSpine } from '../../tests/support/spine.ts';
import {
  approvedBatch,
  CARA,
  decisionRollback,
  draft,
  killArm,
  opening,
  proposal,
  proposed,
} from '../../tests/support/spine-events.ts';
import { cellLog } from './cell-log.ts';

it('[BA105] the log of a cell has the decisions over its arms, and nothing of other cells', async () => {
  const spine = await testSpine();
  const other = cellDesign({ key: 'other', channel: 'radio' });
  const kill = proposal(20, { payload: killArm(), actionN: 31 });
  await commit(spine, opening(), cellRunning(), cellRunning(other), [proposed(kill)], approvedBatch(30, kill));
  const types = (key: string) => cellLog(spine.entries(), key, spine.state).map(({ type }) => type);
  expect(types('meta-students')).toEqual(['approval.given', 'proposal.created', 'cell.started', 'cell.saved']);
  expect(types('other')).toEqual(['cell.started', 'cell.saved']);
  const undo = decisionRollback(40, kill.actionId, killArm());
  await commit(spine, [draft({ type: 'action.journaled', action: undo }, CARA)]);
  expect(types('meta-students')[0]).toBe('action.journaled');
  expect(types('other')).toHaveLength(2);
});
