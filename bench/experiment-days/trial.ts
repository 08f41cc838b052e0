import type { ExperimentMetric, ExperimentRecord } from '../../engine/contract/index.ts';
import { designWith, RULE, recordOf } from '../../engine/experiments/design.fixture.ts';

const FOREVER = { delayHours: 0, hours: null };
const within = (hours: number) => ({ delayHours: 0, hours });
const NONE = { kind: 'none' } as const;

const shared = (id: string, event: string, window: ExperimentMetric['window']) => ({
  id,
  name: id,
  role: 'secondary' as const,
  better: 'higher' as const,
  event,
  window,
  currency: null,
});
const mean = (id: string, event: string, window: ExperimentMetric['window'] = FOREVER): ExperimentMetric => ({
  ...shared(id, event, window),
  kind: 'mean',
  capping: NONE,
});
const share = (id: string, event: string, window: ExperimentMetric['window'] = FOREVER): ExperimentMetric => ({
  ...shared(id, event, window),
  kind: 'proportion',
});
const ratio = (id: string, event: string, of: 'sum' | 'count', over: string): ExperimentMetric => ({
  ...shared(id, event, FOREVER),
  kind: 'ratio',
  denominator: { event: over, of },
  capping: NONE,
});

/** Twenty metrics over six events: nine means, six shares, three ratios, two of retention. */
const METRICS: readonly ExperimentMetric[] = [
  mean('revenue', 'revenue'),
  mean('revenue-7d', 'revenue', within(168)),
  { ...shared('revenue-capped', 'revenue', FOREVER), kind: 'mean', capping: { kind: 'value', value: 150 } },
  mean('sessions', 'sessions'),
  mean('sessions-3d', 'sessions', within(72)),
  { ...shared('sessions-capped', 'sessions', FOREVER), kind: 'mean', capping: { kind: 'value', value: 10 } },
  mean('tickets', 'ticket'),
  mean('refunds', 'refund'),
  mean('purchases', 'purchase'),
  share('signed-up', 'sign_up'),
  share('signed-up-1d', 'sign_up', within(24)),
  share('bought', 'purchase'),
  share('bought-7d', 'purchase', within(168)),
  share('complained', 'ticket'),
  share('visited', 'sessions'),
  ratio('per-purchase', 'revenue', 'count', 'purchase'),
  ratio('per-session', 'revenue', 'sum', 'sessions'),
  ratio('session-size', 'sessions', 'count', 'sessions'),
  { ...shared('back', 'sessions', { delayHours: 24, hours: 144 }), kind: 'retention' },
  { ...shared('back-2w', 'sessions', { delayHours: 168, hours: 168 }), kind: 'retention' },
];

const variation = (key: string) => ({ key, name: key, weight: 0.5, value: key, description: '' });

const record = (name: string, metrics: readonly ExperimentMetric[]): ExperimentRecord =>
  recordOf(
    designWith({
      key: 'trial',
      name,
      hypothesis: '',
      flag: 'trial',
      defaultValue: null,
      variations: [variation('control'), variation('treatment')],
      metrics,
      rule: { ...RULE, covariateDays: 7, guardrailMargin: 0.05 },
      plan: null,
    }),
    { startedAt: null },
  );

/** The twenty metrics, with sums and ages alone. */
export const RECORD = record('trial', METRICS);

/** Twenty metrics of which two are capped at a percentile and two are quantiles: of purchases, and of what units spent. */
export const RECORD_HELD = record('held', [
  ...METRICS.filter(({ id }) => !['revenue-capped', 'sessions-capped', 'tickets', 'refunds'].includes(id)),
  { ...shared('revenue-held', 'revenue', FOREVER), kind: 'mean', capping: { kind: 'percentile', percentile: 0.99 } },
  { ...shared('sessions-held', 'sessions', FOREVER), kind: 'mean', capping: { kind: 'percentile', percentile: 0.99 } },
  { ...shared('purchase-median', 'revenue', FOREVER), kind: 'quantile', level: 0.5, of: 'events', ignoreZeros: false },
  { ...shared('spend-p90', 'revenue', FOREVER), kind: 'quantile', level: 0.9, of: 'units', ignoreZeros: true },
]);
