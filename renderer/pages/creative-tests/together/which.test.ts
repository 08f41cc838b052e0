import { expect, it } from 'vitest';
import { togetherTestSchema } from '../../../../engine/contract/index.ts';
import { narrowed } from './which.ts';

const test = (testId: string, name: string, state: string, declared: boolean) =>
  togetherTestSchema.parse({
    testId,
    name,
    firstDay: '2026-11-02',
    lastDay: '2026-11-09',
    variants: 2,
    impressions: 100,
    clicks: 3,
    state,
    declared,
    variantId: null,
    label: null,
    otherLabel: null,
    effect: null,
    rest: null,
    lift: null,
    shrunken: null,
    p: null,
    holm: null,
    benjaminiHochberg: null,
    restP: null,
    restHolm: null,
    restBenjaminiHochberg: null,
    sequentialP: null,
    sequentialBenjaminiHochberg: null,
  });

it('[EX109] the list shows the tests of a choice, by every word of the search', () => {
  const tests = [
    test('a1', 'Budget reset headline', 'holds', true),
    test('b2', 'Budget picture', 'not_shown', false),
    test('c3', 'Savings headline', 'unhealthy', true),
  ];
  const ids = (...given: readonly [Parameters<typeof narrowed>[1], string]) =>
    narrowed(tests, ...given).map(({ testId }) => testId);
  expect(ids('declared', '')).toEqual(['a1', 'c3']);
  expect(ids('all', 'BUDGET')).toEqual(['a1', 'b2']);
  expect(ids('all', 'headline  reset')).toEqual(['a1']);
  expect(ids('all', 'c3')).toEqual(['c3']);
  expect(ids('unhealthy', '')).toEqual(['c3']);
});
