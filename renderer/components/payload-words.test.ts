import { expect, it } from 'vitest';
import { isRollback } from '../../engine/contract/index.ts';
import { decide, decisionRollback, publish, rollbackAction, testId } from '../../tests/support/spine-events.ts';
import { payloadWords, receiptWords } from './payload-words.ts';

const PAYLOADS = [publish(), rollbackAction(1, testId(2)).payload, decide(), decisionRollback(1, testId(2)).payload];

it('[EX29] offers to undo what was proposed, and never a roll-back', () => {
  for (const payload of PAYLOADS)
    expect([payload.kind, payloadWords(payload).undone === null]).toEqual([payload.kind, isRollback(payload)]);
});

it('[EX29] speaks of the place an action goes to', () => {
  for (const payload of PAYLOADS)
    expect([payload.kind, payloadWords(payload).where]).toEqual([
      payload.kind,
      payload.platform === 'meta' ? 'Meta' : 'production',
    ]);
});

it('[EX29] has other words for each receipt', () => {
  const words = (['paused_created', 'decided', 'rolled_back'] as const).map(receiptWords);
  expect(new Set(words).size).toBe(3);
});
