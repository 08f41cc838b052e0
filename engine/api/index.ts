export { closedErrors, contractError } from './answer.ts';
export { router } from './router.ts';
export type { Decision, Services } from './services.ts';
