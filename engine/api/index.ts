export { closedErrors, contractError } from './answer.ts';
export { type Opening, router } from './router.ts';
export type { Decision, Services } from './services.ts';
