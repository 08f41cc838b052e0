import type { ExperimentRecord } from '../../contract/index.ts';
import { countedFrom } from '../counted-from.ts';
import { type PlannedMetric, planSums, type SumPlan } from './plan.ts';
import type { SumQuery } from './queries/relations.ts';
import { cappedByShare } from './queries/values.ts';

/** Metrics whose sums are kept: not quantiles, nor those whose cap moves with each new day. */
export function keptMetrics(plan: SumPlan): readonly PlannedMetric[] {
  const moving = new Set(cappedByShare(plan.metrics));
  return plan.metrics.filter((planned) => planned.metric.kind !== 'quantile' && !moving.has(planned));
}

/** All of the design that kept sums depend on. What is only shown, or only judged by, is not in it. */
export function designSignature({ plan }: Pick<SumQuery, 'plan'>): string {
  const { design, stoppedAt } = plan.record;
  const metrics = keptMetrics(plan).map(({ metric, ...planned }) => ({
    ...planned,
    kind: metric.kind,
    cap: 'capping' in metric ? metric.capping : null,
  }));
  return JSON.stringify({
    form: 3,
    unit: design.unit,
    variations: plan.variations,
    covariateDays: design.rule.covariateDays,
    startedAt: countedFrom(plan.record),
    stoppedAt,
    pairs: plan.pairs,
    lanes: plan.lanes,
    metrics,
  });
}

/** Experiments that have this in common are kept in one go: they differ in nothing but whom they are for, and since when. */
export const likenessOf = (record: ExperimentRecord): string =>
  designSignature({ plan: planSums({ ...record, since: null, startedAt: null }) });

const NEXT_LINE = '\n';

/** The design's signature with how values are written as whole numbers. */
export const signatureOf = ({ plan, scales }: Pick<SumQuery, 'plan' | 'scales'>): string =>
  [designSignature({ plan }), JSON.stringify(plan.events.map((event) => scales.get(event) ?? 1))].join(NEXT_LINE);

/** The design's part of a signature. */
export const designPart = (signature: string): string => signature.split(NEXT_LINE)[0] ?? '';
