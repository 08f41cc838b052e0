import { type Clock, instantOf } from '../../engine/core/index.ts';

export interface ManualClock extends Clock {
  advance(ms: number): void;
}

/** A clock that stands still until it is told to go on; sleeping advances it. */
export function manualClock(start = '2026-11-02T09:00:00.000Z'): ManualClock {
  let millis = Date.parse(start);
  return {
    now: () => instantOf(millis),
    millis: () => millis,
    async sleep(ms, signal) {
      signal?.throwIfAborted();
      millis += ms;
    },
    advance(ms) {
      millis += ms;
    },
  };
}
