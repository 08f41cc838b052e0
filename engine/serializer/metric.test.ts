import { describe, expect, it } from 'vitest';
import { experimentMetricSchema } from '../contract/index.ts';
import { formatMetric, formatMetricDifference, formatMetricInterval, formatMetricKind } from './metric.ts';

const metric = (over: object) =>
  experimentMetricSchema.parse({
    id: 'm',
    name: 'Metric',
    role: 'goal',
    better: 'higher',
    event: 'e',
    window: { delayHours: 0, hours: null },
    currency: null,
    kind: 'mean',
    capping: { kind: 'none' },
    ...over,
  });

const share = metric({ kind: 'proportion' });
const money = metric({ currency: 'EUR' });
const plain = metric({});

describe('numbers of a metric', () => {
  it('[EX95] have the unit of the metric: shares in percent, money in its currency, other values plain', () => {
    expect(formatMetric(share, 0.12401)).toBe('12.40 %');
    expect(formatMetric(money, 3.2149)).toBe('€3.21');
    expect(formatMetric(plain, 2.41349)).toBe('2.413');
    expect(formatMetric(plain, 0.01234)).toBe('0.0123');
    expect(formatMetric(share, null)).toBe('—');
  });

  it('[EX95] write differences with their sign, shares in percentage points', () => {
    expect(formatMetricDifference(share, 0.0221)).toBe('+2.21 pp');
    expect(formatMetricDifference(money, -0.12)).toBe('−€0.12');
    expect(formatMetricDifference(plain, 0.5)).toBe('+0.5');
    expect(formatMetricInterval(share, { low: -0.001, high: 0.02, level: 0.95 })).toBe('−0.10 – 2.00 pp');
    expect(formatMetricInterval(money, { low: 1, high: 2.5, level: 0.95 })).toBe('€1.00 – €2.50');
    expect(formatMetricInterval(plain, null)).toBe('—');
  });

  it('says what is measured', () => {
    expect(
      formatMetricKind(metric({ kind: 'retention', window: { delayHours: 0, hours: 168 }, better: 'lower' })),
    ).toBe('retention, first 7 days, lower is better');
    expect(formatMetricKind(metric({ window: { delayHours: 12, hours: 24 } }))).toBe(
      'mean per unit, 12 – 36 h after exposure',
    );
    expect(formatMetricKind(metric({ kind: 'quantile', level: 0.9, of: 'units', ignoreZeros: false }))).toBe(
      '90 % quantile',
    );
  });
});
