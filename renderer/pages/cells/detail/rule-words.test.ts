import { expect, it } from 'vitest';
import { cellDesign } from '../../../../tests/support/cells.ts';
import { ruleSentences } from './rule-words.ts';

const { rule } = cellDesign();

it('[BA105] the rule is said in the units of its reward', () => {
  expect(ruleSentences(rule, { reward: 'signup_rate', currency: 'EUR' })).toEqual([
    'An arm is judged from 500 sessions on.',
    'It is promoted from P(best) 0.95 on, and killed at 0.05 or below.',
    'The cell is done when another arm may bring less than 2.00 % more than the best.',
    'Until then each arm gets 10.00 % to 80.00 % of the traffic.',
    'Evidence does not age.',
    'Nothing was believed before the data but the mean of the cell.',
    'Somebody looks every 7 days.',
  ]);
  const aged = { ...rule, discount: 0.98, prior: { mean: 0.12, strength: 80 }, lookEveryDays: 1 };
  const said = ruleSentences(aged, { reward: 'signup_rate', currency: 'EUR' });
  expect(said).toContain('Evidence is worth 98.00 % a day later, half after 34 days.');
  expect(said).toContain('Before the data: sign-up rate 12.00 %, worth 80 sessions.');
  expect(said).toContain('Somebody looks every day.');
  const money = ruleSentences(aged, { reward: 'signups_per_spend', currency: 'EUR' });
  expect(money[0]).toBe('An arm is judged from 500 EUR spent on.');
  expect(money).toContain('Before the data: sign-ups for the money 0.12, worth 80 EUR spent.');
});
