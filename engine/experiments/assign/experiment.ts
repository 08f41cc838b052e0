import { bucketRanges, chooseVariation } from './buckets.ts';
import type { AssignmentContext, Experiment, ParentCondition } from './definition.ts';
import { hashToUnit } from './hash.ts';
import type { ExperimentResult, Exposure } from './outcome.ts';
import type { StickyBuckets } from './sticky.ts';
import { type HashedBy, hashedBy, inNamespace, meetsTargeting, passesFilters } from './unit.ts';
import { isUrlTargeted, matchesUrl, queryStringOverride } from './url.ts';
import { textOf } from './values.ts';

/** One unit being evaluated. */
export interface Evaluation {
  readonly context: AssignmentContext;
  /** Null: assignments are not kept. */
  readonly sticky: StickyBuckets | null;
  expose(exposure: Exposure): void;
  /** Whether the unit gets from other features what an experiment requires. */
  meetsParents(parents: readonly ParentCondition[]): boolean;
}

/** How a variation came about: by a hash (with its bucket), or not. */
interface Decided {
  readonly variation: number;
  readonly hashUsed?: boolean;
  readonly bucket?: number;
  readonly stickyBucketUsed?: boolean;
}

const OUT: Decided = { variation: -1 };

const usesSticky = (experiment: Experiment, evaluation: Evaluation): boolean =>
  evaluation.sticky !== null && !experiment.disableStickyBucketing;

const unitOf = (experiment: Experiment, evaluation: Evaluation): HashedBy =>
  hashedBy(
    evaluation.context,
    experiment.hashAttribute,
    usesSticky(experiment, evaluation) ? experiment.fallbackAttribute : undefined,
  );

function banditFields({ contextualBandit }: Experiment): Partial<ExperimentResult> {
  if (contextualBandit === undefined) return {};
  const { leafId, variationWeights, banditVersion } = contextualBandit;
  return { leafId, variationWeights, ...(banditVersion === undefined ? {} : { banditVersion }) };
}

/** A variation that does not exist is the first one, and the unit is not in the experiment. */
function resultOf(
  experiment: Experiment,
  featureId: string | null,
  evaluation: Evaluation,
  decided: Decided,
): ExperimentResult {
  const inExperiment = Object.hasOwn(experiment.variations, decided.variation);
  const variationId = inExperiment ? decided.variation : 0;
  const hashUsed = decided.hashUsed ?? false;
  const meta = experiment.meta?.[variationId] ?? {};
  const by = unitOf(experiment, evaluation);
  return {
    key: meta.key || String(variationId),
    featureId,
    inExperiment,
    hashUsed,
    variationId,
    value: experiment.variations[variationId] ?? null,
    hashAttribute: by.attribute,
    hashValue: by.value,
    stickyBucketUsed: decided.stickyBucketUsed ?? false,
    ...(meta.name ? { name: meta.name } : {}),
    ...(decided.bucket === undefined ? {} : { bucket: decided.bucket }),
    ...(meta.passthrough ? { passthrough: true } : {}),
    ...(hashUsed && inExperiment ? banditFields(experiment) : {}),
  };
}

function withOverrides(experiment: Experiment, { overrides = {} }: AssignmentContext): Experiment {
  const override = Object.hasOwn(overrides, experiment.key) ? overrides[experiment.key] : undefined;
  const merged = override === undefined ? experiment : { ...experiment, ...override };
  if (merged.contextualBandit === undefined || merged.weights === undefined) return merged;
  return { ...merged, contextualBandit: { ...merged.contextualBandit, variationWeights: merged.weights } };
}

/** What a person chose for this unit; null when nobody did. */
function byHand(experiment: Experiment, { url = '', forcedVariations = {} }: AssignmentContext): Decided | null {
  const asked = queryStringOverride(experiment.key, url, experiment.variations.length);
  if (asked !== null) return { variation: asked };
  const forced = Object.hasOwn(forcedVariations, experiment.key) ? forcedVariations[experiment.key] : undefined;
  return forced === undefined ? null : { variation: forced };
}

/** Whether the experiment is for this unit. Not asked of units that have a bucket already. */
function isFor(experiment: Experiment, by: HashedBy, evaluation: Evaluation): boolean {
  const { context } = evaluation;
  if (experiment.filters !== undefined) {
    if (!passesFilters(experiment.filters, context)) return false;
  } else if (experiment.namespace !== undefined && !inNamespace(by.value, experiment.namespace)) return false;
  if (experiment.condition !== undefined && !meetsTargeting(experiment.condition, context)) return false;
  if (experiment.parentConditions !== undefined && !evaluation.meetsParents(experiment.parentConditions)) return false;
  return experiment.groups === undefined || experiment.groups.some((group) => context.groups?.[group] === true);
}

const STICKY_NONE = { kind: 'variation', variation: -1 } as const;

/** The variation of a unit by its bucket, kept or new. */
function byBucket(experiment: Experiment, by: HashedBy, evaluation: Evaluation): Decided {
  const { context, sticky } = evaluation;
  const kept = sticky !== null && usesSticky(experiment, evaluation) ? sticky.find(experiment, context) : STICKY_NONE;
  const found = kept.kind === 'variation' && kept.variation >= 0 ? kept.variation : null;
  if (found === null && !isFor(experiment, by, evaluation)) return OUT;
  if (experiment.url && !matchesUrl(experiment.url, context.url ?? '')) return OUT;
  const bucket = hashToUnit(experiment.seed || experiment.key, textOf(by.value), experiment.hashVersion || 1);
  if (bucket === null) return OUT;
  if (kept.kind === 'blocked') return { variation: -1, stickyBucketUsed: true };
  const { ranges = bucketRanges(experiment.variations.length, experiment.coverage, experiment.weights) } = experiment;
  const variation = found ?? chooseVariation(bucket, ranges);
  if (variation < 0) return OUT;
  if (experiment.force !== undefined) return { variation: experiment.force };
  if (context.qaMode === true || experiment.status === 'stopped') return OUT;
  return { variation, hashUsed: true, bucket, stickyBucketUsed: found !== null };
}

/**
 * Puts a unit into a variation of an experiment, or leaves it out. The order of the questions is that of GrowthBook's
 * SDK specification 0.8, so that both give the same answer.
 */
export function runExperiment(given: Experiment, featureId: string | null, evaluation: Evaluation): ExperimentResult {
  const { context } = evaluation;
  if (given.variations.length < 2 || context.enabled === false) return resultOf(given, featureId, evaluation, OUT);
  const experiment = withOverrides(given, context);
  const answer = (decided: Decided) => resultOf(experiment, featureId, evaluation, decided);
  if (experiment.urlPatterns !== undefined && !isUrlTargeted(context.url ?? '', experiment.urlPatterns))
    return answer(OUT);
  const chosen = byHand(experiment, context);
  if (chosen !== null) return answer(chosen);
  if (experiment.status === 'draft' || experiment.active === false) return answer(OUT);
  const by = unitOf(experiment, evaluation);
  if (by.value === '') return answer(OUT);
  const result = answer(byBucket(experiment, by, evaluation));
  if (!result.hashUsed) return result;
  if (evaluation.sticky !== null && usesSticky(experiment, evaluation))
    evaluation.sticky.keep(experiment, by, result.key);
  evaluation.expose({ experiment, result });
  return result;
}
