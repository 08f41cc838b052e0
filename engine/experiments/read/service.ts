import type {
  ExperimentList,
  ExperimentRead,
  ExperimentRecord,
  ExperimentRow,
  ExperimentVocabulary,
  Source,
} from '../../contract/index.ts';
import { ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine, Table } from '../../store/cache/types.ts';
import { readBaselines, readExperimentData, readExperimentUnits } from '../daily/index.ts';
import type { ExperimentData } from '../sums.ts';
import { analyseExperiment } from './analyse.ts';
import { experimentRow } from './row.ts';
import { type SumsOf, sumsTable } from './sums-table.ts';

/** One experiment. Errors: those of the cache. */
export async function readExperiment(
  engine: AnalyticsEngine,
  { experiment }: { readonly experiment: ExperimentRecord },
  signal?: AbortSignal,
): Promise<Result<ExperimentRead>> {
  const found = await readExperimentData(engine, experiment, signal);
  return found.ok ? ok(analyseExperiment(experiment, found.value.data, found.value.sources)) : found;
}

/** Each dataset once. */
function together(sources: readonly Source[]): readonly Source[] {
  const byDataset = new Map<string, Source>();
  for (const source of sources) if (!byDataset.has(source.dataset)) byDataset.set(source.dataset, source);
  return [...byDataset.values()];
}

const emptyData = (dataThrough: ExperimentData['dataThrough']): ExperimentData => ({
  daily: [],
  segments: [],
  ages: [],
  quantiles: [],
  exposure: [],
  multipleExposures: 0,
  unknownVariations: [],
  dataThrough,
});

/** Every experiment with its verdict, in the order given, and those of the data that have no design. */
export async function readExperimentList(
  engine: AnalyticsEngine,
  { experiments }: { readonly experiments: readonly ExperimentRecord[] },
  signal?: AbortSignal,
): Promise<Result<ExperimentList>> {
  const known = await readExperimentUnits(engine, experiments, signal);
  if (!known.ok) return known;
  const { units, undefined: strays, dataThrough } = known.value;
  const rows: ExperimentRow[] = [];
  const sources: Source[] = [...known.value.sources];
  for (const experiment of experiments) {
    const exposed = units.has(experiment.design.key);
    const found = exposed ? await readExperimentData(engine, experiment, signal) : ok(null);
    if (!found.ok) return found;
    const data = found.value?.data ?? emptyData(dataThrough);
    const own = found.value?.sources ?? known.value.sources;
    sources.push(...own);
    rows.push(experimentRow(analyseExperiment(experiment, data, own, { detail: 'summary' })));
  }
  return ok({ experiments: rows, undefined: strays, sources: together(sources) });
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
  const found = await readExperimentData(engine, experiment, signal);
  return found.ok ? ok(sumsTable(found.value.data, rows)) : found;
}

/** The experiment's rows of `ab_metrics_daily`: one for each day, metric and variation. */
export const readExperimentDays = (
  engine: AnalyticsEngine,
  { experiment }: { readonly experiment: ExperimentRecord },
  signal?: AbortSignal,
): Promise<Result<Table>> => readExperimentRows(engine, { experiment, rows: 'daily' }, signal);
