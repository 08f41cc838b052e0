import type { ExperimentDesign, ExperimentRecord } from '../../contract/index.ts';
import { type AppError, appError, err, ok, type Result } from '../../core/index.ts';
import { formatNumber } from '../../serializer/index.ts';
import { refusedAs } from './edits.ts';
import { targetingProblem } from './targeting.ts';

/** Weights are shares typed by people: a third is 0.333333. */
const WEIGHT_TOLERANCE = 1e-5;

/** A rule on one design beside the experiments that run: null when it is kept. */
type StartRule = (design: ExperimentDesign, running: readonly ExperimentDesign[]) => AppError | null;

function repeated(values: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value)) return value;
    seen.add(value);
  }
  return null;
}

const uniqueKeys: StartRule = ({ key, variations, metrics }) => {
  const lists = [
    { list: 'variations', what: repeated(variations.map((variation) => variation.key)) },
    { list: 'metrics', what: repeated(metrics.map((metric) => metric.id)) },
  ];
  const twice = lists.find(({ what }) => what !== null);
  return twice === undefined
    ? null
    : appError('EXPERIMENT_KEY_REPEATED', { key, list: twice.list, what: twice.what ?? '' });
};

const hasGoal: StartRule = ({ key, metrics }) =>
  metrics.some(({ role }) => role === 'goal') ? null : appError('EXPERIMENT_NO_GOAL', { key });

const hasPlan: StartRule = ({ key, plan }) => (plan === null ? appError('EXPERIMENT_NO_PLAN', { key }) : null);

const weightsAddUp: StartRule = ({ key, variations }) => {
  const sum = variations.reduce((total, { weight }) => total + weight, 0);
  return Math.abs(sum - 1) <= WEIGHT_TOLERANCE ? null : appError('EXPERIMENT_WEIGHTS', { key, sum: formatNumber(sum) });
};

const somebodyIsIn: StartRule = ({ key, coverage, namespace, variations }) => {
  const empty = (reason: string): AppError => appError('EXPERIMENT_EMPTY', { key, reason });
  if (coverage === 0) return empty('its coverage is 0');
  if (namespace !== null && namespace.from >= namespace.to) return empty('its part of the namespace is empty');
  const without = variations.find(({ weight }) => weight === 0);
  return without === undefined ? null : empty(`the variation ${without.key} has the weight 0`);
};

const targetingIsUnderstood: StartRule = ({ key, targeting }) => {
  const reason = targetingProblem(targeting);
  return reason === null ? null : appError('EXPERIMENT_TARGETING', { key, reason });
};

const flagIsFree: StartRule = ({ flag }, running) => {
  const other = running.find((each) => each.flag === flag);
  return other === undefined ? null : appError('EXPERIMENT_FLAG_TAKEN', { flag, other: other.key });
};

/** Parts are half open, so [0, 0.5) and [0.5, 1) do not touch. Different kinds of units are never the same unit. */
const namespaceIsFree: StartRule = ({ namespace, unit }, running) => {
  if (namespace === null) return null;
  const other = running.find(
    (each) =>
      each.unit === unit &&
      each.namespace !== null &&
      each.namespace.name === namespace.name &&
      each.namespace.from < namespace.to &&
      namespace.from < each.namespace.to,
  );
  if (other === undefined) return null;
  return appError('EXPERIMENT_NAMESPACE_TAKEN', { namespace: namespace.name, other: other.key });
};

/** Two splits of the same units by one seed are one split. */
const seedIsFree: StartRule = ({ seed, unit }, running) => {
  const other = running.find((each) => each.seed === seed && each.unit === unit);
  return other === undefined ? null : appError('EXPERIMENT_SEED_TAKEN', { other: other.key });
};

const holdoutRuns: StartRule = ({ key, holdout, flag, unit }, running) => {
  if (holdout === null) return null;
  const unusable = (reason: string): AppError => appError('EXPERIMENT_HOLDOUT', { key, holdout, reason });
  if (holdout === flag) return unusable('it is the flag of the experiment itself');
  const keeper = running.find((each) => each.flag === holdout);
  if (keeper === undefined) return unusable('no experiment of that flag is running');
  if (keeper.unit !== unit) return unusable(`it holds out by ${keeper.unit}, not by ${unit}`);
  return keeper.holdout === null ? null : unusable('it has a holdout itself');
};

const RULES: readonly StartRule[] = [
  uniqueKeys,
  hasGoal,
  hasPlan,
  weightsAddUp,
  somebodyIsIn,
  targetingIsUnderstood,
  flagIsFree,
  namespaceIsFree,
  seedIsFree,
  holdoutRuns,
];

/** All that keeps a draft from being started, in the order a person would mend it. docs/spec/experiments.md EX5–EX9. */
export function startProblems(design: ExperimentDesign, records: Iterable<ExperimentRecord>): readonly AppError[] {
  const running = [...records].filter(({ status }) => status === 'running').map((record) => record.design);
  return RULES.flatMap((rule) => rule(design, running) ?? []);
}

/** Fails with the first of what keeps it from being started. */
export function mayStart(record: ExperimentRecord, records: Iterable<ExperimentRecord>): Result<void> {
  if (record.status !== 'draft') return refusedAs(record, 'started');
  const [problem] = startProblems(record.design, records);
  return problem === undefined ? ok(undefined) : err(problem);
}
