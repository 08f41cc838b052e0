import type { NoveltyPoint } from '../../contract/index.ts';
import { normalCdf } from '../../stats/index.ts';
import type { ExperimentData, MetricAge } from '../sums.ts';
import { type ArmSource, NO_SUMS } from './arm-metric.ts';
import { relativeEffect } from './compare.ts';
import { extentOf } from './infer.ts';
import type { Standing } from './standing.ts';

/** One effect on one goal over the days since exposure: a line through it, weighted by its precision. */
export interface Trend {
  readonly name: string;
  readonly variation: string;
  /** Change of the relative effect a day. */
  readonly slope: number;
  /** Where the line begins. */
  readonly start: number;
  readonly pValue: number;
}

export interface Novelty {
  readonly points: readonly NoveltyPoint[];
  readonly trends: readonly Trend[];
}

interface Weighted {
  readonly age: number;
  readonly estimate: number;
  readonly weight: number;
}

/**
 * Weighted least squares of effects on age with known errors; two-sided normal p-value of the slope. The days are taken
 * as independent, though they share units, so the p-value is rough.
 */
export function trendOf(points: readonly Weighted[]): Pick<Trend, 'slope' | 'start' | 'pValue'> | null {
  if (points.length < 3) return null;
  const total = points.reduce((sum, { weight }) => sum + weight, 0);
  const mean = (of: (point: Weighted) => number): number =>
    points.reduce((sum, point) => sum + point.weight * of(point), 0) / total;
  const [age, estimate] = [mean((point) => point.age), mean((point) => point.estimate)];
  const spread = points.reduce((sum, point) => sum + point.weight * (point.age - age) ** 2, 0);
  if (!(spread > 0)) return null;
  const slope =
    points.reduce((sum, point) => sum + point.weight * (point.age - age) * (point.estimate - estimate), 0) / spread;
  const z = Math.abs(slope) * Math.sqrt(spread);
  return { slope, start: estimate - slope * age, pValue: Math.min(1, 2 * normalCdf(-z)) };
}

const keyOf = (metric: string, variation: string, age: number): string => `${metric}\n${variation}\n${age}`;

/** The goals' effects by days since the exposure, each day's events alone, and how they move. */
export function noveltyOf({ design }: Standing, { ages }: Pick<ExperimentData, 'ages'>): Novelty {
  const byArm = new Map<string, MetricAge>(
    ages.map((row) => [keyOf(row.metric, row.variation, row.age), row] as const),
  );
  const sourceAt = (metric: string, variation: string, age: number): ArmSource => ({
    sums: byArm.get(keyOf(metric, variation, age))?.sums ?? NO_SUMS,
    quantile: null,
  });
  const [control, ...treatments] = design.variations;
  const points: NoveltyPoint[] = [];
  const trends: Trend[] = [];
  if (control === undefined) return { points, trends };
  for (const metric of design.metrics) {
    if (metric.role !== 'goal' || metric.kind === 'quantile') continue;
    const own = new Set(ages.filter((row) => row.metric === metric.id).map(({ age }) => age));
    for (const { key, name } of treatments) {
      const weighted: Weighted[] = [];
      for (const age of [...own].sort((a, b) => a - b)) {
        const [a, b] = [sourceAt(metric.id, control.key, age), sourceAt(metric.id, key, age)];
        const effect = relativeEffect(metric, a, b, design.rule);
        const found = effect.known ? extentOf(effect, design.rule, metric) : null;
        points.push({
          metric: metric.id,
          variation: key,
          age,
          units: a.sums.x.n + b.sums.x.n,
          estimate: found?.estimate ?? null,
          interval: found?.interval ?? null,
        });
        if (effect.known) weighted.push({ age, estimate: effect.estimate, weight: 1 / effect.standardError ** 2 });
      }
      const trend = trendOf(weighted);
      if (trend !== null) trends.push({ ...trend, name: metric.name, variation: name });
    }
  }
  return { points, trends };
}
