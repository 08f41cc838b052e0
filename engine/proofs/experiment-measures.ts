import type { Comparison, ExperimentMetric, ExperimentRead, Interval, ProofValue } from '../contract/index.ts';
import { minorDigits } from '../serializer/index.ts';
import type { Measured } from './creative-measures.ts';
import {
  adjustedMethod,
  COUNTED_UNITS,
  checkMethod,
  effectMethod,
  kindOf,
  partMethod,
  posteriorMethod,
  powerMethod,
  SPLIT_WATCHED,
  valueMethod,
  verdictMethod,
} from './experiment-methods.ts';
import type { ExperimentRef } from './experiment-ref.ts';
import type { ProofMethod } from './methods.ts';

type Numeric = number | null;

/** A value in the metric's unit. Money is in minor units. */
function inUnitOf(metric: ExperimentMetric, value: Numeric): ProofValue {
  const kind = kindOf(metric);
  if (kind !== 'money' || metric.currency === null) return { kind, value };
  const { currency } = metric;
  return { kind, value: value === null ? null : value * 10 ** minorDigits(currency), currency };
}

/** A difference of values: of shares in percentage points. */
function differenceOf(metric: ExperimentMetric, value: Numeric): ProofValue {
  const shown = inUnitOf(metric, value);
  return shown.kind === 'rate' ? { ...shown, kind: 'percentage_points' } : shown;
}

const rate = (value: Numeric): ProofValue => ({ kind: 'rate', value });
const pValue = (value: Numeric): ProofValue => ({ kind: 'number', value });
const count = (value: Numeric): ProofValue => ({ kind: 'count', value });

interface Found {
  readonly label: string;
  readonly value: ProofValue;
  readonly method: ProofMethod;
}

const NONE = { low: null, high: null } as const;
const ends = (interval: Interval | null) => interval ?? NONE;

const END_WORDS = { estimate: 'Effect', low: 'Lower end of the effect', high: 'Upper end of the effect' } as const;
type End = keyof typeof END_WORDS;
const isEnd = (name: string): name is End => Object.hasOwn(END_WORDS, name);

/** The effect or an end of its interval. */
function endOf(name: End, estimate: Numeric, interval: { readonly low: Numeric; readonly high: Numeric }): ProofValue {
  return rate(name === 'estimate' ? estimate : interval[name]);
}

/** A number of one comparison by its name; null when the name is none of them. */
function comparisonNumber(
  read: ExperimentRead,
  metric: ExperimentMetric,
  { comparison, name }: { readonly comparison: Comparison; readonly name: string },
): Found | null {
  const of = `of ${comparison.variation} on ${metric.name}`;
  const effect = effectMethod(read.experiment, metric);
  const posterior = posteriorMethod(read.experiment, metric);
  const difference = ends(comparison.differenceInterval);
  if (isEnd(name))
    return {
      label: `${END_WORDS[name]} ${of}`,
      value: endOf(name, comparison.estimate, ends(comparison.interval)),
      method: effect,
    };
  switch (name) {
    case 'p':
      return { label: `p-value of the effect ${of}`, value: pValue(comparison.pValue), method: effect };
    case 'adjusted_p':
      return {
        label: `Adjusted p-value of the effect ${of}`,
        value: pValue(comparison.adjustedPValue),
        method: adjustedMethod(read.experiment, metric),
      };
    case 'chance':
      return {
        label: `Chance to win ${of}`,
        value: { kind: 'probability', value: comparison.chanceToWin },
        method: posterior,
      };
    case 'loss':
      return { label: `Expected loss ${of}`, value: rate(comparison.expectedLoss), method: posterior };
    case 'difference':
      return { label: `Difference ${of}`, value: differenceOf(metric, comparison.difference), method: effect };
    case 'difference_low':
      return {
        label: `Lower end of the difference ${of}`,
        value: differenceOf(metric, difference.low),
        method: effect,
      };
    case 'difference_high':
      return {
        label: `Upper end of the difference ${of}`,
        value: differenceOf(metric, difference.high),
        method: effect,
      };
    case 'variance_reduction':
      return {
        label: `Variance taken away by the covariate ${of}`,
        value: rate(comparison.varianceReduction),
        method: effect,
      };
    default:
      return null;
  }
}

function metricNumber(read: ExperimentRead, [id, variation, name]: readonly string[]): Found | null {
  const found = read.metrics.find(({ metric }) => metric.id === id);
  const arm = found?.arms.find((one) => one.variation === variation);
  if (found === undefined || arm === undefined || name === undefined) return null;
  const { metric } = found;
  const of = `${metric.name} of ${arm.variation}`;
  const comparison = found.comparisons.find((one) => one.variation === variation);
  if (comparison !== undefined && name !== 'value' && name !== 'total' && name !== 'units')
    return comparisonNumber(read, metric, { comparison, name });
  switch (name) {
    case 'value':
      return { label: of, value: inUnitOf(metric, arm.value), method: valueMethod(metric) };
    case 'total':
      return {
        label: `Total of ${of}`,
        value: kindOf(metric) === 'rate' ? count(arm.total) : inUnitOf(metric, arm.total),
        method: valueMethod(metric),
      };
    case 'units':
      return { label: `Units that count for ${of}`, value: count(arm.units), method: COUNTED_UNITS };
    // The control has no effect, but an interval of its own value.
    case 'low':
    case 'high':
      return {
        label: `${name === 'low' ? 'Lower' : 'Upper'} end of ${of}`,
        value: inUnitOf(metric, ends(arm.interval)[name]),
        method: effectMethod(read.experiment, metric),
      };
    default:
      return null;
  }
}

function unitsNumber(read: ExperimentRead, [variation, name]: readonly string[]): Found | null {
  const arm =
    variation === 'all' ? { units: read.units, share: 1 } : read.arms.find((one) => one.variation === variation);
  if (arm === undefined || (name !== 'units' && name !== 'share')) return null;
  const of = variation === 'all' ? 'the experiment' : variation;
  return name === 'units'
    ? { label: `Units of ${of}`, value: count(arm.units), method: COUNTED_UNITS }
    : { label: `Share of the units in ${of}`, value: rate(arm.share), method: COUNTED_UNITS };
}

function dayNumber(read: ExperimentRead, [day, id, variation, name]: readonly string[]): Found | null {
  const metric = read.experiment.design.metrics.find((one) => one.id === id);
  const row = read.daily.find((one) => one.day === day && one.metric === id && one.variation === variation);
  if (metric === undefined || row === undefined || name === undefined || !isEnd(name)) return null;
  return {
    label: `${END_WORDS[name]} of ${row.variation} on ${metric.name} up to ${row.day}`,
    value: endOf(name, row.estimate, row),
    method: effectMethod(read.experiment, metric),
  };
}

function exposureNumber(read: ExperimentRead, [day, variation, name]: readonly string[]): Found | null {
  const row = read.exposure.find((one) => one.day === day && one.variation === variation);
  if (row === undefined) return null;
  const of = `${row.variation}, ${row.day}`;
  switch (name) {
    case 'units':
      return { label: `Units first exposed: ${of}`, value: count(row.units), method: COUNTED_UNITS };
    case 'cumulative':
      return { label: `Units so far: ${of}`, value: count(row.cumulative), method: COUNTED_UNITS };
    case 'sample_ratio_p':
      return {
        label: `p-value of the split up to ${row.day}`,
        value: pValue(row.sampleRatioPValue),
        method: SPLIT_WATCHED,
      };
    default:
      return null;
  }
}

function segmentNumber(read: ExperimentRead, keys: readonly string[]): Found | null {
  const [dimension, value, id, variation, name = ''] = keys;
  const metric = read.experiment.design.metrics.find((one) => one.id === id);
  const row = read.segments.find(
    (one) =>
      one.dimension === dimension && one.value === value && one.metric === id && one.comparison.variation === variation,
  );
  if (metric === undefined || row === undefined) return null;
  const of = `of ${row.comparison.variation} on ${metric.name} where ${row.dimension} is ${row.value}`;
  const method = partMethod(read.experiment, metric);
  const { comparison } = row;
  if (isEnd(name))
    return {
      label: `${END_WORDS[name]} ${of}`,
      value: endOf(name, comparison.estimate, ends(comparison.interval)),
      method,
    };
  switch (name) {
    case 'units':
      return { label: `Units where ${row.dimension} is ${row.value}`, value: count(row.units), method: COUNTED_UNITS };
    case 'p':
      return { label: `p-value of the effect ${of}`, value: pValue(comparison.pValue), method };
    case 'adjusted_p':
      return { label: `Adjusted p-value of the effect ${of}`, value: pValue(comparison.adjustedPValue), method };
    case 'differs_p':
      return {
        label: `Adjusted p-value of the difference to the other units ${of}`,
        value: pValue(row.differsPValue),
        method,
      };
    default:
      return null;
  }
}

function noveltyNumber(read: ExperimentRead, [age, id, variation, name = '']: readonly string[]): Found | null {
  const metric = read.experiment.design.metrics.find((one) => one.id === id);
  const row = read.novelty.find((one) => String(one.age) === age && one.metric === id && one.variation === variation);
  if (metric === undefined || row === undefined) return null;
  const of = `of ${row.variation} on ${metric.name}, day ${row.age + 1} since exposure`;
  if (name === 'units')
    return {
      label: `Units that reached day ${row.age + 1} since exposure`,
      value: count(row.units),
      method: COUNTED_UNITS,
    };
  if (!isEnd(name)) return null;
  return {
    label: `${END_WORDS[name]} ${of}`,
    value: endOf(name, row.estimate, ends(row.interval)),
    method: effectMethod(read.experiment, metric),
  };
}

function progressNumber({ experiment, progress, verdict }: ExperimentRead, [name]: readonly string[]): Found | null {
  const method = powerMethod(experiment);
  switch (name) {
    case 'days':
      return { label: 'Days so far', value: { kind: 'days', value: progress.days }, method: COUNTED_UNITS };
    case 'units':
      return { label: 'Units so far', value: count(progress.units), method: COUNTED_UNITS };
    case 'planned_days':
      return { label: 'Days planned', value: { kind: 'days', value: progress.plannedDays }, method };
    case 'planned_units':
      return { label: 'Units planned', value: count(progress.plannedUnits), method };
    case 'detectable':
      return { label: 'Smallest effect the units so far can find', value: rate(progress.detectable), method };
    case 'days_left':
      return { label: 'Days left', value: { kind: 'days', value: verdict.daysLeft }, method };
    default:
      return null;
  }
}

/** Words for the verdicts. */
export const VERDICTS = {
  ship: 'Ship',
  roll_back: 'Roll back',
  ready_for_review: 'Ready for review',
  keep_running: 'Keep running',
  unhealthy: 'Unhealthy',
  no_data: 'No data',
} as const;

function found(read: ExperimentRead, { measure, keys: [, ...keys] }: ExperimentRef): Found | null {
  switch (measure) {
    case 'experiment.units':
      return unitsNumber(read, keys);
    case 'experiment.metric':
      return metricNumber(read, keys);
    case 'experiment.day':
      return dayNumber(read, keys);
    case 'experiment.exposure':
      return exposureNumber(read, keys);
    case 'experiment.segment':
      return segmentNumber(read, keys);
    case 'experiment.novelty':
      return noveltyNumber(read, keys);
    case 'experiment.check': {
      const check = read.checks.find(({ id }) => id === keys[0]);
      if (check === undefined) return null;
      return check.pValue === null
        ? { label: check.title, value: { kind: 'text', value: check.evidence }, method: checkMethod(check.id) }
        : { label: `${check.title}, p-value`, value: pValue(check.pValue), method: checkMethod(check.id) };
    }
    case 'experiment.progress':
      return progressNumber(read, keys);
    case 'experiment.verdict':
      return {
        label: 'Verdict',
        value: { kind: 'text', value: VERDICTS[read.verdict.state] },
        method: verdictMethod(read.experiment),
      };
    case 'experiment.count':
    case 'experiment.baseline':
      return null;
  }
}

/** A number of one experiment; null when the reference names none. What is held back says why. */
export function measureExperiment(read: ExperimentRead, ref: ExperimentRef): Measured | null {
  const number = found(read, ref);
  if (number === null) return null;
  const held = number.value.value === null && (read.verdict.state === 'unhealthy' || read.verdict.state === 'no_data');
  const why = ref.measure === 'experiment.verdict' || held ? [read.verdict.reason] : [];
  return { ...number, caveats: [...why, ...read.caveats] };
}
