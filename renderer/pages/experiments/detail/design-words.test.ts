import { describe, expect, it } from 'vitest';
import type { DecisionRule, ExperimentMetric } from '../../../../engine/contract/index.ts';
import { isInWords, metricLine, ruleSentences, shareText, whoLine, whomItIsFor } from './design-words.ts';

const RULE: DecisionRule = {
  method: 'sequential',
  alpha: 0.05,
  correction: 'holm',
  sides: 'two',
  prior: null,
  chanceToWin: 0.95,
  covariateDays: 14,
  minDays: 7,
  minUnits: 100,
  guardrailMargin: 0.01,
};

const METRIC: ExperimentMetric = {
  id: 'sign_up',
  name: 'Sign-ups',
  role: 'goal',
  better: 'higher',
  event: 'sign_up',
  window: { delayHours: 0, hours: 168 },
  currency: null,
  kind: 'proportion',
};

describe('a design in words', () => {
  it('[EX94] shares have the digits they have', () => {
    expect([0.5, 0.005, 1 / 3, 1].map(shareText)).toEqual(['50 %', '0.5 %', '33.3333 %', '100 %']);
  });

  it('[EX94] the rule says what it promises, and when it may be read', () => {
    expect(ruleSentences(RULE)).toEqual([
      'Sequential: may be looked at every day; wrong in at most 5 % of experiments without an effect, better or worse.',
      'Several goals and variations are corrected together: Holm.',
      'No verdict before 7 days and 100 units in each variation.',
      'A guardrail may lose at most 1 %.',
      'The 14 days before the exposure take out what is known already (CUPED).',
    ]);
    expect(ruleSentences({ ...RULE, method: 'fixed', sides: 'greater' })[0]).toBe(
      'Fixed horizon: read once, at the planned end, with a level of 5 %, better only.',
    );
    expect(ruleSentences({ ...RULE, method: 'bayesian', prior: { mean: 0, sd: 0.1 } })[0]).toBe(
      'Bayesian: decided at a chance to win of 95 %, prior 0 % ± 10 %.',
    );
    expect(ruleSentences({ ...RULE, covariateDays: 0 })).toHaveLength(4);
  });

  it('[EX94] a metric says what it counts and for how long', () => {
    expect(metricLine(METRIC)).toBe('units with sign_up, for 7 days; higher is better');
    expect(metricLine({ ...METRIC, kind: 'retention', window: { delayHours: 36, hours: 24 } })).toBe(
      'units with sign_up in the window, from 36 h after the exposure for 1 day; higher is better',
    );
    expect(
      metricLine({
        ...METRIC,
        kind: 'ratio',
        better: 'lower',
        window: { delayHours: 0, hours: null },
        denominator: { event: 'sessions', of: 'sum' },
        capping: { kind: 'none' },
      }),
    ).toBe('sign_up over sum of sessions, to the end; lower is better');
  });

  it('[EX94] who takes part, with the parts that are left out', () => {
    const design = { unit: 'user', coverage: 0.5, targeting: {}, namespace: null, holdout: null };
    expect(whoLine(design)).toBe('50 % of users');
    expect(
      whoLine({
        ...design,
        targeting: { country: 'DE' },
        namespace: { name: 'sign-up', from: 0, to: 0.25 },
        holdout: 'keep-out',
      }),
    ).toBe(
      '50 % of users where country is DE; part 0 % to 25 % of namespace sign-up; without the units of holdout keep-out',
    );
  });

  it('[EX131] whom a decision is for', () => {
    const design = { unit: 'user', targeting: {}, holdout: null };
    expect(whomItIsFor(design)).toBe('every user');
    expect(whomItIsFor({ ...design, targeting: { country: { $in: ['DE', 'FR'] } } })).toBe(
      'every user where country is DE or FR',
    );
    expect(whomItIsFor({ ...design, targeting: { seat: { row: 2 } }, holdout: 'winter' })).toBe(
      'every user that meets its condition, but not those of the holdout winter,',
    );
  });

  it('[EX131] has no words for some conditions, and says that there is one', () => {
    const design = { unit: 'user', coverage: 1, targeting: { seat: { row: 2 } }, namespace: null, holdout: null };
    expect(isInWords(design)).toBe(false);
    expect(isInWords({ targeting: {} })).toBe(true);
    expect(whoLine(design)).toBe('100 % of users that meet the condition');
  });
});
