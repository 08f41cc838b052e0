import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ResolvedScope, scopeSchema } from '../contract/index.ts';
import { addDays, dayOf } from '../core/index.ts';
import { resolveScope } from './scope.ts';
import { parseScopeText, scopeText } from './scope-text.ts';

const DATA = { from: dayOf('2025-05-22'), to: dayOf('2026-11-20') };
const PLACE = { currency: 'EUR', zone: 'Europe/Berlin' };
const resolved = (scope: object) => resolveScope(scopeSchema.parse(scope), DATA, PLACE);

describe('a scope', () => {
  it.each([
    ['last_7_days', '2026-11-14', '2026-11-20'],
    ['last_28_days', '2026-10-24', '2026-11-20'],
    ['last_90_days', '2026-08-23', '2026-11-20'],
    ['last_12_months', '2025-11-21', '2026-11-20'],
    ['this_month', '2026-11-01', '2026-11-20'],
    ['last_month', '2026-10-01', '2026-10-31'],
    ['this_year', '2026-01-01', '2026-11-20'],
    ['all', '2025-05-22', '2026-11-20'],
  ])('%s ends with the data', (period, from, to) => {
    expect(resolved({ period }).period).toEqual({ from, to });
  });

  it('is compared with as many days before, or the same weekdays a year before', () => {
    expect(resolved({ period: 'last_7_days' }).compare).toEqual({ from: '2026-11-07', to: '2026-11-13' });
    expect(resolved({ period: 'last_7_days', compare: 'year' }).compare).toEqual({
      from: '2025-11-15',
      to: '2025-11-21',
    });
    expect(resolved({ compare: 'none' }).compare).toBeNull();
  });

  const value = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' });
  const values = fc.array(value, { minLength: 1, maxLength: 3 }).map((list) => [...new Set(list)].sort());
  const scope: fc.Arbitrary<ResolvedScope> = fc
    .record({
      length: fc.integer({ min: 0, max: 400 }),
      compare: fc.boolean(),
      channel: fc.option(values, { nil: undefined }),
      geo: fc.option(values, { nil: undefined }),
      options: fc.dictionary(fc.stringMatching(/^[a-z_]{1,8}$/), value, { maxKeys: 3 }),
    })
    .map(({ length, compare, channel, geo, options }) => {
      const days = { from: addDays(DATA.to, -length), to: DATA.to };
      return {
        period: days,
        compare: compare ? days : null,
        filters: { ...(channel === undefined ? {} : { channel }), ...(geo === undefined ? {} : { geo }) },
        options: { ...options },
        ...PLACE,
      };
    });

  it('[MT8] written as text is read back as it was', () => {
    fc.assert(
      fc.property(scope, (one) => {
        expect(parseScopeText(scopeText(one))).toEqual(one);
      }),
    );
  });

  it('[MT8] that was not written by the product is none', () => {
    for (const text of ['', 'from=2026-01-01', `${scopeText(resolved({}))}&x=1`, 'from=a&to=b&currency=EUR&zone=UTC'])
      expect(parseScopeText(text)).toBeNull();
  });
});
