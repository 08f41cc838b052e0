import { describe, expect, it } from 'vitest';
import type { CellPlan, PlannedCell } from '../../../../engine/contract/index.ts';
import { money } from '../../../../engine/core/money.ts';
import { cellDesign } from '../../../../tests/support/cells.ts';
import { adoptable, chosenMoney } from './chosen.ts';
import { planCsv } from './plan-csv.ts';
import { NEW_PLAN, readPlan } from './plan-values.ts';

const planned = (key: string, minor: number, changes: Partial<PlannedCell> = {}): PlannedCell => ({
  design: cellDesign({ key, budgetCap: money(minor, 'EUR') }),
  ...{ pBetter: 0.2, valueOfInformation: 0.001, mean: 0.1, interval: { low: 0.05, high: 0.15, level: 0.95 } },
  ...{ trials: 900, side: 'explore', reason: 'Not yet known.', exists: false },
  ...changes,
});
const plan = (cells: readonly PlannedCell[]): CellPlan => ({
  ...{ cells, method: 'm', dataThrough: null },
  leftOut: [{ channel: 'radio', segment: 'students', reason: 'Too little traffic, 3 sessions a day.' }],
});

describe('the plan', () => {
  it('[BA107] is asked for with money in minor units; what is wrong is said by its field', () => {
    const typed = { ...NEW_PLAN, budget: 1_234.5, owner: ' Ana ' };
    expect(readPlan(typed, 'EUR')).toMatchObject({ ok: true, input: { budget: money(123_450, 'EUR'), owner: 'Ana' } });
    expect(readPlan(typed, 'JPY')).toMatchObject({ input: { budget: money(1_235, 'JPY') } });
    const wrong = readPlan({ ...NEW_PLAN, budget: 0, days: 3, cells: '', owner: '' }, 'EUR');
    expect(wrong.ok ? [] : Object.keys(wrong.problems).toSorted()).toEqual(['budget', 'cells', 'days', 'owner']);
  });

  it('[BA107] adopts what there is no cell for, and says what it costs and how much of it is in what works', () => {
    const cells = [planned('a', 30_000), planned('b', 10_000, { side: 'exploit' }), planned('c', 1, { exists: true })];
    const can = adoptable(plan(cells));
    expect(can.map(({ design }) => design.key)).toEqual(['a', 'b']);
    expect(chosenMoney(can)).toEqual({ all: money(40_000, 'EUR'), exploit: money(10_000, 'EUR'), exploitShare: 0.25 });
    expect(chosenMoney([])).toBeNull();
  });

  it('[BA107] is exported whole: candidates with why, and what was left out with why', () => {
    const [head = '', first = '', last = ''] = planCsv(plan([planned('a', 30_050)]))
      .trimEnd()
      .split('\r\n');
    const columns = head.split(',');
    const cells = first.split(',');
    const at = (name: string) => cells[columns.indexOf(name)];
    expect([at('key'), at('cap'), at('low'), at('exists'), at('reason')]).toEqual([
      'a',
      '300.5',
      '0.05',
      'no',
      'Not yet known.',
    ]);
    expect(last).toContain('radio,students');
    expect(last.endsWith('"Too little traffic, 3 sessions a day."')).toBe(true);
  });
});
