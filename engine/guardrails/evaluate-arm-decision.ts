import type { BanditDecide, GuardrailEvaluation } from '../contract/index.ts';
import type { DecisionFacts } from './evaluate-decision.ts';
import { lowered } from './evaluate-decision.ts';
import { armEvidence } from './evaluations/arm-evidence.ts';
import { type CellFacts, cellBudget } from './evaluations/cell-budget.ts';
import { oldestData } from './evaluations/fresh-data.ts';
import { notAlreadyDecided } from './evaluations/not-already-decided.ts';

/** Everything the guardrails of a decision over an arm look at. `null` is what could not be read: it blocks. */
export interface ArmDecisionFacts extends Omit<DecisionFacts, 'payload' | 'read'> {
  readonly payload: BanditDecide;
  readonly cell: CellFacts | null;
}

/** Judges a decision over an arm by every guardrail, in the order they are shown. docs/guardrails.md */
export function evaluateArmDecision(facts: ArmDecisionFacts): readonly GuardrailEvaluation[] {
  const { payload, freshness, state, proposalId, now } = facts;
  const cell = facts.cell?.read.cell.design.key === payload.cell ? facts.cell : null;
  const fresh = oldestData(freshness, cell?.read.sources.map(({ dataset }) => dataset) ?? []);
  return [
    payload.outcome === 'kill' ? lowered(fresh) : fresh,
    armEvidence(cell?.read ?? null, payload),
    cellBudget(cell, payload),
    notAlreadyDecided({ state, payload, exceptProposalId: proposalId, now }),
  ];
}
