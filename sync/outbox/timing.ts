import { type Instant, instantOf, millisOf } from '../../engine/core/index.ts';
import type { ActionRecord } from '../../engine/store/journal/state.ts';
import { isAtRest } from './transitions.ts';

export interface Timing {
  /** First backoff bound; doubles with each attempt. */
  readonly backoffMs: number;
  readonly backoffMaxMs: number;
  /** Attempts that fail for a passing reason before the action becomes a dead letter. */
  readonly maxAttempts: number;
  /**
   * How long after an unknown outcome an empty read-back is believed: longer than a request can be under way plus the
   * time the platform's lists lag.
   */
  readonly settleMs: number;
}

export const DEFAULT_TIMING: Timing = {
  backoffMs: 1_000,
  backoffMaxMs: 300_000,
  maxAttempts: 8,
  settleMs: 90_000,
};

/** Uniform on [0, 1) from text alone (FNV-1a, 32 bits), so that a wait is the same after a restart. */
export function jitterOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash ^= text.charCodeAt(i);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) / 2 ** 32;
}

/**
 * Exponential backoff with full jitter, in milliseconds: uniform on [0, min(max, base·2^(attempt-1))).
 * Source: Brooker, "Exponential Backoff And Jitter", AWS Architecture Blog, 2015.
 */
export function backoffMs(timing: Timing, attempt: number, uniform: number): number {
  const bound = Math.min(timing.backoffMaxMs, timing.backoffMs * 2 ** Math.max(0, attempt - 1));
  return Math.floor(bound * uniform);
}

/** Seconds the platform asked us to wait, when the last failure was its rate limit. */
function waitAsked(record: ActionRecord): number | null {
  if (record.failure?.code !== 'PLATFORM_RATE_LIMITED') return null;
  const seconds = record.failure.detail.seconds;
  return typeof seconds === 'number' ? seconds : null;
}

const settledAt = (record: ActionRecord, timing: Timing): number =>
  Math.max(0, ...record.steps.filter((s) => s.phase === 'unknown').map((step) => millisOf(step.at) + timing.settleMs));

/**
 * When the action may next be worked on, in milliseconds since the epoch; 0 when nothing holds it back. Derived from
 * the journal alone: a restart neither forgets nor shortens a wait.
 */
export function dueAt(record: ActionRecord, timing: Timing): number {
  if (isAtRest(record.state)) return 0;
  const settled = settledAt(record, timing);
  if (record.failure === null || record.failure.code === 'PLATFORM_AUTH') return settled;
  const seconds = waitAsked(record);
  const uniform = jitterOf(`${record.action.id}/${record.attempt}`);
  const wait = seconds === null ? backoffMs(timing, record.attempt, uniform) : seconds * 1_000;
  return Math.max(settled, millisOf(record.changedAt) + wait);
}

/** {@link dueAt} as an instant for people, or null when the action is at rest or due already. */
export function nextAttemptAt(record: ActionRecord, now: number, timing: Timing = DEFAULT_TIMING): Instant | null {
  const due = dueAt(record, timing);
  return due > now ? instantOf(due) : null;
}
