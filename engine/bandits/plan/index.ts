export { armsOffered } from './arms-offered.ts';
export { readOffer } from './offer.ts';
export { type PlanGround, planCells } from './plan.ts';
