import { type ExperimentMetric, type ExperimentRecord, experimentRecordSchema } from '../../contract/index.ts';
import { designWith, RULE, recordOf as recordOfDesign } from '../design.fixture.ts';

interface Overrides {
  readonly key?: string;
  readonly metrics: readonly ExperimentMetric[];
  readonly covariateDays?: number;
  readonly startedAt?: string | null;
  readonly since?: string | null;
  readonly stoppedAt?: string | null;
}

/** A running experiment of `control` and `treatment` on users. */
export function recordOf({
  key = 'trial',
  metrics,
  covariateDays = 7,
  startedAt,
  since,
  stoppedAt,
}: Overrides): ExperimentRecord {
  const variation = (name: string) => ({ key: name, name, weight: 0.5, value: name, description: '' });
  return experimentRecordSchema.parse({
    ...recordOfDesign(
      designWith({
        key,
        name: key,
        hypothesis: '',
        flag: key,
        defaultValue: null,
        variations: [variation('control'), variation('treatment')],
        metrics,
        rule: { ...RULE, covariateDays, minDays: 1, minUnits: 2, guardrailMargin: 0.1 },
        plan: null,
      }),
    ),
    createdAt: '2026-11-01T00:00:00.000Z',
    startedAt: startedAt ?? null,
    since: since ?? null,
    stoppedAt: stoppedAt ?? null,
  });
}

type Window = ExperimentMetric['window'];
const shared = (id: string, event: string, window: Window) => ({
  id,
  name: id,
  role: 'goal' as const,
  better: 'higher' as const,
  event,
  window,
  currency: null,
});

export const FOREVER: Window = { delayHours: 0, hours: null };

/** Metrics of all kinds, windows and caps over the events `revenue`, `sessions` and `purchase`. */
export const METRICS: readonly ExperimentMetric[] = [
  { ...shared('revenue', 'revenue', FOREVER), kind: 'mean', capping: { kind: 'none' } },
  { ...shared('revenue-capped', 'revenue', FOREVER), kind: 'mean', capping: { kind: 'value', value: 7.5 } },
  {
    ...shared('revenue-held', 'revenue', { delayHours: 3, hours: 60 }),
    kind: 'mean',
    capping: { kind: 'percentile', percentile: 0.7 },
  },
  { ...shared('buyers', 'purchase', { delayHours: 0, hours: 48 }), kind: 'proportion' },
  {
    ...shared('per-session', 'revenue', FOREVER),
    kind: 'ratio',
    denominator: { event: 'sessions', of: 'sum' },
    capping: { kind: 'none' },
  },
  {
    ...shared('per-purchase', 'revenue', { delayHours: 1, hours: 72 }),
    kind: 'ratio',
    denominator: { event: 'purchase', of: 'count' },
    capping: { kind: 'value', value: 9 },
  },
  { ...shared('back', 'sessions', { delayHours: 24, hours: 24 }), kind: 'retention' },
  { ...shared('back-later', 'sessions', { delayHours: 24, hours: null }), kind: 'retention' },
  { ...shared('slowest', 'revenue', FOREVER), kind: 'quantile', level: 0.5, of: 'events', ignoreZeros: false },
  { ...shared('top-units', 'revenue', FOREVER), kind: 'quantile', level: 0.8, of: 'units', ignoreZeros: true },
  { ...shared('all-units', 'revenue', FOREVER), kind: 'quantile', level: 0.8, of: 'units', ignoreZeros: false },
];
