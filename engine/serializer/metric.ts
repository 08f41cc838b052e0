import type { ExperimentMetric, Interval } from '../contract/index.ts';
import { MISSING } from './missing.ts';
import { formatMinor, minorDigits } from './money.ts';
import { formatNumber, formatRate } from './numbers.ts';
import { formatChange, formatInterval } from './value.ts';

/** A share of the units is a rate; sums of money are in major units; the rest are numbers. */
const kindOf = (metric: ExperimentMetric): 'rate' | 'money' | 'number' => {
  if (metric.kind === 'proportion' || metric.kind === 'retention') return 'rate';
  return metric.currency === null ? 'number' : 'money';
};

/** Per unit there are seldom more than four digits to be told apart. */
const shortNumber = (value: number): string =>
  formatNumber(Math.abs(value) >= 1 ? Math.round(value * 1000) / 1000 : value);

/** The value of a metric in one arm: "12.40 %", "€3.21", "2.413". */
export function formatMetric(metric: ExperimentMetric, value: number | null): string {
  if (value === null) return MISSING;
  const kind = kindOf(metric);
  if (kind === 'rate') return formatRate(value);
  if (kind === 'number') return shortNumber(value);
  const currency = metric.currency ?? '';
  return formatMinor(value * 10 ** minorDigits(currency), currency);
}

/** A difference in the metric's unit, with its sign: "+2.21 pp", "−€0.12". */
export function formatMetricDifference(metric: ExperimentMetric, value: number | null): string {
  if (value === null) return MISSING;
  const kind = kindOf(metric);
  if (kind !== 'money') return formatChange({ kind, value });
  const currency = metric.currency ?? '';
  return formatChange({ kind, value: value * 10 ** minorDigits(currency), currency });
}

/** Both ends of an interval of such differences. */
export function formatMetricInterval(metric: ExperimentMetric, interval: Interval | null): string {
  if (interval === null) return MISSING;
  const kind = kindOf(metric);
  if (kind === 'rate') return formatInterval(interval, 'percentage_points');
  if (kind === 'number') return formatInterval(interval, 'number');
  const currency = metric.currency ?? '';
  const minor = 10 ** minorDigits(currency);
  return formatInterval({ low: interval.low * minor, high: interval.high * minor }, 'money', currency);
}

const KINDS: Readonly<Record<ExperimentMetric['kind'], string>> = {
  mean: 'mean per unit',
  proportion: 'share of units',
  ratio: 'ratio',
  quantile: 'quantile',
  retention: 'retention',
};

/** What is measured, in a few words: "share of units, lower is better". */
export function formatMetricKind(metric: ExperimentMetric): string {
  const kind = metric.kind === 'quantile' ? `${Math.round(metric.level * 1000) / 10} % quantile` : KINDS[metric.kind];
  const hours = metric.window.hours;
  return [
    kind,
    ...(hours === null ? [] : [hours % 24 === 0 ? `first ${hours / 24} days` : `first ${hours} h`]),
    ...(metric.better === 'lower' ? ['lower is better'] : []),
  ].join(', ');
}
