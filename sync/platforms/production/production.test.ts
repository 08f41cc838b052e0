import { expect, it } from 'vitest';
import { manualClock } from '../../../tests/support/clock.ts';
import { emptyRemote, memoryRemote } from '../../../tests/support/memory-remote.ts';
import { decide, killArm, promoteArm, testId } from '../../../tests/support/spine-events.ts';
import { armsContract } from './arms.contract.ts';
import { planDecision } from './plan.ts';
import { productionContract } from './production.contract.ts';

const open = () => memoryRemote(emptyRemote(), manualClock());
productionContract('a database in memory', open);
armsContract('a database in memory', open);

it('[EX23] refuses in the plan what is no flag of an experiment', () => {
  expect(planDecision(decide('switch', 'kill_switch'), testId(1)).passed).toBe(false);
  expect(planDecision(decide(), testId(1)).passed).toBe(true);
});

it('[BA88] refuses in the plan shares that are not what was decided', () => {
  const passes = (payload: ReturnType<typeof killArm>) => planDecision(payload, testId(1)).passed;
  expect([passes(killArm()), passes(promoteArm())]).toEqual([true, true]);
  const [first, ...rest] = killArm().shares;
  if (first === undefined) throw new Error('a share was expected');
  expect(passes({ ...killArm(), shares: [{ ...first, share: 0.4 }, ...rest] })).toBe(false);
  expect(passes({ ...killArm(), shares: [first, first] })).toBe(false);
  expect(passes({ ...killArm(), arm: 'a' })).toBe(false);
  expect(passes({ ...promoteArm(), arm: 'z' })).toBe(false);
});
