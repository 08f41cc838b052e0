export { evaluateGuardrails, type GuardrailFacts, worst } from './evaluate.ts';
export { evaluateArmDecision } from './evaluate-arm-decision.ts';
export { type DecisionFacts, evaluateDecision } from './evaluate-decision.ts';
export { leaderOf, supportOfArm } from './evaluations/arm-evidence.ts';
export type { CellFacts } from './evaluations/cell-budget.ts';
export { type Support, supportOf } from './evaluations/verdict-supports.ts';
export { loadPolicies, type Policies } from './policies.ts';
export type { PolicyOperation, PolicyRequest, ProposalFacts } from './policy-request.ts';
