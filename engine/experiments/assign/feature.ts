import type { Json } from '../../core/index.ts';
import { meetsCondition } from './condition.ts';
import { withBanditWeights } from './contextual-bandit.ts';
import type { AssignmentContext, Experiment, Feature, FeatureRule, ParentCondition } from './definition.ts';
import { type Evaluation, runExperiment } from './experiment.ts';
import type { ExperimentResult, Exposure, FeatureResult, FeatureSource } from './outcome.ts';
import { StickyBuckets, type StickyDocs } from './sticky.ts';
import { inRollout, meetsTargeting, passesFilters } from './unit.ts';
import { isTruthy } from './values.ts';

interface Because {
  readonly source: FeatureSource;
  readonly ruleId?: string | undefined;
  readonly experiment?: Experiment;
  readonly experimentResult?: ExperimentResult;
}

const featureResult = (value: Json, { ruleId, ...because }: Because): FeatureResult => ({
  value,
  on: isTruthy(value),
  off: !isTruthy(value),
  ruleId: ruleId ?? '',
  ...because,
});

/** Rules are taken apart once, not for every unit. */
const experiments = new WeakMap<FeatureRule, { readonly featureId: string; readonly experiment: Experiment | null }>();

/** The experiment a rule is; null for a rule that is none. */
function experimentOf(rule: FeatureRule, featureId: string): Experiment | null {
  const known = experiments.get(rule);
  if (known?.featureId === featureId) return known.experiment;
  const experiment = takenFrom(rule, featureId);
  experiments.set(rule, { featureId, experiment });
  return experiment;
}

function takenFrom(rule: FeatureRule, featureId: string): Experiment | null {
  const variations = rule.contextualVariations ?? rule.variations;
  if (variations === undefined) return null;
  const { id: _id, parentConditions: _parents, force: _force, range: _range, ...fields } = rule;
  const { contextualVariations: _contextual, contextualBanditRef: _bandit, ...experiment } = fields;
  return { ...experiment, ...saidFields(rule), variations, key: rule.key || featureId };
}

/** Fields that say nothing when they are empty, 0 or false: an experiment that is answered does not repeat them. */
const saidFields = (rule: FeatureRule) => ({
  hashAttribute: rule.hashAttribute || undefined,
  fallbackAttribute: rule.fallbackAttribute || undefined,
  hashVersion: rule.hashVersion || undefined,
  disableStickyBucketing: rule.disableStickyBucketing || undefined,
  seed: rule.seed || undefined,
  name: rule.name || undefined,
  phase: rule.phase || undefined,
});

function withoutBandit({ contextualBandit: _bandit, ...experiment }: Experiment): Experiment {
  return experiment;
}

/** How a parent condition came out. */
type Parents = 'met' | 'unmet' | 'blocked' | 'cyclic';

/** Evaluates features for one unit; what it was exposed to and what is to be kept gathers here. */
class FeatureEvaluation {
  readonly context: AssignmentContext;
  readonly sticky: StickyBuckets | null;
  readonly exposures: Exposure[] = [];
  /** Parents that were asked; not those whose answer depends on what needs them. */
  readonly #known = new Map<string, FeatureResult>();
  #cycles = 0;

  constructor(context: AssignmentContext, docs: StickyDocs | null) {
    this.context = context;
    this.sticky = docs === null ? null : new StickyBuckets(docs);
  }

  /** `path` are the features that need this one. */
  feature(id: string, path: ReadonlySet<string>): FeatureResult {
    if (path.has(id)) {
      this.#cycles += 1;
      return featureResult(null, { source: 'cyclicPrerequisite' });
    }
    const { forcedFeatureValues = {}, features = {} } = this.context;
    if (Object.hasOwn(forcedFeatureValues, id))
      return featureResult(forcedFeatureValues[id] ?? null, { source: 'override' });
    const feature = Object.hasOwn(features, id) ? features[id] : undefined;
    if (feature === undefined) return featureResult(null, { source: 'unknownFeature' });
    if (feature.enabled === false) return featureResult(null, { source: 'disabled' });
    return this.#byRules(id, feature, new Set(path).add(id));
  }

  experiment(experiment: Experiment, featureId: string | null, path: ReadonlySet<string>): ExperimentResult {
    const evaluation: Evaluation = {
      context: this.context,
      sticky: this.sticky,
      expose: (exposure) => this.exposures.push(exposure),
      meetsParents: (parents) => this.#parents(parents, path) === 'met',
    };
    return runExperiment(experiment, featureId, evaluation);
  }

  #byRules(id: string, feature: Feature, path: ReadonlySet<string>): FeatureResult {
    for (const rule of feature.rules ?? []) {
      const parents = this.#parents(rule.parentConditions ?? [], path);
      if (parents === 'cyclic') return featureResult(null, { source: 'cyclicPrerequisite' });
      if (parents === 'blocked') return featureResult(null, { source: 'prerequisite' });
      if (parents === 'unmet') continue;
      const result = this.#byRule(id, rule, path);
      if (result !== null) return result;
    }
    return featureResult(feature.defaultValue ?? null, { source: 'defaultValue' });
  }

  /** What a rule gives the unit; null when it is not for it. */
  #byRule(id: string, rule: FeatureRule, path: ReadonlySet<string>): FeatureResult | null {
    if (rule.filters !== undefined && !passesFilters(rule.filters, this.context)) return null;
    if (rule.force !== undefined)
      return this.#isForced(id, rule) ? featureResult(rule.force, { source: 'force', ruleId: rule.id }) : null;
    const plain = experimentOf(rule, id);
    if (plain === null) return null;
    const experiment = rule.contextualBanditRef
      ? withBanditWeights(plain, rule.contextualBanditRef, this.context)
      : plain;
    const result = this.experiment(experiment, id, path);
    if (!result.inExperiment || result.passthrough) return null;
    return featureResult(result.value, {
      source: 'experiment',
      ruleId: rule.id,
      // A choice made by hand is not the bandit's.
      experiment: experiment.contextualBandit === undefined || result.hashUsed ? experiment : withoutBandit(experiment),
      experimentResult: result,
    });
  }

  #isForced(id: string, rule: FeatureRule): boolean {
    if (rule.condition !== undefined && !meetsTargeting(rule.condition, this.context)) return false;
    const { hashAttribute, hashVersion, range, coverage } = rule;
    const fallbackAttribute = this.sticky !== null && !rule.disableStickyBucketing ? rule.fallbackAttribute : undefined;
    return inRollout(
      { seed: rule.seed || id, hashAttribute, fallbackAttribute, hashVersion, range, coverage },
      this.context,
    );
  }

  #parents(parents: readonly ParentCondition[], path: ReadonlySet<string>): Parents {
    for (const parent of parents) {
      const result = this.#parent(parent.id, path);
      if (result.source === 'cyclicPrerequisite') return 'cyclic';
      const met = meetsCondition(parent.condition ?? {}, { value: result.value }, this.context.savedGroups);
      if (!met) return parent.gate ? 'blocked' : 'unmet';
    }
    return 'met';
  }

  /** Parents that several features share are asked once: they would be asked twice as often with each generation. */
  #parent(id: string, path: ReadonlySet<string>): FeatureResult {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const cycles = this.#cycles;
    const result = this.feature(id, path);
    if (cycles === this.#cycles) this.#known.set(id, result);
    return result;
  }
}

/** An answer, what the unit was exposed to on the way, and the sticky documents as they are now (null when none are kept). */
export interface Evaluated<T> {
  readonly result: T;
  readonly exposures: readonly Exposure[];
  readonly docs: StickyDocs | null;
}

const evaluated = <T>(result: T, { exposures, sticky }: FeatureEvaluation): Evaluated<T> => ({
  result,
  exposures,
  docs: sticky?.docs ?? null,
});

/**
 * The value of a feature for the unit of a context: of the first rule that is for it, else the default; null, which is
 * off, for a feature that is unknown or switched off. With `docs` assignments are sticky; null switches that off.
 */
export function evaluateFeature(
  id: string,
  context: AssignmentContext,
  docs: StickyDocs | null = null,
): Evaluated<FeatureResult> {
  const evaluation = new FeatureEvaluation(context, docs);
  return evaluated(evaluation.feature(id, new Set()), evaluation);
}

/** The same for an experiment that is no part of a feature. */
export function evaluateExperiment(
  experiment: Experiment,
  context: AssignmentContext,
  docs: StickyDocs | null = null,
): Evaluated<ExperimentResult> {
  const evaluation = new FeatureEvaluation(context, docs);
  return evaluated(evaluation.experiment(experiment, null, new Set()), evaluation);
}
