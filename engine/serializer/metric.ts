import type { ExperimentMetric, Interval } from '../contract/index.ts';
import { formatDays } from './duration.ts';
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

const HOURS_OF_DAY = 24;

/** "first 7 days", "12 – 36 h after exposure"; nothing when events count to the end. */
function windowText({ window: { delayHours, hours } }: ExperimentMetric): readonly string[] {
  if (delayHours > 0)
    return [`${hours === null ? `from ${delayHours}` : `${delayHours} – ${delayHours + hours}`} h after exposure`];
  if (hours === null) return [];
  return [hours % HOURS_OF_DAY === 0 ? `first ${formatDays(hours / HOURS_OF_DAY)}` : `first ${hours} h`];
}

/** What is measured, in a few words: "share of units, lower is better". */
export function formatMetricKind(metric: ExperimentMetric): string {
  const kind = metric.kind === 'quantile' ? `${Math.round(metric.level * 1000) / 10} % quantile` : KINDS[metric.kind];
  return [kind, ...windowText(metric), ...(metric.better === 'lower' ? ['lower is better'] : [])].join(', ');
}
