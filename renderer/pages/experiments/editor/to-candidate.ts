import { conditionOf, readCondition } from './condition.ts';
import { readTyped, type ValueType } from './typed-text.ts';
import type { Amount, DesignValues, MetricValues, PlanValues, RuleValues } from './values.ts';

/** A typed number; undefined while it is none. */
export function amountOf(amount: Amount): number | undefined {
  if (typeof amount === 'number') return amount;
  const value = Number(amount);
  return amount.trim() === '' || !Number.isFinite(value) ? undefined : value;
}

/** A typed percentage as a share; undefined while it is none. */
export function shareOf(percent: Amount): number | undefined {
  const value = amountOf(percent);
  return value === undefined ? undefined : Number((value / 100).toPrecision(12));
}

const typed = (type: ValueType, text: string): unknown => {
  const read = readTyped(type, text);
  return read.ok ? read.value : undefined;
};

/** Weights that add up to 100 % but for the digits that were not typed add up to 1. */
function weightsOf(weights: readonly Amount[]): readonly (number | undefined)[] {
  const shares = weights.map(shareOf);
  const sum = shares.reduce<number>((all, share) => all + (share ?? 0), 0);
  return Math.abs(sum - 1) < 0.0005 && sum !== 1
    ? shares.map((share) => (share === undefined ? undefined : share / sum))
    : shares;
}

function cappingOf({ kind, value, percentile }: MetricValues['capping']): unknown {
  switch (kind) {
    case 'none':
      return { kind };
    case 'value':
      return { kind, value: amountOf(value) };
    case 'percentile':
      return { kind, percentile: shareOf(percentile) };
  }
}

function metricOf(metric: MetricValues): unknown {
  const { id, name, role, better, kind, event } = metric;
  const hours = metric.window.hours === '' ? null : amountOf(metric.window.hours);
  const common = {
    ...{ id, name, role, better, kind, event },
    window: { delayHours: amountOf(metric.window.delayHours), hours },
    currency: metric.currency === '' ? null : metric.currency,
  };
  switch (kind) {
    case 'mean':
      return { ...common, capping: cappingOf(metric.capping) };
    case 'ratio':
      return { ...common, denominator: metric.denominator, capping: cappingOf(metric.capping) };
    case 'quantile':
      return { ...common, level: shareOf(metric.level), of: metric.of, ignoreZeros: metric.ignoreZeros };
    case 'proportion':
    case 'retention':
      return common;
  }
}

/** The rule as the contract takes it, where what was typed can be one. */
export const ruleCandidate = (rule: RuleValues): unknown => ({
  method: rule.method,
  alpha: shareOf(rule.alpha),
  correction: rule.correction,
  sides: rule.sides,
  prior: rule.hasPrior ? { mean: shareOf(rule.prior.mean), sd: shareOf(rule.prior.sd) } : null,
  chanceToWin: shareOf(rule.chanceToWin),
  covariateDays: amountOf(rule.covariateDays),
  minDays: amountOf(rule.minDays),
  minUnits: amountOf(rule.minUnits),
  guardrailMargin: shareOf(rule.guardrailMargin),
});

/** The plan as the contract takes it. */
export const planCandidate = (plan: PlanValues): unknown => ({
  minimumEffect: shareOf(plan.minimumEffect),
  power: shareOf(plan.power),
  baseline: amountOf(plan.baseline),
  sd: amountOf(plan.sd),
  unitsPerDay: amountOf(plan.unitsPerDay),
  days: amountOf(plan.days),
});

/** What the fields say, in the shape of a design. Whether it is one, its schema judges. */
export function toCandidate(values: DesignValues): unknown {
  const weights = weightsOf(values.variations.map(({ weight }) => weight));
  const condition = values.targeting.mode === 'json' ? readCondition(values.targeting.json) : null;
  return {
    key: values.key,
    name: values.name,
    hypothesis: values.hypothesis,
    unit: values.unit,
    flag: values.flag === '' ? values.key : values.flag,
    defaultValue: typed(values.valueType, values.defaultValue),
    variations: values.variations.map(({ key, name, value, description }, index) => ({
      key,
      name,
      weight: weights[index],
      value: typed(values.valueType, value),
      description,
    })),
    coverage: shareOf(values.coverage),
    targeting: condition === null ? conditionOf(values.targeting) : condition.ok ? condition.condition : undefined,
    namespace: values.hasNamespace
      ? {
          name: values.namespace.name,
          from: shareOf(values.namespace.from),
          to: shareOf(values.namespace.to),
        }
      : null,
    holdout: values.holdout === '' ? null : values.holdout,
    hashVersion: values.hashVersion === '1' ? 1 : 2,
    seed: values.seed === '' ? values.key : values.seed,
    sticky: values.sticky,
    metrics: values.metrics.map(metricOf),
    rule: ruleCandidate(values.rule),
    plan: values.hasPlan ? planCandidate(values.plan) : null,
  };
}
