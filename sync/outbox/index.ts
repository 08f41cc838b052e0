export type { Authorize, OutboxPorts, SyncLog } from './context.ts';
export { createOutbox, type OutboxOptions } from './outbox.ts';
export { DEFAULT_TIMING, nextAttemptAt, type Timing } from './timing.ts';
export { isAtRest, mayFollow, TRANSITIONS } from './transitions.ts';
export type { Outbox, SyncReport } from './types.ts';
