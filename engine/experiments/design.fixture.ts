import type { DecisionRule, ExperimentDesign, ExperimentMetric, ExperimentRecord } from '../contract/index.ts';
import { instantOf } from '../core/index.ts';

export const RULE: DecisionRule = {
  method: 'sequential',
  alpha: 0.05,
  correction: 'holm',
  sides: 'two',
  prior: null,
  chanceToWin: 0.95,
  covariateDays: 0,
  minDays: 7,
  minUnits: 100,
  guardrailMargin: 0.02,
};

/** The share of units that had an event. */
export const shareOf = (
  event: string,
  of: Partial<Pick<ExperimentMetric, 'id' | 'name' | 'role'>> = {},
): ExperimentMetric => ({
  kind: 'proportion',
  id: event,
  name: event,
  role: 'goal',
  better: 'higher',
  event,
  window: { delayHours: 0, hours: null },
  currency: null,
  ...of,
});

/** A design that can be started, for what a test does not say: `green-button` decides `button` for users, half of them each. */
export const designWith = (changes: Partial<ExperimentDesign> = {}): ExperimentDesign => ({
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
  seed: changes.key ?? 'green-button',
  sticky: false,
  metrics: [shareOf('sign_up', { id: 'sign-up', name: 'Sign-up' })],
  rule: RULE,
  plan: { minimumEffect: 0.05, power: 0.8, baseline: 0.1, sd: 0.3, unitsPerDay: 1000, days: 14 },
  ...changes,
});

/** The record of a design, running since 2 October 2026 for what a test does not say. */
export const recordOf = (design: ExperimentDesign, changes: Partial<ExperimentRecord> = {}): ExperimentRecord => ({
  design,
  status: 'running',
  version: 1,
  createdAt: instantOf(Date.UTC(2026, 9, 1)),
  startedAt: instantOf(Date.UTC(2026, 9, 2)),
  since: null,
  stoppedAt: null,
  decidedAt: null,
  decision: null,
  ...changes,
});
