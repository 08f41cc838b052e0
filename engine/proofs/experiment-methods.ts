import type { ExperimentMetric, ExperimentRecord, MetricBaseline, ValueKind } from '../contract/index.ts';
import { READ_RULES, SPLIT_ALTERNATIVES } from '../experiments/index.ts';
import {
  formatCount,
  formatDayRange,
  formatDays,
  formatNumber,
  formatProbability,
  formatRate,
} from '../serializer/index.ts';
import type { ProofMethod } from './methods.ts';

/** Changes when the same data would give another number. It is part of a proof's id. */
const VERSION = '1.0';

interface Described extends Partial<Pick<ProofMethod, 'parameters' | 'assumptions'>> {
  readonly name: string;
  readonly reference: string;
}

const method = ({ name, reference, parameters = [], assumptions = ONCE }: Described): ProofMethod => ({
  name,
  version: VERSION,
  seed: null,
  parameters,
  assumptions,
  reference,
});

const ONCE = ['A unit counts from its first exposure; units that saw several variations are left out'];
const INDEPENDENT = [...ONCE, 'Units are independent and were split at random'];

/** How a metric's value is shown: shares as rates, values of a currency as money, the rest as numbers. */
export const kindOf = (metric: ExperimentMetric): ValueKind =>
  metric.kind === 'proportion' || metric.kind === 'retention' ? 'rate' : metric.currency === null ? 'number' : 'money';

const KIND_WORDS = {
  mean: 'Mean over the units',
  proportion: 'Share of units with the event',
  ratio: 'Ratio of sums over the units',
  quantile: 'Quantile of the values',
  retention: 'Share of units with the event, among those whose window is over',
} as const;

function windowText({ window }: ExperimentMetric): string {
  const { delayHours, hours } = window;
  const from =
    delayHours === 0 ? 'from the first exposure' : `from ${formatCount(delayHours)} h after the first exposure`;
  return hours === null ? `${from} to the end` : `${from}, for ${formatCount(hours)} h`;
}

function cappingText(metric: ExperimentMetric): string | null {
  if (metric.kind !== 'mean' && metric.kind !== 'ratio') return null;
  const { capping } = metric;
  if (capping.kind === 'value') return `at ${formatNumber(capping.value)}`;
  return capping.kind === 'percentile'
    ? `at the ${formatRate(capping.percentile)} quantile of values above zero`
    : null;
}

/** What a metric is made of, as parameters. */
export function metricParameters(metric: ExperimentMetric): ProofMethod['parameters'] {
  const capping = cappingText(metric);
  return [
    { name: 'Event', value: metric.event },
    { name: 'Window', value: windowText(metric) },
    ...(metric.kind === 'ratio'
      ? [{ name: 'Denominator', value: `${metric.denominator.of} of ${metric.denominator.event}` }]
      : []),
    ...(metric.kind === 'quantile' ? [{ name: 'Quantile', value: `${formatRate(metric.level)} of ${metric.of}` }] : []),
    ...(capping === null ? [] : [{ name: 'Capped', value: capping }]),
  ];
}

export const COUNTED_UNITS = method({
  name: 'Count of units by their first exposure',
  reference: 'Definition',
});

/** What units do today, before anything is tested. */
export const baselineMethod = ({ event, unit, firstDay, lastDay }: MetricBaseline): ProofMethod =>
  method({
    name: 'Baseline over all units with any event in the last 28 days',
    parameters: [
      { name: 'Event', value: event },
      { name: 'Unit', value: unit },
      { name: 'Days', value: formatDayRange(firstDay, lastDay) },
    ],
    assumptions: ['Units without the event count as zero; units without any event do not count'],
    reference: 'docs/spec/experiments.md, EX62',
  });

export const COUNTED_EXPERIMENTS = method({
  name: 'Count of experiments',
  reference: 'Definition',
  assumptions: ['Each experiment has one design in the journal'],
});

export const valueMethod = (metric: ExperimentMetric): ProofMethod =>
  method({ name: KIND_WORDS[metric.kind], parameters: metricParameters(metric), reference: 'Definition' });

const READ_BY = {
  sequential: {
    name: 'Asymptotic confidence sequence',
    reference:
      'Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, Time-uniform central limit theory and asymptotic confidence sequences',
  },
  fixed: { name: 'Welch’s t test, one look at the planned end', reference: 'Welch 1947' },
  bayesian: {
    name: 'Normal posterior of the effect',
    reference: 'Gelman et al., Bayesian Data Analysis, 3rd ed., §2.5; Stucchio 2015, Bayesian A/B Testing at VWO',
  },
} as const;

const CORRECTIONS = { holm: 'Holm', benjamini_hochberg: 'Benjamini–Hochberg', none: 'none' } as const;

function ruleParameters({ design: { rule } }: ExperimentRecord): ProofMethod['parameters'] {
  const own = {
    sequential: [{ name: 'Tightest at', value: `${formatCount(READ_RULES.tuning)} units` }],
    fixed: [],
    bayesian: [
      {
        name: 'Prior',
        value: rule.prior === null ? 'flat' : `normal, ${formatRate(rule.prior.mean)} ± ${formatRate(rule.prior.sd)}`,
      },
      { name: 'Chance to win', value: `at least ${formatProbability(rule.chanceToWin)}` },
    ],
  }[rule.method];
  return [
    { name: 'Alpha', value: formatNumber(rule.alpha) },
    { name: 'Sides', value: rule.sides === 'two' ? 'both' : 'better only; guardrails both' },
    ...own,
    ...(rule.covariateDays > 0
      ? [
          {
            name: 'Covariate',
            value: `the same events in the ${formatDays(rule.covariateDays)} before the exposure (CUPED)`,
          },
        ]
      : []),
  ];
}

/** The method an effect is read by: the design's rule. */
export const effectMethod = (experiment: ExperimentRecord, metric: ExperimentMetric): ProofMethod =>
  method({
    ...READ_BY[experiment.design.rule.method],
    parameters: [...metricParameters(metric), ...ruleParameters(experiment)],
    assumptions: INDEPENDENT,
  });

export const adjustedMethod = (experiment: ExperimentRecord, metric: ExperimentMetric): ProofMethod => {
  const { correction } = experiment.design.rule;
  const family = {
    goal: 'all goals and variations',
    secondary: 'all secondary metrics and variations',
    guardrail: 'none',
  };
  const base = effectMethod(experiment, metric);
  return {
    ...base,
    name: `${base.name}, adjusted`,
    parameters: [
      ...base.parameters,
      { name: 'Correction', value: metric.role === 'guardrail' ? 'none' : CORRECTIONS[correction] },
      { name: 'Family', value: family[metric.role] },
    ],
    reference: `${base.reference}; Holm 1979; Benjamini and Hochberg 1995`,
  };
};

/** Chance to win and expected loss: flat prior unless the rule is Bayesian and has one. */
export const posteriorMethod = (experiment: ExperimentRecord, metric: ExperimentMetric): ProofMethod => {
  const { rule } = experiment.design;
  const flat = rule.method === 'bayesian' ? [] : [{ name: 'Prior', value: 'flat' }];
  return method({
    ...READ_BY.bayesian,
    parameters: [...metricParameters(metric), ...flat, ...ruleParameters(experiment)],
    assumptions: INDEPENDENT,
  });
};

export const partMethod = (experiment: ExperimentRecord, metric: ExperimentMetric): ProofMethod => {
  const base = effectMethod(experiment, metric);
  return {
    ...base,
    name: `${base.name}, by part`,
    parameters: [
      ...base.parameters,
      { name: 'Correction', value: 'Benjamini–Hochberg over all parts of all dimensions' },
    ],
    reference: `${base.reference}; Benjamini and Hochberg 1995`,
  };
};

export const SPLIT_WATCHED = method({
  name: 'Sequential multinomial test of the split',
  parameters: [
    { name: 'Alarm', value: `below ${formatNumber(READ_RULES.sampleRatioAlarm)}` },
    {
      name: 'Alternatives',
      value: `Dirichlet, ${SPLIT_ALTERNATIVES.map((times) => formatNumber(times)).join(', ')} times the promised shares, evenly`,
    },
  ],
  assumptions: INDEPENDENT,
  reference: 'Lindon and Malek 2022, Anytime-valid inference for multinomial count data; Fabijan et al. 2019',
});

export const checkMethod = (id: string): ProofMethod => {
  if (id === 'sample_ratio') return SPLIT_WATCHED;
  const { name, reference } = CHECKS[id] ?? { name: 'Check by rule', reference: 'Definition' };
  return method({ name, reference });
};

const CHECKS: Readonly<Record<string, { readonly name: string; readonly reference: string }>> = {
  pre_exposure_bias: {
    name: 'Welch’s t tests of what units did before, with Bonferroni’s correction',
    reference: 'Welch 1947; Kohavi, Tang and Xu 2020, Trustworthy Online Controlled Experiments, ch. 21',
  },
  novelty: {
    name: 'Weighted line through the effect by days since exposure, with Bonferroni’s correction',
    reference: 'Kohavi, Tang and Xu 2020, Trustworthy Online Controlled Experiments, ch. 23',
  },
  suspicious_effect: {
    name: 'Effects that count beyond ±50 %',
    reference: 'Twyman’s law; Kohavi, Tang and Xu 2020, Trustworthy Online Controlled Experiments, ch. 3',
  },
};

/** Power and detectable effects; the plan. */
export const powerMethod = ({ design }: ExperimentRecord): ProofMethod =>
  method({
    name: 'Power of the rule at the precision so far',
    parameters:
      design.plan === null
        ? []
        : [
            { name: 'Power', value: formatProbability(design.plan.power) },
            { name: 'Smallest effect', value: formatRate(design.plan.minimumEffect) },
          ],
    assumptions: [...INDEPENDENT, 'Units go on coming as in the last week'],
    reference: 'Kohavi, Tang and Xu 2020, Trustworthy Online Controlled Experiments, ch. 17',
  });

/** The verdict's rule. */
export const verdictMethod = (experiment: ExperimentRecord): ProofMethod => {
  const { rule } = experiment.design;
  return method({
    name: 'Verdict by rule',
    parameters: [
      ...ruleParameters(experiment),
      { name: 'Correction', value: CORRECTIONS[rule.correction] },
      { name: 'Least', value: `${formatDays(rule.minDays)}, ${formatCount(rule.minUnits)} units in each variation` },
      { name: 'Guardrail margin', value: formatRate(rule.guardrailMargin) },
    ],
    assumptions: INDEPENDENT,
    reference: 'docs/spec/experiments.md, EX78 to EX80',
  });
};
