import type { DecisionRule, ExperimentMetric, Interval, MetricRead } from '../../contract/index.ts';
import { studentQuantile } from '../../stats/index.ts';
import { estimateOf, sequentialScale, sequentialWidth } from '../stats/index.ts';
import { type ArmSource, armMetric } from './arm-metric.ts';
import { READ_RULES } from './rules.ts';

type ArmRead = MetricRead['arms'][number];

const isShare = ({ kind }: ExperimentMetric): boolean => kind === 'proportion' || kind === 'retention';

/**
 * An arm's own value with the interval of the rule's kind: that of one look (Student's t), or for a sequence the
 * confidence sequence over its units. Shares are kept within 0 and 1. Values are without the covariate.
 */
export function armRead(
  metric: ExperimentMetric,
  { variation, source }: { readonly variation: string; readonly source: ArmSource },
  rule: DecisionRule,
): ArmRead {
  const { n, value, variance } = estimateOf(armMetric(metric, source), 'standard');
  const units = metric.kind === 'quantile' ? unitsOfQuantile(source) : n;
  const noBase = metric.kind === 'ratio' && (source.sums.y?.mean ?? 0) === 0;
  if (n === 0 || noBase) return { variation, units, value: null, interval: null, total: totalOf(metric, source) };
  return {
    variation,
    units,
    value,
    interval: intervalOf({ n, value, variance }, rule, isShare(metric)),
    total: totalOf(metric, source),
  };
}

const unitsOfQuantile = ({ quantile }: ArmSource): number => quantile?.clusters?.x.n ?? quantile?.n ?? 0;

function totalOf(metric: ExperimentMetric, { sums }: ArmSource): number | null {
  if (metric.kind === 'quantile' || sums.x.n === 0) return null;
  const total = sums.x.mean * sums.x.n;
  return isShare(metric) ? Math.round(total) : total;
}

function intervalOf(
  { n, value, variance }: { readonly n: number; readonly value: number; readonly variance: number },
  { alpha, method }: DecisionRule,
  share: boolean,
): Interval | null {
  if (!(variance > 0) || n < 2) return null;
  const width =
    method === 'sequential'
      ? sequentialWidth(n, sequentialScale(alpha, READ_RULES.tuning), alpha)
      : studentQuantile(1 - alpha / 2, n - 1);
  const reach = width * Math.sqrt(variance / n);
  const [low, high] = [value - reach, value + reach];
  return { low: share ? Math.max(0, low) : low, high: share ? Math.min(1, high) : high, level: 1 - alpha };
}
