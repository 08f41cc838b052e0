import { describe, expect, it } from 'vitest';
import { SIGN_UPS } from './design.fixture.ts';
import type { AdjustedComparison } from './families.ts';
import { comparisonSentence, plausible } from './sentences.ts';

/** An effect whose distribution has its middle so many spreads above zero. */
const at = (center: number, pValue: number | null = null) => ({
  estimate: center,
  interval: { low: center - 2, high: center + 2, level: 0.95 },
  pValue,
  chanceToWin: 0.5,
  expectedLoss: 0,
  distribution: { center, spread: 1, log: false },
});

const comparison = (over: Partial<AdjustedComparison>): AdjustedComparison => ({
  variation: 'treatment',
  metric: SIGN_UPS,
  effect: null,
  relative: at(1),
  absolute: null,
  varianceReduction: null,
  gap: null,
  adjustedPValue: null,
  tests: 1,
  ...over,
});

const LOOK = { alpha: 0.05, peek: false };

describe('sentences', () => {
  it.each([
    // The normal distribution's shares, from tables.
    [1.2816, '9 of 10 plausible effects are above zero'],
    [-0.5244, '7 of 10 plausible effects are below zero'],
    [0, '5 of 10 plausible effects are above zero'],
    [2, 'More than 9 of 10 plausible effects are above zero'],
    [-4, 'Nearly all plausible effects are below zero'],
  ])('[EX66] an effect %d spreads from zero: %s', (center, text) => {
    expect(plausible(at(center))).toBe(text);
  });

  it('[EX70] says where only the correction keeps an effect from counting', () => {
    const found = comparison({ relative: at(2, 0.03), adjustedPValue: 0.09, tests: 3 });
    expect(comparisonSentence(found, 'cant_tell', LOOK)).toBe(
      "Can't tell among 3 comparisons, though alone it would count: more than 9 of 10 plausible effects are above zero.",
    );
    expect(comparisonSentence({ ...found, relative: at(2, 0.2) }, 'cant_tell', LOOK)).toMatch(/^Can't tell: /);
  });

  it('[EX65] says what it reads, or why there is nothing', () => {
    expect(comparisonSentence(comparison({}), 'better', LOOK)).toBe(
      'Better: 8 of 10 plausible effects are above zero.',
    );
    expect(comparisonSentence(comparison({ relative: null, gap: 'no_variance' }), 'no_read', LOOK)).toContain(
      'the same value',
    );
    expect(comparisonSentence(comparison({}), 'cant_tell', { ...LOOK, peek: true })).toContain(
      'before the planned end',
    );
  });
});
