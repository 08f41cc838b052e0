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
import { type AskedQuery, readBaselines, readExperimentData, readExperimentUnits } from '../daily/index.ts';
import type { ExperimentData } from '../sums.ts';
import { analyseExperiment } from './analyse.ts';
import { experimentRow } from './row.ts';
import { sumsTable } from './sums-table.ts';

/** An experiment as it was read, and the queries it was made from. */
export interface ProvableRead {
  readonly read: ExperimentRead;
  readonly queries: readonly AskedQuery[];
}

/** One experiment with what a proof of its numbers states. Errors: those of the cache. */
export async function readProvableExperiment(
  engine: AnalyticsEngine,
  experiment: ExperimentRecord,
  signal?: AbortSignal,
): Promise<Result<ProvableRead>> {
  const found = await readExperimentData(engine, experiment, signal);
  if (!found.ok) return found;
  const { data, sources, queries } = found.value;
  return ok({ read: analyseExperiment(experiment, data, sources), queries });
}

/** One experiment. Errors: those of the cache. */
export async function readExperiment(
  engine: AnalyticsEngine,
  { experiment }: { readonly experiment: ExperimentRecord },
  signal?: AbortSignal,
): Promise<Result<ExperimentRead>> {
  const found = await readProvableExperiment(engine, experiment, signal);
  return found.ok ? ok(found.value.read) : found;
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

/** The experiment's rows of `ab_metrics_daily`. */
export async function readExperimentDays(
  engine: AnalyticsEngine,
  { experiment }: { readonly experiment: ExperimentRecord },
  signal?: AbortSignal,
): Promise<Result<Table>> {
  const found = await readExperimentData(engine, experiment, signal);
  return found.ok ? ok(sumsTable(found.value.data.daily)) : found;
}
