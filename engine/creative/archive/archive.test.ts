import { describe, expect, it } from 'vitest';
import { creativeTogetherSchema } from '../../contract/index.ts';
import { SOURCE } from '../engine.fixture.ts';
import { CREATIVE_RULES } from '../rules.ts';
import { claimOf } from './claim.ts';
import { declaredTotalsRow } from './queries.ts';
import { shrunkenLift } from './shrink.ts';
import { logRate, restrictedLogLikelihood, varianceBetween } from './spread.ts';
import { readTogether } from './together.ts';

/** Tests as [clicks, impressions] of each variant. */
type Counted = readonly (readonly [number, number])[];

const TESTS: readonly Counted[] = [
  [
    [100, 5000],
    [130, 5000],
    [90, 4900],
  ],
  [
    [40, 3000],
    [75, 3100],
  ],
  [
    [20, 1500],
    [22, 1500],
    [60, 1600],
    [31, 1450],
  ],
  [
    [0, 400],
    [9, 410],
  ],
];

const counts = (test: Counted) => test.map(([clicks, impressions]) => ({ clicks, impressions }));

/** Our own run of numpy and scipy 1.10: a mixed model with its full matrices, and Welch's test. */
const ORACLE = {
  between: 0.13002417580703354,
  atZero: 24.10148151531022,
  shrunken: [0.6438634926408828, 0.11335710610984423, 1.427152229601769],
  claim: { effect: [0.016120689655172413, 0.004191920242815473, 0.028049459067529356], p: 0.008096689375119493 },
  rest: { effect: [0.021095505617977527, 0.011057660166844754, 0.0311333510691103], p: 1.954908740809532e-5 },
} as const;

describe('the spread between variants and what is shrunken by it', () => {
  const rates = TESTS.map((test) => counts(test).map(logRate));

  it('[EX107] is the restricted maximum likelihood over all tests', () => {
    expect(varianceBetween(rates)).toBeCloseTo(ORACLE.between, 6);
    const gain = restrictedLogLikelihood(rates, ORACLE.between) - restrictedLogLikelihood(rates, 0);
    expect(gain).toBeCloseTo(ORACLE.atZero, 9);
  });

  it('[EX107] is nothing where variants differ by chance alone, and can not be told without two variants', () => {
    const alike = counts([
      [50, 1000],
      [51, 1000],
      [49, 1000],
    ]).map(logRate);
    expect(varianceBetween([alike, alike])).toBe(0);
    expect(shrunkenLift(alike, { of: 1, over: 2, between: 0, level: 0.95 })).toEqual({
      estimate: 0,
      low: 0,
      high: 0,
      level: 0.95,
    });
    expect(varianceBetween([[], alike.slice(0, 1)])).toBeNull();
  });

  it('[EX107] draws a lift towards nothing, with the interval of the hierarchical model', () => {
    const found = shrunkenLift(rates[2] ?? [], { of: 2, over: 3, between: ORACLE.between, level: 0.95 });
    expect([found?.estimate, found?.low, found?.high]).toEqual(ORACLE.shrunken.map((x) => expect.closeTo(x, 7)));
    expect(found?.estimate).toBeLessThan(60 / 1600 / (31 / 1450) - 1);
  });
});

describe('the claim that a variant is the best', () => {
  const third = counts(TESTS[2] ?? []);

  it('[EX106] is tested against the variant that is hardest to beat', () => {
    const claim = claimOf(third, 2);
    expect(claim?.other).toBe(3);
    const { estimate, low, high } = claim?.effect ?? { estimate: 0, low: 0, high: 0 };
    expect([estimate, low, high]).toEqual(ORACLE.claim.effect.map((x) => expect.closeTo(x, 12)));
    expect(claim?.p).toBeCloseTo(ORACLE.claim.p, 12);
    expect(claim?.sequentialP).toBeGreaterThan(ORACLE.claim.p);
  });

  it('[EX106] has p 1 when another variant leads', () => {
    expect(claimOf(third, 3)).toMatchObject({ other: 2, p: 1, sequentialP: 1 });
  });

  it('[EX106] against the others together pays for each variant that could have been chosen', () => {
    const { rest, restP } = claimOf(third, 2) ?? {};
    expect([rest?.estimate, rest?.low, rest?.high]).toEqual(ORACLE.rest.effect.map((x) => expect.closeTo(x, 12)));
    expect(restP).toBeCloseTo(4 * ORACLE.rest.p, 12);
  });

  it('[EX106] is none where nobody clicked; against a variant that nobody clicked there is one', () => {
    const silent = [0, 500] as const;
    expect(claimOf(counts([silent, silent]), 1)).toBeNull();
    const { other, effect, p } = claimOf(counts([silent, [4, 500]]), 1) ?? {};
    expect([other, effect?.estimate]).toEqual([0, 0.008]);
    expect(p).toBeGreaterThan(0.05);
  });
});

describe('all tests together', () => {
  const rowsOf = (id: string, test: Counted, declared: readonly number[] | null) =>
    test.map(([clicks, impressions], i) =>
      declaredTotalsRow.parse({
        test_id: id,
        variant_id: `${id}-${i + 1}`,
        test_name: `Test ${id}`,
        headline: '',
        first_day: '2026-11-02',
        last_day: '2026-11-09',
        impressions,
        clicks,
        rows_read: 2,
        declared: declared === null ? null : declared.includes(i),
      }),
    );
  const pair = (a: number, b: number): Counted => [
    [a, 4000],
    [b, 4000],
  ];
  const rows = [
    ...rowsOf('clear', pair(60, 150), [1]),
    ...rowsOf('lucky', pair(60, 82), [1]),
    ...rowsOf('behind', pair(90, 60), [1]),
    ...rowsOf('open', pair(60, 150), []),
    ...rowsOf('plain', pair(70, 74), []),
    ...rowsOf(
      'uneven',
      [
        [60, 4000],
        [90, 4600],
      ],
      [1],
    ),
    ...rowsOf('two', pair(60, 61), [0, 1]),
    ...rowsOf('silent', pair(0, 0), []),
  ];
  const read = creativeTogetherSchema.parse(readTogether(rows, [SOURCE], CREATIVE_RULES));
  const test = (id: string) => read.tests.find(({ testId }) => testId === id);

  it('[EX106] counts which declared winners hold', () => {
    expect(read.declaredBy).toBe('data');
    expect(read.summary).toMatchObject({
      tests: 8,
      compared: 5,
      declared: 5,
      declaredCompared: 3,
      unadjusted: 1,
      holdFdr: 1,
      holdFwer: 1,
      behind: 1,
      unhealthy: 1,
      unhealthyDeclared: 1,
      several: 1,
      noData: 1,
      undeclaredHold: 1,
    });
    expect(Object.fromEntries(read.tests.map(({ testId, state }) => [testId, state]))).toEqual({
      clear: 'holds',
      open: 'holds',
      lucky: 'not_shown',
      behind: 'behind',
      plain: 'not_shown',
      uneven: 'unhealthy',
      two: 'several',
      silent: 'no_data',
    });
    expect(read.sentence).toBe(
      '1 of 3 winners declared in the data hold at a false discovery rate of 5 %, 1 with a chance of 5 % for any false ' +
        'one; 1 left out for an uneven split, 1 test left out for several winners.',
    );
  });

  it('[EX106] adjusts over every test that can be compared, not only over those with a winner', () => {
    const lucky = test('lucky');
    // third smallest of five
    expect(lucky?.benjaminiHochberg).toBeCloseTo(((lucky?.p ?? 0) * 5) / 3, 12);
    expect(lucky?.holm).toBeCloseTo((lucky?.p ?? 0) * 3, 12);
    expect(test('uneven')).toMatchObject({ p: null, effect: null, shrunken: null, variantId: null, declared: true });
  });

  it('[EX107] shrinks every lift, and one of few clicks more than the same of many', () => {
    for (const { lift, shrunken } of read.tests) {
      if (lift !== null && shrunken !== null) expect(Math.abs(shrunken.estimate)).toBeLessThan(Math.abs(lift));
    }
    const kept = (times: number) =>
      shrunkenLift(
        counts([
          [60 * times, 4000 * times],
          [82 * times, 4000 * times],
        ]).map(logRate),
        {
          of: 1,
          over: 0,
          between: 0.04,
          level: 0.95,
        },
      )?.estimate;
    expect(kept(1)).toBeLessThan(kept(20) ?? 0);
    expect(read.summary.medianShrunkenLift).toBeLessThan(read.summary.medianLift ?? 0);
  });

  it('[EX106] takes the verdict of the workbench where the data declare none', () => {
    const silent = rows.map((row) => ({ ...row, declared: null }));
    const own = readTogether(silent, [], CREATIVE_RULES);
    expect(own.declaredBy).toBe('workbench');
    expect(own.tests.filter(({ declared }) => declared).map(({ testId }) => testId)).toContain('open');
    expect(readTogether([], [], CREATIVE_RULES)).toMatchObject({
      tests: [],
      sentence: 'No winner is found by the verdict of the workbench.',
    });
  });
});
