export { evaluateGuardrails, type GuardrailFacts, worst } from './evaluate.ts';
export { type DecisionFacts, evaluateDecision } from './evaluate-decision.ts';
export { type Support, supportOf } from './evaluations/verdict-supports.ts';
export { loadPolicies, type Policies } from './policies.ts';
export type { PolicyOperation, PolicyRequest, ProposalFacts } from './policy-request.ts';
