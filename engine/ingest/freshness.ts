import type { DatasetFreshness, FreshnessState } from '../contract/index.ts';
import { addDays, addMonths, type Day, type Instant, instantOf, millisOf, startOfDay } from '../core/index.ts';
import type { Provenance } from '../store/cache/index.ts';
import type { DataContract } from './contracts/contract.ts';
import { zoneOf } from './contracts/zone.ts';

const HOUR = 3_600_000;

/** The last day that the drop after one through `dataThrough` will cover. */
function nextThrough({ sla: { every } }: DataContract, dataThrough: Day): Day {
  return every.unit === 'day' ? addDays(dataThrough, every.count) : addMonths(dataThrough, every.count);
}

/**
 * When the next data are due: at the end of the last day they will cover, in the zone the contract counts days in, plus
 * the contract's latency. Null when nothing is promised.
 * @param workspaceZone the reporting zone, for contracts that count days in it.
 */
export function dueAt(contract: DataContract, dataThrough: Day | null, workspaceZone: string): Instant | null {
  if (contract.sla.latencyHours === null || dataThrough === null) return null;
  const ended = startOfDay(addDays(nextThrough(contract, dataThrough), 1), zoneOf(contract, workspaceZone));
  return instantOf(ended + contract.sla.latencyHours * HOUR);
}

/** What freshness is judged by: now, and the workspace's reporting zone. */
export interface Moment {
  readonly now: Instant;
  readonly zone: string;
}

/** fresh until the next data are due, late for one more latency, stale after that; unknown without data or SLA. */
export function freshnessState(contract: DataContract, dataThrough: Day | null, { now, zone }: Moment): FreshnessState {
  const due = dueAt(contract, dataThrough, zone);
  if (due === null || contract.sla.latencyHours === null) return 'unknown';
  const overdue = millisOf(now) - millisOf(due);
  if (overdue <= 0) return 'fresh';
  return overdue <= contract.sla.latencyHours * HOUR ? 'late' : 'stale';
}

/** The freshness of one dataset as people see it. */
export function datasetFreshness(
  contract: DataContract,
  found: Provenance | undefined,
  moment: Moment,
): DatasetFreshness {
  const dataThrough = found?.dataThrough ?? null;
  return {
    dataset: contract.dataset,
    state: freshnessState(contract, dataThrough, moment),
    dataThrough,
    loadedAt: found?.loadedAt ?? null,
    dueAt: dueAt(contract, dataThrough, moment.zone),
    rows: found?.rows ?? 0,
    quarantined: found?.quarantined ?? 0,
  };
}
