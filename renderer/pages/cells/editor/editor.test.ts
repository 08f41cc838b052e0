import { describe, expect, it } from 'vitest';
import { dayOf } from '../../../../engine/core/day.ts';
import { CELL_ERRORS } from '../../../../engine/core/errors/cells.ts';
import { cellDesign } from '../../../../tests/support/cells.ts';
import { PLACES, readCell } from './read-cell.ts';
import { refusedField } from './refusal.ts';
import { type CellValues, newCell, toValues } from './values.ts';

const asked = { currency: 'USD', taken: ['old'] };
const problemsOf = (values: CellValues) => {
  const read = readCell(values, asked);
  return read.ok ? {} : read.problems;
};

describe('the editor of a cell', () => {
  it('[BA109] a plan that is opened and saved as it is stays what it is', () => {
    const { rule } = cellDesign();
    const designs = [
      cellDesign(),
      cellDesign({ channel: null, segment: null, arms: { kind: 'creatives', testId: 'bal-7' }, reward: 'click_rate' }),
      cellDesign({ rule: { ...rule, prior: { mean: 0.123, strength: 40 }, floor: 0.07, discount: 0.985 } }),
      cellDesign({ reward: 'return_on_spend', rule: { ...rule, prior: { mean: 1.4, strength: 5 } } }),
    ];
    for (const design of designs) expect(readCell(toValues(design), asked)).toEqual({ ok: true, design });
  });

  it('[BA109] a new one begins with four weeks after the data, and says what is missing by its field', () => {
    const values = newCell({ dataThrough: dayOf('2026-11-22'), channel: 'meta' });
    expect([values.channel, values.segment, values.firstDay, values.lastDay]).toEqual([
      'meta',
      '',
      '2026-11-23',
      '2026-12-20',
    ]);
    expect(Object.keys(problemsOf(values))).toEqual(['name', 'key', 'owner', 'hypothesis', 'budgetCap']);
    expect(Object.keys(problemsOf({ ...toValues(cellDesign()), key: 'old', firstDay: null }))).toEqual([
      'key',
      'firstDay',
    ]);
    const wrong = { ...toValues(cellDesign()).rule, promoteAt: 2, floor: 'x', hasPrior: true };
    expect(Object.keys(problemsOf({ ...toValues(cellDesign()), rule: wrong })).toSorted()).toEqual([
      'rule.floor',
      'rule.prior.mean',
      'rule.prior.strength',
      'rule.promoteAt',
    ]);
    const test = { kind: 'creatives', testId: '' } as const;
    expect(Object.keys(problemsOf({ ...toValues(cellDesign()), arms: test, reward: 'click_rate' }))).toEqual([
      'arms.testId',
    ]);
    expect(Object.keys(problemsOf({ ...toValues(cellDesign()), arms: { ...test, testId: 'x' } }))).toEqual(['reward']);
  });

  it('[BA109] what the engine refuses has a field, unless it is about none', () => {
    const values = toValues(cellDesign());
    const about = ['CELL_INVALID', 'CELL_PLAN_GROUND', 'CELL_PLAN_BUDGET'];
    for (const code of Object.keys(CELL_ERRORS)) {
      const field = refusedField(code, values);
      if (about.includes(code)) expect([code, field]).toEqual([code, null]);
      else expect(Object.keys(PLACES), code).toContain(field);
    }
    expect(refusedField('SIGN_IN_REQUIRED', values)).toBeNull();
    expect(refusedField('CELL_SCOPE', { ...values, arms: { kind: 'audiences', testId: '' } })).toBe('segment');
    expect(refusedField('CELL_SCOPE', { ...values, segment: '', arms: { kind: 'cells', testId: '' } })).toBe('channel');
  });
});
