export { evaluateGuardrails, type GuardrailFacts, worst } from './evaluate.ts';
export { loadPolicies, type Policies } from './policies.ts';
export type { PolicyOperation, PolicyRequest, ProposalFacts } from './policy-request.ts';
