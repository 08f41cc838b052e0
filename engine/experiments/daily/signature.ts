import type { PlannedMetric, SumPlan } from './plan.ts';
import type { SumQuery } from './queries/relations.ts';
import { cappedByShare } from './queries/values.ts';

/** Metrics whose sums are kept: not quantiles, nor those whose cap moves with each new day. */
export function keptMetrics(plan: SumPlan): readonly PlannedMetric[] {
  const moving = new Set(cappedByShare(plan));
  return plan.metrics.filter((planned) => planned.metric.kind !== 'quantile' && !moving.has(planned));
}

/** All that kept sums depend on beside the data. What is only shown, or only judged by, is not in it. */
export function signatureOf({ plan, scales, caps }: Pick<SumQuery, 'plan' | 'scales' | 'caps'>): string {
  const { design, startedAt, stoppedAt } = plan.record;
  const metrics = keptMetrics(plan).map(({ metric, ...planned }) => ({
    ...planned,
    kind: metric.kind,
    cap: caps.get(metric.id)?.toString() ?? null,
  }));
  return JSON.stringify({
    form: 1,
    unit: design.unit,
    variations: plan.variations,
    covariateDays: design.rule.covariateDays,
    startedAt,
    stoppedAt,
    pairs: plan.pairs,
    lanes: plan.lanes,
    metrics,
    scales: plan.events.map((event) => scales.get(event) ?? 1),
  });
}
