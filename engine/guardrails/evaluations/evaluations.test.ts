import { describe, expect, it } from 'vitest';
import { publish } from '../../../tests/support/spine-events.ts';
import { freshnessStateSchema, guardrailEvaluationSchema } from '../../contract/index.ts';
import { money } from '../../core/index.ts';
import { adCopy } from './ad-copy.ts';
import { enoughData } from './enough-data.ts';
import { creativeTest, freshness } from './evaluations.fixture.ts';
import { freshData } from './fresh-data.ts';
import { specialCategory } from './special-category.ts';
import { spendCap } from './spend-cap.ts';

describe('fresh data', () => {
  it('passes fresh, warns of late, blocks stale, and can not tell the rest', () => {
    const outcomes = freshnessStateSchema.options.map((state) => [state, freshData(freshness({ state })).outcome]);
    expect(Object.fromEntries(outcomes)).toEqual({ fresh: 'pass', late: 'warn', stale: 'block', unknown: 'unknown' });
    expect(freshData(null).outcome).toBe('unknown');
  });

  it('says through which day and when more was due', () => {
    expect(freshData(freshness({ state: 'late' })).evidence).toBe(
      'Data through 1 Nov 2026; the next day was due 2 Nov 2026, 10:00 UTC and is late.',
    );
    expect(freshData(freshness({ state: 'unknown', dueAt: null })).evidence).toContain('does not say when newer data');
    expect(freshData(freshness({ state: 'unknown', dataThrough: null })).evidence).toContain('Nothing has been loaded');
    expect(freshData(freshness()).dataThrough).toBe('2026-11-01');
  });
});

describe('enough data', () => {
  it('passes only the winner, and only this variant', () => {
    expect(enoughData(creativeTest(), 'v2').outcome).toBe('pass');
    expect(enoughData(creativeTest(), 'v1').outcome).toBe('block');
    expect(enoughData(creativeTest(), 'v9').outcome).toBe('block');
    for (const verdict of ['keep_testing', 'no_difference', 'unhealthy', 'no_data'] as const)
      expect([verdict, enoughData(creativeTest({ verdict }), 'v2').outcome]).toEqual([verdict, 'block']);
    expect(enoughData(null, 'v2').outcome).toBe('unknown');
  });

  it('shows the numbers', () => {
    expect(enoughData(creativeTest(), 'v2')).toMatchObject({
      evidence: 'B is best with probability 0.97 after 40,000 impressions and 1,800 clicks.',
      measured: { verdict: 'winner', impressions: 40_000, clicks: 1_800, best: 'v2', pBest: 0.97 },
      dataThrough: '2026-11-01',
    });
    expect(enoughData(creativeTest(), 'v1').evidence).toMatch(/^B, not A, is best/);
    const unhealthy = creativeTest({ verdict: 'unhealthy', bestVariantId: null, bestLabel: null, pBest: null });
    expect(enoughData(unhealthy, 'v2')).toMatchObject({
      evidence: 'B is not a winner, after 40,000 impressions and 1,800 clicks. The reason.',
      measured: { verdict: 'unhealthy', impressions: 40_000, clicks: 1_800 },
    });
  });
});

describe('spend cap', () => {
  const usd = (minor: number) => money(minor, 'USD');
  const outcome = (wanted: number, committed: number, cap: number): string =>
    spendCap({ wanted: usd(wanted), committed: usd(committed), cap: usd(cap) }).outcome;

  it('passes up to 80 % of the cap, warns up to all of it, and blocks above', () => {
    expect([outcome(800, 0, 1000), outcome(1, 800, 1000), outcome(200, 800, 1000), outcome(201, 800, 1000)]).toEqual([
      'pass',
      'warn',
      'warn',
      'block',
    ]);
    expect(outcome(1, 0, 0)).toBe('block');
  });

  it('can not tell without a cap, without a sum, or across currencies', () => {
    const [wanted, committed, cap] = [usd(1), usd(0), usd(10)];
    const euro = money(0, 'EUR');
    for (const facts of [
      { wanted, committed, cap: null },
      { wanted, committed: null, cap },
      { wanted, committed: euro, cap },
      { wanted, committed, cap: euro },
    ])
      expect(spendCap(facts).outcome).toBe('unknown');
  });

  it('shows the sum', () => {
    expect(spendCap({ wanted: usd(5_000), committed: usd(12_000), cap: usd(20_000) })).toMatchObject({
      evidence: '$50.00 a day on top of $120.00 already committed is $170.00 of the cap of $200.00.',
      measured: { wantedMinor: 5_000, committedMinor: 12_000, capMinor: 20_000, currency: 'USD' },
    });
  });
});

describe('ad copy', () => {
  const outcome = (changes: Partial<ReturnType<typeof publish>>): string =>
    adCopy({ ...publish(), ...changes }).outcome;

  it('warns of a headline above 40 characters, counted as people see them', () => {
    expect(outcome({ headline: 'x'.repeat(40) })).toBe('pass');
    expect(outcome({ headline: 'x'.repeat(41) })).toBe('warn');
    // A family of three is one character to a reader and eight UTF-16 units.
    expect(outcome({ headline: '👨‍👩‍👧'.repeat(40) })).toBe('pass');
    expect(adCopy({ ...publish(), headline: 'x'.repeat(41) }).evidence).toContain('may be cut off');
  });

  it('blocks an empty headline, a link without encryption and what can not be seen', () => {
    for (const changes of [
      { headline: '' },
      { headline: ' \u00a0' },
      { link: 'http://example.com' },
      { link: 'javascript:alert(1)' },
      { link: 'example.com' },
      { headline: 'Save\u0007 now' },
      { headline: 'Save\nnow' },
      { headline: 'Save \u202enow' },
      { body: 'Every\u0000thing' },
    ])
      expect([changes, outcome(changes)]).toEqual([changes, 'block']);
    expect(outcome({ body: 'Two\nlines' })).toBe('pass');
  });
});

describe('special category', () => {
  const outcome = (countries: readonly string[], declared: boolean, financialProduct: boolean): string =>
    specialCategory(
      { ...publish(), countries, specialAdCategories: declared ? ['FINANCIAL_PRODUCTS_SERVICES'] : [] },
      { financialProduct },
    ).outcome;

  it('blocks a financial product in the United States that is not declared, and nothing else', () => {
    expect(outcome(['DE', 'US'], false, true)).toBe('block');
    for (const [countries, declared, financial] of [
      [['US'], true, true],
      [['US'], false, false],
      [['DE'], false, true],
    ] as const)
      expect([countries, outcome(countries, declared, financial)]).toEqual([countries, 'pass']);
  });
});

it('every evaluation can be kept in the journal', () => {
  const evaluations = [
    freshData(null),
    freshData(freshness()),
    enoughData(null, 'v2'),
    enoughData(creativeTest(), 'v2'),
    spendCap({ wanted: money(1, 'USD'), committed: null, cap: null }),
    adCopy(publish()),
    specialCategory(publish(), { financialProduct: true }),
  ];
  for (const evaluation of evaluations) expect(guardrailEvaluationSchema.parse(evaluation)).toEqual(evaluation);
});
