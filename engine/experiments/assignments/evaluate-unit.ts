import type { AssignInput, Assignment } from '../../contract/index.ts';
import { type Instant, ok, type Result } from '../../core/index.ts';
import { type AssignmentContext, evaluateFeature, type FeatureResult } from '../assign/index.ts';
import type { FlagPlan } from './definitions.ts';
import type { KnownRows } from './known-rows.ts';
import type { StoredAssignment } from './store.ts';
import { attributesFor, docsFrom, rowFrom, rowsOf } from './unit.ts';

/** What a unit gets, and the rows that say so. */
export interface Evaluation {
  readonly result: FeatureResult;
  readonly rows: readonly StoredAssignment[];
}

interface Question {
  readonly context: AssignmentContext;
  readonly plan: FlagPlan;
  readonly input: AssignInput;
}

/** The rows that have to be known before the flag can be evaluated. */
export const neededRows = ({ plan, input }: Omit<Question, 'context'>) =>
  plan.sticky.length === 0 ? [] : rowsOf(plan.sticky, attributesFor(plan, input));

/**
 * Evaluates the flag for the unit by what is known; a needed row that is not known counts as none. Fails with INPUT_INVALID when the id of
 * a unit can not be kept.
 */
export function evaluateUnit({ context, plan, input }: Question, known: KnownRows, at: Instant): Result<Evaluation> {
  const attributes = attributesFor(plan, input);
  const kept = neededRows({ plan, input }).map((key) => known.get(key));
  const docs = plan.sticky.length === 0 ? null : docsFrom(kept.filter((row) => row !== undefined && row !== 'none'));
  // Not by a spread: where more fields follow one, V8 11 makes a hidden class for every single object, among the old.
  const unit = Object.assign({}, context, { attributes });
  const { result, exposures } = evaluateFeature(plan.feature, unit, docs);
  const rows: StoredAssignment[] = [];
  for (const exposure of exposures) {
    const row = rowFrom(exposure, at);
    if (!row.ok) return row;
    rows.push(row.value);
  }
  return ok({ result, rows });
}

/** A result in the form of the contract; `first`: the experiments the unit was assigned in by this very call. */
export function assignmentOf(flag: string, result: FeatureResult, first: ReadonlySet<string>): Assignment {
  const { value, source, experiment, experimentResult } = result;
  const key = experimentResult === undefined ? null : (experiment?.key ?? null);
  return {
    flag,
    value,
    source,
    experiment: key,
    variation: experimentResult?.key ?? null,
    inExperiment: experimentResult?.inExperiment ?? false,
    first: key !== null && first.has(key),
  };
}

/** The answer to a flag that nobody defined: it is off. */
export const unknownFlag = (flag: string): Assignment => ({
  flag,
  value: null,
  source: 'unknownFeature',
  experiment: null,
  variation: null,
  inExperiment: false,
  first: false,
});
