import { describe, expect, it } from 'vitest';
import type { BanditRow } from '../../../../engine/contract/index.ts';
import { rowWith } from '../insights.fixture.ts';
import { byNeed, matches } from './order.ts';

const says = (kind: BanditRow['advice']['kind']): Pick<BanditRow, 'advice'> => ({
  advice: { kind, arm: null, reason: '', change: '' },
});

describe('the list of cells', () => {
  it('[BA95] what needs a person is first: decisions, then drift, what goes on, what has no data, and what has ended', () => {
    const rows = [
      rowWith('over', { status: 'ended', ...says('promote') }),
      rowWith('empty', says('no_data')),
      rowWith('goes-on'),
      rowWith('paused', { status: 'paused' }),
      rowWith('changed', { drift: true }),
      rowWith('done', says('stop')),
      rowWith('to-kill', says('kill')),
      rowWith('to-promote', says('promote')),
    ];
    expect(rows.toSorted(byNeed).map(({ key }) => key)).toEqual([
      'to-promote',
      'to-kill',
      'done',
      'changed',
      'goes-on',
      'paused',
      'empty',
      'over',
    ]);
  });

  it('[BA95] every word of a search is in the name, the key, the leader or what it is judged by', () => {
    const one = rowWith('meta-young');
    expect(matches(one, '')).toBe(true);
    expect(matches(one, 'CELL young')).toBe(true);
    expect(matches(one, 'brand sign-up')).toBe(true);
    expect(matches(one, 'brand tiktok')).toBe(false);
    expect(matches(rowWith('new', { leader: null }), 'brand')).toBe(false);
  });
});
