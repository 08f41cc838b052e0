import type { DatasetFreshness, FreshnessState } from '../contract/index.ts';
import { addDays, type Day, type Instant, instantOf, millisOf } from '../core/index.ts';
import type { Provenance } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';

const HOUR = 3_600_000;

/** When the day after `dataThrough` is due: at its end (UTC) plus the contract's latency. Null when nothing is promised. */
export function dueAt(contract: DataContract, dataThrough: Day | null): Instant | null {
  if (contract.latencyHours === null || dataThrough === null) return null;
  return instantOf(Date.parse(`${addDays(dataThrough, 2)}T00:00:00.000Z`) + contract.latencyHours * HOUR);
}

/** fresh until the next day is due, late for one more latency, stale after that; unknown without data or SLA. */
export function freshnessState(contract: DataContract, dataThrough: Day | null, now: Instant): FreshnessState {
  const due = dueAt(contract, dataThrough);
  if (due === null || contract.latencyHours === null) return 'unknown';
  const overdue = millisOf(now) - millisOf(due);
  if (overdue <= 0) return 'fresh';
  return overdue <= contract.latencyHours * HOUR ? 'late' : 'stale';
}

/** The freshness of one dataset as people see it. */
export function datasetFreshness(
  contract: DataContract,
  found: Provenance | undefined,
  now: Instant,
): DatasetFreshness {
  const dataThrough = found?.dataThrough ?? null;
  return {
    dataset: contract.dataset,
    state: freshnessState(contract, dataThrough, now),
    dataThrough,
    loadedAt: found?.loadedAt ?? null,
    dueAt: dueAt(contract, dataThrough),
    rows: found?.rows ?? 0,
    quarantined: found?.quarantined ?? 0,
  };
}
