import { expect, it } from 'vitest';
import { proposal, publishAction, rollbackAction, testId } from '../../../tests/support/spine-events.ts';
import { queueStatus } from './queue-status.ts';

it('says of a confirmed publication that it has been created, paused; of anything else its state', () => {
  const publication = publishAction(1, proposal(2), []);
  const rollback = rollbackAction(3, testId(1));
  expect(queueStatus({ action: publication, state: 'confirmed' })).toBe('paused_created');
  expect(queueStatus({ action: publication, state: 'dead_letter' })).toBe('dead_letter');
  expect(queueStatus({ action: rollback, state: 'confirmed' })).toBe('confirmed');
});
