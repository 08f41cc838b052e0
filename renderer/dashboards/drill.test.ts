import { describe, expect, it } from 'vitest';
import { backTo, crumbsOf, drillInto, nextDimension } from './drill.ts';
import type { ScopeSearch } from './scope-search.ts';

const apply = (search: ScopeSearch, patch: Partial<ScopeSearch>): ScopeSearch => ({ ...search, ...patch });

describe('drilling down', () => {
  it('narrows to the row and goes on by the next dimension', () => {
    expect(drillInto({ metric: 'cac' }, 'channel', 'meta')).toEqual({
      channel: ['meta'],
      by: 'segment',
      trail: ['channel'],
    });
  });

  it('skips what is narrowed to one value already, and stays when nothing is left', () => {
    expect(nextDimension('channel', { segment: ['young'] })).toBe('campaign');
    expect(nextDimension('geo', {})).toBe('channel');
    const one = { channel: ['a'], segment: ['b'], campaign: ['c'], geo: ['d'] };
    expect(nextDimension('geo', one)).toBeNull();
    expect(drillInto(one, 'geo', 'd')).toMatchObject({ by: 'geo' });
  });

  it('[PG5] leaves crumbs, and goes back to any of them', () => {
    const first = apply({}, drillInto({}, 'channel', 'meta'));
    const second = apply(first, drillInto(first, 'segment', 'young'));
    expect(crumbsOf(second)).toEqual([
      { dimension: 'channel', value: 'meta' },
      { dimension: 'segment', value: 'young' },
    ]);
    const back = apply(second, backTo(second, 1));
    expect(back).toEqual({ channel: ['meta'], segment: undefined, by: 'segment', trail: ['channel'] });
    const home = apply(second, backTo(second, 0));
    expect(crumbsOf(home)).toEqual([]);
    expect(home.by).toBe('channel');
  });

  it('forgets a crumb whose filter was let go or widened', () => {
    expect(crumbsOf({ trail: ['channel', 'segment'], segment: ['young'] })).toEqual([
      { dimension: 'segment', value: 'young' },
    ]);
    expect(crumbsOf({ trail: ['channel'], channel: ['meta', 'tiktok'] })).toEqual([]);
  });
});
