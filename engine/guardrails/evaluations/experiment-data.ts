import type {
  DatasetFreshness,
  ExperimentRead,
  GuardrailEvaluation,
  GuardrailOutcome,
  HealthOutcome,
} from '../../contract/index.ts';
import { formatCounted, formatInterval, formatRate, formatRelativeChange } from '../../serializer/index.ts';
import { oldestData } from './fresh-data.ts';

/** The datasets reads of experiments rest on. */
const DATASETS = ['ab_exposures', 'ab_outcomes'];

/** Whether exposures and outcomes are as new as promised: the worse of the two is told. `null`: it could not be read. */
export function freshExperiment(freshness: readonly DatasetFreshness[] | null): GuardrailEvaluation {
  return oldestData(freshness, DATASETS);
}

const HEALTH: Readonly<Record<HealthOutcome, GuardrailOutcome>> = {
  pass: 'pass',
  warn: 'warn',
  fail: 'block',
  unknown: 'unknown',
};

/** Whether units were split as planned (Fabijan et al. 2019). `null`: the experiment could not be read. */
export function sampleRatio(read: ExperimentRead | null): GuardrailEvaluation {
  const base = { guardrail: 'sample-ratio', title: 'Sample ratio' };
  const check = read?.checks.find(({ id }) => id === 'sample_ratio');
  if (read === null || check === undefined) {
    const evidence = 'Nothing says whether units were split as planned.';
    return { ...base, outcome: 'unknown', evidence, measured: {}, dataThrough: null };
  }
  return {
    ...base,
    outcome: HEALTH[check.outcome],
    evidence: check.evidence,
    measured: { units: read.units, ...(check.pValue === null ? {} : { pValue: check.pValue }) },
    dataThrough: read.lastDay,
  };
}

interface Harm {
  readonly outcome: GuardrailOutcome;
  readonly words: string;
}

/** Whether a guardrail metric got worse under the variation. `null`: the experiment could not be read. */
export function guardrailMetrics(read: ExperimentRead | null, variation: string): GuardrailEvaluation {
  const base = { guardrail: 'guardrail-metrics', title: 'Guardrail metrics' };
  if (read === null) {
    const evidence = 'The experiment can not be read now, so nothing says what it costs elsewhere.';
    return { ...base, outcome: 'unknown', evidence, measured: {}, dataThrough: null };
  }
  const watched = read.metrics.filter(({ metric }) => metric.role === 'guardrail');
  const found = watched.map((each) => harmOf(read, each, variation));
  const of = (outcome: GuardrailOutcome) => found.filter((harm) => harm.outcome === outcome);
  const [telling] = [of('block'), of('unknown'), of('warn')].filter((some) => some.length > 0);
  return {
    ...base,
    outcome: telling?.[0]?.outcome ?? 'pass',
    evidence:
      watched.length === 0
        ? 'The design names no metric that must not get worse.'
        : telling === undefined
          ? `${formatCounted(watched.length, 'guardrail metric')} watched, none of them worse.`
          : `${telling.map(({ words }) => words).join('; ')}.`,
    measured: { metrics: watched.length, worse: of('block').length, notTold: of('unknown').length },
    dataThrough: read.lastDay,
  };
}

function harmOf(
  { experiment }: ExperimentRead,
  { metric, comparisons }: ExperimentRead['metrics'][number],
  variation: string,
): Harm {
  const comparison = comparisons.find((each) => each.variation === variation);
  if (comparison === undefined || comparison.interval === null || comparison.estimate === null)
    return { outcome: 'unknown', words: `${metric.name} can not be told: ${comparison?.gap ?? 'it was not measured'}` };
  const { estimate, interval } = comparison;
  const read = `${metric.name} ${formatRelativeChange(estimate)} (${formatInterval(interval, 'rate')})`;
  if (comparison.reads === 'worse') return { outcome: 'block', words: `${read} is worse` };
  const { guardrailMargin: margin } = experiment.design.rule;
  const worst = metric.better === 'higher' ? -interval.low : interval.high;
  return worst > margin
    ? { outcome: 'warn', words: `${read} may have lost more than ${formatRate(margin)}` }
    : { outcome: 'pass', words: read };
}
