import { describe, expect, it } from 'vitest';
import { dayOf } from '../../engine/core/index.ts';
import { daysOf, scopeOf, scopeSearch, searchOf } from './scope-search.ts';

describe('the scope in an address', () => {
  it('is the default where the address says nothing', () => {
    expect(scopeOf({})).toEqual({ period: 'last_28_days', compare: 'previous', filters: {}, options: {} });
  });

  it('reads days, filters and choices', () => {
    const search = scopeSearch.parse({
      period: '2026-10-01..2026-10-31',
      compare: 'year',
      channel: ['meta', 'paid_search'],
      metric: 'cac',
    });
    expect(scopeOf(search)).toEqual({
      period: { from: '2026-10-01', to: '2026-10-31' },
      compare: 'year',
      filters: { channel: ['meta', 'paid_search'] },
      options: { metric: 'cac' },
    });
  });

  it('[PG2] comes back from the address it is written to', () => {
    const scope = {
      period: { from: dayOf('2026-02-01'), to: dayOf('2026-02-28') },
      compare: { from: dayOf('2025-02-01'), to: dayOf('2025-02-28') },
      filters: { geo: ['DE-BE'], campaign: ['c_12'] },
      options: { by: 'geo', grain: 'week' },
    };
    expect(scopeOf(searchOf(scope))).toEqual(scope);
    expect(searchOf(scopeOf({}))).toEqual({});
  });

  it.each([
    [{ period: 'yesterday' }, {}],
    [{ period: 7, compare: [] }, {}],
    [{ channel: [] }, {}],
    [{ channel: [7], metric: 'cac' }, { metric: 'cac' }],
    [{ trail: ['channel', 'nothing'] }, {}],
  ])('[PG1] lets go of what an address can not mean: %j', (address, kept) => {
    expect(scopeSearch.parse(address)).toEqual(kept);
  });

  it('reads a link that was written by hand', () => {
    expect(scopeSearch.parse({ channel: 'meta', horizon: 24 })).toEqual({ channel: ['meta'], horizon: '24' });
  });

  it('takes days that do not exist or stand the wrong way round for none', () => {
    expect(daysOf('2026-02-30..2026-03-02')).toBeNull();
    expect(daysOf('2026-03-02..2026-03-01')).toBeNull();
    expect(scopeOf({ period: '2026-02-30..2026-03-02', compare: '2026-03-02..2026-03-01' })).toEqual(scopeOf({}));
  });
});
