import type { ExperimentRead, ExperimentRecord, ExperimentVocabulary } from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine, Table } from '../../store/cache/types.ts';
import { readBaselines, readExperimentData } from '../daily/index.ts';
import { analyseExperiment } from './analyse.ts';
import { type SumsOf, sumsTable } from './sums-table.ts';

/** One experiment. Errors: those of the cache. */
export async function readExperiment(
  engine: AnalyticsEngine,
  { experiment }: { readonly experiment: ExperimentRecord },
  signal?: AbortSignal,
): Promise<Result<ExperimentRead>> {
  const found = await readExperimentData(engine, experiment, { signal });
  return found.ok ? ok(analyseExperiment(experiment, found.value.data, found.value.sources)) : found;
}

/** What a new design can be made from. */
export async function readVocabulary(
  engine: AnalyticsEngine,
  signal?: AbortSignal,
): Promise<Result<ExperimentVocabulary>> {
  const found = await readBaselines(engine, signal);
  return found.ok ? ok({ baselines: found.value.baselines }) : found;
}

/** Rows of an experiment's data, as a proof exports them. Errors: those of the cache. */
export async function readExperimentRows(
  engine: AnalyticsEngine,
  { experiment, rows }: { readonly experiment: ExperimentRecord; readonly rows: SumsOf },
  signal?: AbortSignal,
): Promise<Result<Table>> {
  const found = await readExperimentData(engine, experiment, { signal });
  return found.ok ? ok(sumsTable(found.value.data, rows)) : found;
}

/** The experiment's rows of `ab_metrics_daily`: one for each day, metric and variation. */
export const readExperimentDays = (
  engine: AnalyticsEngine,
  { experiment }: { readonly experiment: ExperimentRecord },
  signal?: AbortSignal,
): Promise<Result<Table>> => readExperimentRows(engine, { experiment, rows: 'daily' }, signal);
