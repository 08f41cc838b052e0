import { type Days, TILES, type TileId } from '../contract/index.ts';
import { addDays, type Day, daysFrom, ok, type Result } from '../core/index.ts';
import type { AnalyticsEngine } from '../store/cache/types.ts';
import { DATASET_DAYS, DAY_COUNTS, dayVolumes } from './queries.ts';

/** Reference data: their days say nothing about how far the facts go. */
const REFERENCE = new Set(['fx_rates', 'plan_monthly', 'dim_geo', 'dim_campaign']);

const factsOf = (tile: TileId): readonly string[] => TILES[tile].datasets.filter((name) => !REFERENCE.has(name));

/** Below this share of the usual rows of its weekday a day is not complete. */
const COMPLETE = 0.7;

export interface Coverage {
  /** From the first day of any to the last day of any dataset of the tile's page; null without data. */
  readonly page: Days | null;
  /** The last day that every dataset of the tile has; null when one has none. */
  readonly dataThrough: Day | null;
  readonly missing: readonly { readonly dataset: string; readonly reason: string }[];
}

const earliest = (days: readonly Day[]): Day | null => days.toSorted()[0] ?? null;
const latest = (days: readonly Day[]): Day | null => days.toSorted().at(-1) ?? null;

/** How far the data of a tile and of its page go. Errors: those of the engine. */
export async function readCoverage(
  engine: AnalyticsEngine,
  tile: TileId,
  signal?: AbortSignal,
): Promise<Result<Coverage>> {
  const found = await engine.query(DATASET_DAYS, {}, signal);
  if (!found.ok) return found;
  const known = new Map(found.value.rows.map((row) => [row.dataset, row]));
  const pageTiles = Object.values(TILES).filter(({ page }) => page === TILES[tile].page);
  const onPage = [...known.values()].filter(
    ({ dataset }) => !REFERENCE.has(dataset) && pageTiles.some(({ datasets }) => datasets.some((d) => d === dataset)),
  );
  const from = earliest(onPage.map(({ first }) => first));
  const to = latest(onPage.map(({ last }) => last));
  const own = factsOf(tile);
  const missing = own
    .filter((dataset) => !known.has(dataset))
    .map((dataset) => ({ dataset, reason: `${dataset} has not been loaded` }));
  return ok({
    page: from === null || to === null ? null : { from, to },
    dataThrough: missing.length > 0 ? null : earliest(own.flatMap((dataset) => known.get(dataset)?.last ?? [])),
    missing,
  });
}

/** Days at the end of the data whose numbers may still be coming in. */
const SETTLING = 3;

/** What a day has: rows, or whatever else is counted. */
interface DayCount {
  readonly day: Day;
  readonly rows: number;
}

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? 0;

/**
 * The days of one dataset that it has not completely: those with no rows, and those with less than 70 % of the usual
 * (median of the same weekday in the eight weeks before). With fewer than three such weekdays only missing days count.
 */
export function incompleteDays(counts: readonly DayCount[], { from, to }: Days): readonly Day[] {
  const byDay = new Map(counts.map(({ day, rows }) => [day, rows]));
  return daysFrom(from, to).filter((day) => {
    const rows = byDay.get(day) ?? 0;
    if (rows === 0) return true;
    const before = [1, 2, 3, 4, 5, 6, 7, 8].flatMap((week) => byDay.get(addDays(day, -7 * week)) ?? []);
    return before.length >= 3 && rows < COMPLETE * median(before.toSorted((a, b) => a - b));
  });
}

/** Of the last days of a dataset those with far less than usual of what it counts. */
async function readSettling(
  engine: AnalyticsEngine,
  dataset: string,
  { period, last }: { readonly period: Days; readonly last: Day },
  signal?: AbortSignal,
): Promise<Result<readonly Day[]>> {
  const query = dayVolumes(dataset);
  const from = addDays(last, 1 - SETTLING);
  if (query === null || from > period.to || last > period.to) return ok([]);
  const found = await engine.query(query, {}, signal);
  if (!found.ok) return found;
  return ok(incompleteDays(found.value.rows, { from: latest([from, period.from]) ?? from, to: last }));
}

/** Days of a period that some dataset of the tile has not completely, in order. Errors: those of the engine. */
export async function readPartialDays(
  engine: AnalyticsEngine,
  tile: TileId,
  period: Days,
  signal?: AbortSignal,
): Promise<Result<readonly Day[]>> {
  const datasets = factsOf(tile);
  const days: Day[] = [];
  for (const dataset of datasets) {
    const found = await engine.query(DAY_COUNTS, { dataset }, signal);
    if (!found.ok) return found;
    const counts = found.value.rows.filter(({ day }) => day <= period.to);
    days.push(...incompleteDays(counts, period));
    const settling = await readSettling(engine, dataset, { period, last: counts.at(-1)?.day ?? period.to }, signal);
    if (!settling.ok) return settling;
    days.push(...settling.value);
  }
  return ok([...new Set(days)].sort());
}
