import type { SpineEvent } from '../../contract/index.ts';

/** The events of one type. */
export type EventOf<T extends SpineEvent['type']> = Extract<SpineEvent, { type: T }>;
