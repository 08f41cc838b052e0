export { readOffer } from './offer.ts';
export { type PlanGround, planCells } from './plan.ts';
