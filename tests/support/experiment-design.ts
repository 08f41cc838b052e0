import { type ExperimentDesign, experimentDesignSchema } from '../../engine/contract/index.ts';

/** A design that can be started: `green-button` decides `button` for users, half of them each. */
export const designWith = (changes: Partial<ExperimentDesign> = {}): ExperimentDesign =>
  experimentDesignSchema.parse({
    key: 'green-button',
    name: 'Green button',
    hypothesis: 'A green button is seen sooner, so more visitors sign up.',
    unit: 'user',
    flag: 'button',
    defaultValue: 'grey',
    variations: [
      { key: 'control', name: 'Grey', weight: 0.5, value: 'grey', description: '' },
      { key: 'treatment', name: 'Green', weight: 0.5, value: 'green', description: '' },
    ],
    coverage: 1,
    targeting: {},
    namespace: null,
    holdout: null,
    hashVersion: 2,
    seed: 'green-button',
    sticky: true,
    metrics: [
      {
        id: 'sign-up',
        name: 'Sign-up',
        role: 'goal',
        better: 'higher',
        event: 'sign_up',
        window: { delayHours: 0, hours: null },
        currency: null,
        kind: 'proportion',
      },
    ],
    rule: {
      method: 'sequential',
      alpha: 0.05,
      correction: 'holm',
      sides: 'two',
      prior: null,
      chanceToWin: 0.95,
      covariateDays: 0,
      minDays: 7,
      minUnits: 100,
      guardrailMargin: 0.01,
    },
    plan: { minimumEffect: 0.05, power: 0.8, baseline: 0.1, sd: 0.3, unitsPerDay: 1000, days: 14 },
    ...changes,
  });
