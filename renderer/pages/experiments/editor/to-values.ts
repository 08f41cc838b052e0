import type { ExperimentDesign, ExperimentMetric } from '../../../../engine/contract/index.ts';
import { targetingOf } from './condition.ts';
import { typeOf, writeTyped } from './typed-text.ts';
import { type DesignValues, type MetricValues, NEW_METRIC, newDesign, nextRow } from './values.ts';

/** A share as percent, without the last digits of binary fractions. */
export const percentOf = (share: number): number => Number((share * 100).toPrecision(12));

function metricValues(metric: ExperimentMetric): MetricValues {
  const { id, name, role, better, kind, event, window } = metric;
  const capping = metric.kind === 'mean' || metric.kind === 'ratio' ? metric.capping : { kind: 'none' as const };
  return {
    ...NEW_METRIC,
    row: nextRow(),
    ...{ id, name, role, better, kind, event },
    window: { delayHours: window.delayHours, hours: window.hours ?? '' },
    currency: metric.currency ?? '',
    capping: {
      kind: capping.kind,
      value: capping.kind === 'value' ? capping.value : '',
      percentile: capping.kind === 'percentile' ? percentOf(capping.percentile) : NEW_METRIC.capping.percentile,
    },
    ...(metric.kind === 'ratio' ? { denominator: metric.denominator } : {}),
    ...(metric.kind === 'quantile'
      ? { level: percentOf(metric.level), of: metric.of, ignoreZeros: metric.ignoreZeros }
      : {}),
  };
}

/** A design as it stands in the fields of the editor. */
export function toValues(design: ExperimentDesign): DesignValues {
  const { rule, plan, namespace } = design;
  const empty = newDesign();
  const type = typeOf([design.defaultValue, ...design.variations.map(({ value }) => value)]);
  return {
    key: design.key,
    name: design.name,
    hypothesis: design.hypothesis,
    unit: design.unit,
    flag: design.flag,
    valueType: type,
    defaultValue: writeTyped(type, design.defaultValue),
    variations: design.variations.map((variation) => ({
      row: nextRow(),
      key: variation.key,
      name: variation.name,
      weight: percentOf(variation.weight),
      value: writeTyped(type, variation.value),
      description: variation.description,
    })),
    coverage: percentOf(design.coverage),
    targeting: targetingOf(design.targeting, nextRow),
    hasNamespace: namespace !== null,
    namespace:
      namespace === null
        ? empty.namespace
        : { name: namespace.name, from: percentOf(namespace.from), to: percentOf(namespace.to) },
    holdout: design.holdout ?? '',
    hashVersion: design.hashVersion === 1 ? '1' : '2',
    seed: design.seed,
    sticky: design.sticky,
    metrics: design.metrics.map(metricValues),
    rule: {
      method: rule.method,
      alpha: percentOf(rule.alpha),
      correction: rule.correction,
      sides: rule.sides,
      hasPrior: rule.prior !== null,
      prior:
        rule.prior === null ? empty.rule.prior : { mean: percentOf(rule.prior.mean), sd: percentOf(rule.prior.sd) },
      chanceToWin: percentOf(rule.chanceToWin),
      covariateDays: rule.covariateDays,
      minDays: rule.minDays,
      minUnits: rule.minUnits,
      guardrailMargin: percentOf(rule.guardrailMargin),
    },
    hasPlan: plan !== null,
    plan:
      plan === null
        ? empty.plan
        : {
            minimumEffect: percentOf(plan.minimumEffect),
            power: percentOf(plan.power),
            baseline: plan.baseline,
            sd: plan.sd,
            unitsPerDay: plan.unitsPerDay,
            days: plan.days,
          },
  };
}
