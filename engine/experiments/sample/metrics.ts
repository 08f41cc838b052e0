import type { ExperimentMetric } from '../../contract/index.ts';

const toTheEnd = { delayHours: 0, hours: null } as const;
const none = { kind: 'none' } as const;
const topPercent = { kind: 'percentile', percentile: 0.99 } as const;

/** What the sample's experiments measure, of the events in its `ab_outcomes`. Money in major units of `currency`. */
export const sampleMetrics = (currency: string): readonly ExperimentMetric[] => [
  {
    ...{ kind: 'proportion', id: 'sign_up', name: 'Sign-ups', role: 'goal', better: 'higher' },
    ...{ event: 'sign_up', window: toTheEnd, currency: null },
  },
  {
    ...{ kind: 'mean', id: 'revenue_per_user', name: 'Revenue per user', role: 'secondary', better: 'higher' },
    ...{ event: 'revenue', window: toTheEnd, currency, capping: topPercent },
  },
  {
    ...{ kind: 'proportion', id: 'purchase', name: 'Purchases', role: 'secondary', better: 'higher' },
    ...{ event: 'purchase', window: toTheEnd, currency: null },
  },
  {
    ...{ kind: 'ratio', id: 'revenue_per_purchase', name: 'Revenue per purchase', role: 'secondary', better: 'higher' },
    ...{ event: 'revenue', window: toTheEnd, currency, capping: none },
    denominator: { event: 'purchase', of: 'count' },
  },
  {
    ...{ kind: 'quantile', id: 'large_purchase', name: 'Large purchases (90th percentile)', role: 'secondary' },
    ...{ better: 'higher', event: 'revenue', window: toTheEnd, currency, level: 0.9, of: 'events', ignoreZeros: true },
  },
  {
    ...{
      kind: 'retention',
      id: 'back_next_day',
      name: 'Back within the next day',
      role: 'secondary',
      better: 'higher',
    },
    ...{ event: 'sessions', window: { delayHours: 12, hours: 24 }, currency: null },
  },
  {
    ...{ kind: 'mean', id: 'sessions', name: 'Sessions per user', role: 'guardrail', better: 'higher' },
    ...{ event: 'sessions', window: toTheEnd, currency: null, capping: none },
  },
];

/** Three more of the same events, for an experiment that looks closely. */
export const closerMetrics = (currency: string): readonly ExperimentMetric[] => [
  {
    ...{ kind: 'proportion', id: 'quick_sign_up', name: 'Sign-ups within the hour', role: 'secondary' },
    ...{ better: 'higher', event: 'sign_up', window: { delayHours: 0, hours: 1 }, currency: null },
  },
  {
    ...{ kind: 'ratio', id: 'revenue_per_sign_up', name: 'Revenue per sign-up', role: 'secondary', better: 'higher' },
    ...{ event: 'revenue', window: toTheEnd, currency, capping: none },
    denominator: { event: 'sign_up', of: 'count' },
  },
  {
    ...{ kind: 'retention', id: 'back_within_days', name: 'Back within three days', role: 'guardrail' },
    ...{ better: 'higher', event: 'sessions', window: { delayHours: 12, hours: 72 }, currency: null },
  },
];
