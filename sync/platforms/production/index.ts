export { planDecision } from './plan.ts';
export { createProduction, type ProductionOptions } from './production.ts';
