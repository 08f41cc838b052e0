import type { MetricBaseline, ProofValue } from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import { readVocabulary } from '../experiments/index.ts';
import type { AnalyticsEngine, Table } from '../store/cache/types.ts';
import type { Measured } from './creative-measures.ts';
import { baselineMethod } from './experiment-methods.ts';

const NUMBERS: Readonly<Record<string, readonly [label: string, of: (baseline: MetricBaseline) => ProofValue]>> = {
  units: ['Units with any event', ({ units }) => ({ kind: 'count', value: units })],
  mean: ['Mean per unit', ({ mean }) => ({ kind: 'number', value: mean })],
  sd: ['Standard deviation between units', ({ sd }) => ({ kind: 'number', value: sd })],
  share: ['Share of units with the event', ({ share }) => ({ kind: 'rate', value: share })],
  units_per_day: ['Units a day', ({ unitsPerDay }) => ({ kind: 'number', value: unitsPerDay })],
};

/** A number of what the data say about an event today; null when the reference names none. EX115. */
export async function measureBaseline(
  engine: AnalyticsEngine,
  [unit, event, name = '']: readonly string[],
  signal?: AbortSignal,
): Promise<Result<Measured | null>> {
  const read = await readVocabulary(engine, signal);
  if (!read.ok) return read;
  const baseline = read.value.baselines.find((one) => one.unit === unit && one.event === event);
  const number = Object.hasOwn(NUMBERS, name) ? NUMBERS[name] : undefined;
  if (baseline === undefined || number === undefined) return ok(null);
  const [label, of] = number;
  return ok({
    label: `${label}, ${event} by ${unit}`,
    value: of(baseline),
    method: baselineMethod(baseline),
    caveats: [],
  });
}

const COLUMNS = ['event', 'unit', 'firstDay', 'lastDay', 'units', 'mean', 'sd', 'share', 'unitsPerDay'] as const;

/** All baselines: those of one kind of unit rest on the same units. */
export async function baselineRows(engine: AnalyticsEngine, signal?: AbortSignal): Promise<Result<Table>> {
  const read = await readVocabulary(engine, signal);
  if (!read.ok) return read;
  return ok({ columns: [...COLUMNS], rows: read.value.baselines.map((row) => COLUMNS.map((name) => row[name])) });
}
