import { expect, it } from 'vitest';
import { manualClock } from '../../../tests/support/clock.ts';
import { emptyRemote, memoryRemote } from '../../../tests/support/memory-remote.ts';
import { decide, testId } from '../../../tests/support/spine-events.ts';
import { planDecision } from './plan.ts';
import { productionContract } from './production.contract.ts';

productionContract('a database in memory', () => memoryRemote(emptyRemote(), manualClock()));

it('[EX23] refuses in the plan what is no flag of an experiment', () => {
  expect(planDecision(decide('switch', 'kill_switch'), testId(1)).passed).toBe(false);
  expect(planDecision(decide(), testId(1)).passed).toBe(true);
});
