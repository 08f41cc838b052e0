import type { Days } from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import { type Bounds, wilson } from '../metrics/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { stepText } from './funnel-steps.ts';
import { type FunnelQuery, type FunnelRow, funnelParams, funnelQuery } from './queries/index.ts';

/** Milliseconds between two steps: quartiles, 90 % point, and the 90 % interval of the median. */
export interface StepWait {
  readonly lower: number;
  readonly median: number;
  readonly medianInterval: Bounds;
  readonly upper: number;
  readonly p90: number;
}

export interface Share extends Bounds {
  readonly rate: number;
}

export interface FunnelStage {
  readonly step: string;
  /** Sessions or visitors that came this far. */
  readonly units: number;
  /** Those of the step before that did not; 0 for the first step. */
  readonly lost: number;
  /** Share of the step before, with Wilson's 90 % interval; null for the first step and when nobody was there. */
  readonly ofPrevious: Share | null;
  readonly ofFirst: Share | null;
  /** Time since the step before; null when nobody took it. */
  readonly wait: StepWait | null;
}

export interface Funnel {
  /** What its sessions have in common: `all`, or a value of the group. */
  readonly group: string;
  readonly stages: readonly FunnelStage[];
}

function shareOf(part: number, whole: number): Share | null {
  const bounds = wilson(part, whole);
  return bounds === null ? null : { rate: part / whole, ...bounds };
}

function waitOf(row: FunnelRow): StepWait | null {
  const { lower, median, upper, p90, median_low: low, median_high: high } = row;
  if (lower === null || median === null || upper === null || p90 === null || low === null || high === null) return null;
  return { lower, median, medianInterval: { low, high }, upper, p90 };
}

/** Funnels from their counts, the group that most began with first. */
export function funnelsOf(rows: readonly FunnelRow[], { steps }: Pick<FunnelQuery, 'steps'>): readonly Funnel[] {
  const groups = [...new Set(rows.map(({ grp }) => grp))];
  const funnels = groups.map((group) => {
    const own = rows.filter(({ grp }) => grp === group);
    const first = own[0]?.units ?? 0;
    const stages = own.map((row, index): FunnelStage => {
      const before = own[index - 1]?.units;
      const step = steps[row.step - 1];
      return {
        step: step === undefined ? '' : stepText(step),
        units: row.units,
        lost: before === undefined ? 0 : before - row.units,
        ofPrevious: before === undefined ? null : shareOf(row.units, before),
        ofFirst: before === undefined ? null : shareOf(row.units, first),
        wait: waitOf(row),
      };
    });
    return { group, stages };
  });
  return funnels.toSorted((a, b) => (b.stages[0]?.units ?? 0) - (a.stages[0]?.units ?? 0));
}

/** The funnels of a period, one for each group; none when no one took the first step. Errors: those of the engine. */
export async function readFunnels(
  engine: AnalyticsEngine,
  query: FunnelQuery,
  days: Days,
  signal?: AbortSignal,
): Promise<Result<readonly Funnel[]>> {
  const found = await engine.query(funnelQuery(query), funnelParams(query, days), signal);
  return found.ok ? ok(funnelsOf(found.value.rows, query)) : found;
}
