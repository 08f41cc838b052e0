import type { Clock } from '../../engine/core/index.ts';
import { backoffMs, jitterOf, type Timing } from './timing.ts';

export type LinkState = 'online' | 'offline' | 'not_configured' | 'refused';

/** Failures in a row that open the circuit when the other side answers, but badly. */
const TOLERATED = 5;

/**
 * Health of one other side (the remote database, a platform) in this run of the program: offline detection and circuit
 * breaker. It only ever holds requests back, so losing it in a crash costs one extra probe.
 */
export interface Link {
  readonly state: LinkState;
  readonly note: string;
  /** Milliseconds since the epoch before which nothing is sent; Infinity while a person has to act. */
  readonly closedUntil: number;
  ready(): boolean;
  succeeded(): void;
  /** Nothing got through: offline from the first time, probed again with growing waits. */
  unreachable(note: string): void;
  /** It answered, but with a passing error. */
  stumbled(note: string): void;
  /** A person has to act: stays closed until `reset`. */
  refused(note: string): void;
  notConfigured(note: string): void;
  reset(): void;
}

export function createLink(name: string, clock: Clock, timing: Timing): Link {
  let state: LinkState = 'online';
  let note = '';
  let failures = 0;
  let closedUntil = 0;
  const close = (to: LinkState, why: string, until: number): void => {
    state = to;
    note = why;
    closedUntil = until;
  };
  const wait = (): number => clock.millis() + backoffMs(timing, failures, 0.5 + jitterOf(`${name}/${failures}`) / 2);
  return {
    get state() {
      return state;
    },
    get note() {
      return note;
    },
    get closedUntil() {
      return closedUntil;
    },
    ready: () => clock.millis() >= closedUntil,
    succeeded() {
      failures = 0;
      close('online', '', 0);
    },
    unreachable(why) {
      failures += 1;
      close('offline', why, wait());
    },
    stumbled(why) {
      failures += 1;
      if (failures >= TOLERATED) close('offline', why, wait());
    },
    refused(why) {
      close('refused', why, Number.POSITIVE_INFINITY);
    },
    notConfigured(why) {
      close('not_configured', why, 0);
    },
    reset() {
      failures = 0;
      close('online', '', 0);
    },
  };
}
