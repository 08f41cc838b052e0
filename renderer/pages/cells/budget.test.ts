import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../engine/core/day.ts';
import { money } from '../../../engine/core/money.ts';
import { cellRow } from '../../../tests/support/cell-rows.ts';
import { budgetSentence, budgetState, usedShare } from './budget.ts';

const usd = (minor: number) => money(minor, 'USD');

describe('the budget of a cell', () => {
  it('[BA104] is what is spent of the cap; what can not be told has no share', () => {
    expect(usedShare(usd(150_000), usd(300_000))).toBe(0.5);
    expect(usedShare(null, usd(300_000))).toBeNull();
    expect(usedShare(usd(1), usd(0))).toBeNull();
  });

  it.each<[string, ReturnType<typeof cellRow>, string]>([
    ['unknown', cellRow('running', {}, { spent: null, gap: 'There is no rate.' }), 'There is no rate.'],
    ['over', cellRow('running', {}, { spent: usd(300_000) }), '100.00 % of its cap is spent: nothing is left.'],
    [
      'soon',
      cellRow('running', {}, { capReachedOn: dayOf('2026-11-15') }),
      '50.00 % of its cap is spent, at $50.00 a day: the cap is reached on 15 Nov 2026, before its last day, 30 Nov 2026.',
    ],
    [
      'ok',
      cellRow('running'),
      '50.00 % of its cap is spent, at $50.00 a day: the cap is not reached before its last day, 30 Nov 2026.',
    ],
    ['ok', cellRow('paused'), '50.00 % of its cap is spent; it is paused.'],
    ['ok', cellRow('ended'), '50.00 % of its cap is spent; it has ended.'],
    ['ok', cellRow('running', {}, { spentPerDay: null }), '50.00 % of its cap is spent; its pace can not be told.'],
    ['unknown', cellRow('planned', {}, { spent: null }), 'It may spend $3,000.00 to 30 Nov 2026.'],
  ])('[BA104] is said in one sentence: %s', (state, row, sentence) => {
    expect([budgetState(row), budgetSentence(row)]).toEqual([state, sentence]);
  });
});
