import { describe, expect, it } from 'vitest';
import { READ } from './result.fixture.ts';
import { firstRow, scorecardGroups, showsEffects, variationName } from './scorecard-rows.ts';

describe('the rows of a scorecard', () => {
  const groups = scorecardGroups(READ);

  it('[EX96] stand by role: goals first, then what explains, then what must not get worse', () => {
    expect(groups.map(({ title, rows }) => [title, rows.map(({ key }) => key)])).toEqual([
      ['Goals', ['sign_up/short', 'sign_up/long']],
      ['Secondary', ['sessions/short', 'sessions/long']],
      ['Guardrails', ['errors/short', 'errors/long']],
    ]);
    expect(groups[0]?.rows.map(({ opens }) => opens)).toEqual([true, false]);
    expect(groups[0]?.rows[1]?.arm?.variation).toBe('long');
    expect(groups[0]?.rows[1]?.control?.variation).toBe('control');
  });

  it('[EX96] opens the row that the verdict is about', () => {
    expect(firstRow(groups, 'long')?.key).toBe('sign_up/long');
    expect(firstRow(groups, null)?.key).toBe('sign_up/short');
    expect(firstRow([], null)).toBeUndefined();
  });

  it('[EX97] shows no effect where the data can not be trusted', () => {
    expect(showsEffects(READ)).toBe(true);
    expect(showsEffects({ verdict: { ...READ.verdict, state: 'unhealthy' } })).toBe(false);
    expect(showsEffects({ verdict: { ...READ.verdict, state: 'no_data' } })).toBe(false);
  });

  it('calls a variation by its name', () => {
    expect(variationName(READ.experiment, 'long')).toBe('LONG');
    expect(variationName(READ.experiment, 'other')).toBe('other');
  });
});
