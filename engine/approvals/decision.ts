import {
  type DiffLine,
  type ExperimentDecide,
  type ExperimentDesign,
  type ExperimentRead,
  type ExperimentVariation,
  type Proof,
  type Proposal,
  subjectOf,
} from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import { supportOf } from '../guardrails/index.ts';
import { proofRef } from '../proofs/index.ts';
import { formatInterval, formatNumber, formatRate, formatRelativeChange } from '../serializer/index.ts';
import { type SpineState, standingDecision } from '../store/journal/index.ts';
import { audienceLines, audienceOf, valueWords, whom } from './audience.ts';
import { unsupported } from './submit-decision.ts';

/** What a person wants decided over an experiment. */
export interface DecideInput extends Pick<ExperimentDecide, 'outcome' | 'variation' | 'reason'> {
  /** Of the experiment. */
  readonly key: string;
}

/** What would be written, if the read supports it. Fails with PROPOSAL_NOT_SUPPORTED. docs/spec/experiments.md EX20–EX22. */
export function decisionPayload(read: ExperimentRead, input: DecideInput): Result<ExperimentDecide> {
  const { design, status, version } = read.experiment;
  if (status !== 'running' && status !== 'stopped') return unsupported(`the experiment is ${statusWords(status)}`);
  const support = supportOf(read, input);
  const chosen = variationOf(design, input.variation);
  if (support.outcome === 'block' || chosen === undefined) return unsupported(support.reason);
  return ok({
    kind: 'experiment.decide',
    platform: 'production',
    experimentKey: design.key,
    outcome: input.outcome,
    variation: chosen.key,
    flag: design.flag,
    value: chosen.value,
    audience: audienceOf(design),
    designVersion: version,
    reason: input.reason,
  });
}

const statusWords = (status: 'draft' | 'decided'): string =>
  status === 'draft' ? 'a draft and has not run' : 'decided already';

const variationOf = ({ variations }: ExperimentDesign, key: string): ExperimentVariation | undefined =>
  variations.find((variation) => variation.key === key);

const nameOf = (design: ExperimentDesign, key: string): string => variationOf(design, key)?.name ?? key;

/** The variation whose effect is told: the one shipped, or for a roll-back the one that is given up. */
function comparedIn({ experiment: { design }, verdict }: ExperimentRead, payload: ExperimentDecide): string | null {
  if (payload.outcome === 'ship') return payload.variation;
  const [control, first] = design.variations;
  return verdict.variation !== null && verdict.variation !== control?.key ? verdict.variation : (first?.key ?? null);
}

const goalsOf = ({ metrics }: ExperimentRead) => metrics.filter(({ metric }) => metric.role === 'goal');

/** References of the proofs a decision rests on; the first goal's effect comes last when there is one. */
export function decisionProofs(read: ExperimentRead, payload: ExperimentDecide): readonly string[] {
  const { key } = read.experiment.design;
  const variation = comparedIn(read, payload);
  const goals = goalsOf(read).flatMap(({ metric, comparisons }) => {
    const comparison = comparisons.find((each) => each.variation === variation);
    if (comparison === undefined || variation === null) return [];
    const names = [
      ...(comparison.estimate === null ? [] : ['estimate']),
      ...(comparison.pValue === null ? [] : ['p']),
      ...(comparison.chanceToWin === null ? [] : ['chance']),
    ];
    return names.map((name) => proofRef('experiment.metric', key, metric.id, variation, name));
  });
  const checks = read.checks.flatMap(({ id, pValue }) =>
    pValue === null ? [] : [proofRef('experiment.check', key, id)],
  );
  return [proofRef('experiment.verdict', key), ...checks, ...goals];
}

/** What will change, as lines for the approver. */
export function decisionDiff(
  state: SpineState,
  { experiment: { design, status } }: ExperimentRead,
  payload: ExperimentDecide,
): readonly DiffLine[] {
  const standing = standingDecision(state, subjectOf(payload))?.payload;
  const split = design.variations.map(({ name, weight }) => `${name} ${formatRate(weight)}`).join(', ');
  const running = status === 'running';
  const values = design.variations.map(({ value }) => valueWords(value)).join(' or ');
  const before = valueWords(standing?.kind === 'experiment.decide' ? standing.value : design.defaultValue);
  return [
    {
      label: `Flag ${payload.flag}, for ${whom(payload)}`,
      before: running ? `${values}, by variation; ${before} for units outside` : before,
      after: valueWords(payload.value),
      mono: true,
    },
    {
      label: 'Variation',
      before: running ? split : `${before} for everybody`,
      after: `${nameOf(design, payload.variation)} for ${whom(payload)}`,
      mono: false,
    },
    ...audienceLines(payload, state.experiments.values()),
    { label: 'Experiment', before: status, after: 'decided, no new units', mono: false },
    { label: 'Reason', before: '', after: payload.reason, mono: false },
    { label: 'Undo', before: '', after: 'set the flag back to what it was; needs a reason, no approval', mono: false },
  ];
}

/** Effect on the first goal with its interval; for a roll-back what is given up. Null when it can't be told. */
export function decisionEffect(
  read: ExperimentRead,
  payload: ExperimentDecide,
  proofs: readonly Proof[],
): Proposal['expectedEffect'] {
  const variation = comparedIn(read, payload);
  const [goal] = goalsOf(read);
  const comparison = goal?.comparisons.find((each) => each.variation === variation);
  if (goal === undefined || variation === null || comparison === undefined) return null;
  const { estimate, interval } = comparison;
  const ref = proofRef('experiment.metric', read.experiment.design.key, goal.metric.id, variation, 'estimate');
  const proof = proofs.find((each) => each.ref === ref);
  if (estimate === null || interval === null || proof === undefined) return null;
  const range = `${formatNumber(interval.level * 100)} % interval ${formatInterval(interval, 'rate')}`;
  const name = nameOf(read.experiment.design, variation);
  const what = payload.outcome === 'ship' ? `${name} over the control` : `given up with ${name}`;
  const sentence = `${formatRelativeChange(estimate)} ${goal.metric.name}, ${what} (${range}).`;
  return { metric: goal.metric.name, estimate, interval, sentence, proofId: proof.id };
}

/** The title people see in the inbox. */
export const decisionTitle = ({ experiment: { design } }: ExperimentRead, payload: ExperimentDecide): string =>
  payload.outcome === 'ship'
    ? `Ship "${nameOf(design, payload.variation)}" of "${design.name}" to ${whom(payload)}`
    : `Roll "${design.name}" back to "${nameOf(design, payload.variation)}" for ${whom(payload)}`;
