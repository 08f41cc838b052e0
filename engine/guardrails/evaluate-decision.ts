import type { DatasetFreshness, ExperimentDecide, ExperimentRead, GuardrailEvaluation } from '../contract/index.ts';
import type { Instant, Uuid } from '../core/index.ts';
import type { SpineState } from '../store/journal/index.ts';
import { freshExperiment, guardrailMetrics, sampleRatio } from './evaluations/experiment-data.ts';
import { notAlreadyDecided } from './evaluations/not-already-decided.ts';
import { verdictSupports } from './evaluations/verdict-supports.ts';

/** Everything the guardrails of a decision look at. `null` is what could not be read: it is unknown, and blocks. */
export interface DecisionFacts {
  readonly payload: ExperimentDecide;
  readonly read: ExperimentRead | null;
  readonly freshness: readonly DatasetFreshness[] | null;
  readonly state: SpineState;
  /** The proposal that is judged, once it is in the journal. */
  readonly proposalId: Uuid | null;
  readonly now: Instant;
}

/** Judges a decision over an experiment by every guardrail, in the order they are shown. docs/guardrails.md */
export function evaluateDecision(facts: DecisionFacts): readonly GuardrailEvaluation[] {
  const { payload, freshness, state, proposalId, now } = facts;
  const read = facts.read?.experiment.design.key === payload.experimentKey ? facts.read : null;
  const told = payload.outcome === 'roll_back' ? lowered : (evaluation: GuardrailEvaluation) => evaluation;
  return [
    told(freshExperiment(freshness)),
    verdictSupports(read, payload),
    told(sampleRatio(read)),
    payload.outcome === 'ship' ? guardrailMetrics(read, payload.variation) : noHarm(read),
    notAlreadyDecided({ state, payload, exceptProposalId: proposalId, now }),
  ];
}

/** Data that are bad enough to forbid a release are a reason to go back: they warn then. Unknown still blocks. */
export const lowered = (evaluation: GuardrailEvaluation): GuardrailEvaluation =>
  evaluation.outcome === 'block' ? { ...evaluation, outcome: 'warn' } : evaluation;

const noHarm = (read: ExperimentRead | null): GuardrailEvaluation => ({
  guardrail: 'guardrail-metrics',
  title: 'Guardrail metrics',
  outcome: 'pass',
  evidence: 'Everybody gets the control, which guardrail metrics are compared with.',
  measured: {},
  dataThrough: read?.lastDay ?? null,
});
