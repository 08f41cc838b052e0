import type { DecisionRule, ExperimentDesign, ExperimentMetric } from '../../../../engine/contract/index.ts';
import {
  conditionWords,
  formatCount,
  formatCounted,
  formatDays,
  formatNumber,
} from '../../../../engine/serializer/index.ts';

/** A share in as few digits as it has: "5 %", "0.5 %". */
export const shareText = (share: number): string => `${formatNumber(Number((share * 100).toPrecision(6)))} %`;

export const METHOD_WORDS: Readonly<Record<DecisionRule['method'], string>> = {
  sequential: 'Sequential',
  fixed: 'Fixed horizon',
  bayesian: 'Bayesian',
};

export const CORRECTION_WORDS: Readonly<Record<DecisionRule['correction'], string>> = {
  holm: 'Holm',
  benjamini_hochberg: 'Benjamini–Hochberg',
  none: 'none',
};

export const KIND_WORDS: Readonly<Record<ExperimentMetric['kind'], string>> = {
  proportion: 'Share of units',
  mean: 'Mean per unit',
  ratio: 'Ratio',
  quantile: 'Quantile',
  retention: 'Retention',
};

export const ROLE_WORDS: Readonly<Record<ExperimentMetric['role'], string>> = {
  goal: 'Goal',
  secondary: 'Secondary',
  guardrail: 'Guardrail',
};

/** How an experiment will be judged, as sentences. */
export function ruleSentences(rule: DecisionRule): readonly string[] {
  const sides = rule.sides === 'two' ? 'better or worse' : 'better only';
  const method = {
    sequential: `Sequential: may be looked at every day; wrong in at most ${shareText(rule.alpha)} of experiments without an effect, ${sides}.`,
    fixed: `Fixed horizon: read once, at the planned end, with a level of ${shareText(rule.alpha)}, ${sides}.`,
    bayesian: `Bayesian: decided at a chance to win of ${shareText(rule.chanceToWin)}, ${
      rule.prior === null ? 'with a flat prior' : `prior ${shareText(rule.prior.mean)} ± ${shareText(rule.prior.sd)}`
    }.`,
  }[rule.method];
  return [
    method,
    `Several goals and variations are corrected together: ${CORRECTION_WORDS[rule.correction]}.`,
    `No verdict before ${formatDays(rule.minDays)} and ${formatCounted(rule.minUnits, 'unit')} in each variation.`,
    `A guardrail may lose at most ${shareText(rule.guardrailMargin)}.`,
    ...(rule.covariateDays === 0
      ? []
      : [`The ${formatDays(rule.covariateDays)} before the exposure take out what is known already (CUPED).`]),
  ];
}

/** Hours as days where they are whole ones. */
const hoursText = (hours: number): string => (hours % 24 === 0 ? formatDays(hours / 24) : `${formatCount(hours)} h`);

function windowText({ delayHours, hours }: ExperimentMetric['window']): string {
  const length = hours === null ? 'to the end' : `for ${hoursText(hours)}`;
  return delayHours === 0 ? length : `from ${hoursText(delayHours)} after the exposure ${length}`;
}

/** What a metric counts, in a few words. */
export function metricLine(metric: ExperimentMetric): string {
  const what = {
    mean: () => `${metric.event} per unit`,
    proportion: () => `units with ${metric.event}`,
    ratio: () =>
      metric.kind === 'ratio' ? `${metric.event} over ${metric.denominator.of} of ${metric.denominator.event}` : '',
    quantile: () => (metric.kind === 'quantile' ? `quantile ${formatNumber(metric.level)} of ${metric.event}` : ''),
    retention: () => `units with ${metric.event} in the window`,
  }[metric.kind]();
  return `${what}, ${windowText(metric.window)}; ${metric.better} is better`;
}

/** Whether words say all of a condition; where they do not it is shown as it is written. */
export const isInWords = ({ targeting }: Pick<ExperimentDesign, 'targeting'>): boolean =>
  Object.keys(targeting).length === 0 || conditionWords(targeting) !== null;

/** Who takes part, in one line. */
export function whoLine({
  unit,
  coverage,
  targeting,
  namespace,
  holdout,
}: Pick<ExperimentDesign, 'unit' | 'coverage' | 'targeting' | 'namespace' | 'holdout'>): string {
  return [
    `${shareText(coverage)} of ${unit}s${
      !isInWords({ targeting })
        ? ' that meet the condition'
        : Object.keys(targeting).length === 0
          ? ''
          : ` where ${conditionWords(targeting)}`
    }`,
    ...(namespace === null
      ? []
      : [`part ${shareText(namespace.from)} to ${shareText(namespace.to)} of namespace ${namespace.name}`]),
    ...(holdout === null ? [] : [`without the units of holdout ${holdout}`]),
  ].join('; ');
}

/** Whom a decision is for: "every user where country is DE, but not those of the holdout winter-2026". */
export const whomItIsFor = ({
  unit,
  targeting,
  holdout,
}: Pick<ExperimentDesign, 'unit' | 'targeting' | 'holdout'>): string => {
  const words = conditionWords(targeting);
  const where = words !== null ? ` where ${words}` : isInWords({ targeting }) ? '' : ' that meets its condition';
  return `every ${unit}${where}${holdout === null ? '' : `, but not those of the holdout ${holdout},`}`;
};

/** The size it is planned for, in one line. */
export const planLine = ({ plan }: ExperimentDesign): string =>
  plan === null
    ? 'No plan'
    : `${formatDays(plan.days)} at ${formatCount(plan.unitsPerDay)} units a day; worth finding: ${shareText(plan.minimumEffect)}, with power ${shareText(plan.power)}`;
