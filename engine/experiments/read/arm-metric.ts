import type { ExperimentMetric } from '../../contract/index.ts';
import { type CupedMetric, type Metric, NO_MOMENTS, ratioWithCovariate } from '../stats/index.ts';
import type { ArmQuantile, MetricSums } from '../sums.ts';

export const NO_SUMS: MetricSums = {
  x: NO_MOMENTS,
  y: null,
  u: null,
  v: null,
  xy: null,
  xu: null,
  xv: null,
  yu: null,
  yv: null,
  uv: null,
};

/** What one arm has of one metric: its sums, or its quantile. */
export interface ArmSource {
  readonly sums: MetricSums;
  readonly quantile: ArmQuantile | null;
}

/** One arm's metric as the statistics take it, without a covariate. */
export function armMetric(metric: ExperimentMetric, { sums, quantile }: ArmSource): Metric {
  switch (metric.kind) {
    case 'mean':
      return { kind: 'mean', moments: sums.x };
    case 'proportion':
    case 'retention':
      return { kind: 'proportion', n: sums.x.n, successes: Math.round(sums.x.mean * sums.x.n) };
    case 'ratio':
      return { kind: 'ratio', joint: { x: sums.x, y: sums.y ?? NO_MOMENTS, cxy: sums.xy ?? 0 } };
    case 'quantile':
      return quantileMetric(metric.level, quantile);
  }
}

function quantileMetric(level: number, found: ArmQuantile | null): Metric {
  if (found === null) return { kind: 'quantile', n: 0, nStar: 0, level, estimate: 0, lower: 0, upper: 0 };
  const { n, estimate, lower, upper, clusters } = found;
  return { kind: 'quantile', n, nStar: n, level, estimate, lower, upper, ...(clusters === null ? {} : { clusters }) };
}

/** The same with its covariate from before the exposure; null where there is none. */
export function adjustedMetric(metric: ExperimentMetric, { sums }: ArmSource): CupedMetric | null {
  const { x, y, u, v, xy, xu, xv, yu, yv, uv } = sums;
  if (metric.kind === 'quantile' || u === null || xu === null) return null;
  if (metric.kind !== 'ratio') return { kind: 'cuped', joint: { x, y: u, cxy: xu } };
  if (y === null || v === null || xy === null || xv === null || yu === null || yv === null || uv === null) return null;
  return ratioWithCovariate({ x, y, u, v, xy, xu, xv, yu, yv, uv });
}
