import type {
  ExperimentList,
  ExperimentMetric,
  ExperimentRecord,
  ExperimentRow,
  Source,
} from '../../contract/index.ts';
import { canonicalJson, ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine } from '../../store/cache/types.ts';
import { readExperimentData, readExperimentUnits, type UnitsOverview } from '../daily/index.ts';
import type { ExperimentData } from '../sums.ts';
import { analyseExperiment } from './analyse.ts';
import { experimentRow } from './row.ts';

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

/** Each dataset once. */
function together(sources: readonly Source[]): readonly Source[] {
  const byDataset = new Map<string, Source>();
  for (const source of sources) if (!byDataset.has(source.dataset)) byDataset.set(source.dataset, source);
  return [...byDataset.values()];
}

/** The metrics that the verdict rests on: what only explains is not read for the list. */
const isDecisive = ({ role }: ExperimentMetric): boolean => role !== 'secondary';

const decisive = (record: ExperimentRecord): ExperimentRecord => ({
  ...record,
  design: { ...record.design, metrics: record.design.metrics.filter(isDecisive) },
});

export interface ListOptions {
  readonly signal?: AbortSignal | undefined;
  /** Brings what is kept of an experiment's sums up to date, before its row is read anew. */
  readonly keep?: (record: ExperimentRecord) => Promise<Result<unknown>>;
}

interface Read {
  readonly row: ExperimentRow;
  readonly sources: readonly Source[];
}

async function readRow(
  engine: AnalyticsEngine,
  experiment: ExperimentRecord,
  known: UnitsOverview,
  { signal, keep }: ListOptions,
): Promise<Result<Read>> {
  if (!known.units.has(experiment.design.key)) {
    const { dataThrough, sources } = known;
    const read = analyseExperiment(experiment, emptyData(dataThrough), sources, { detail: 'summary' });
    return ok({ row: experimentRow(read), sources });
  }
  const kept = experiment.status === 'draft' ? ok(null) : await keep?.(experiment);
  if (kept?.ok === false) return kept;
  const found = await readExperimentData(engine, experiment, { signal, only: isDecisive });
  if (!found.ok) return found;
  const { data, sources } = found.value;
  const record = decisive(experiment);
  return ok({ row: experimentRow(analyseExperiment(record, data, sources, { detail: 'summary' })), sources });
}

/** What a row depends on: the record, and which loads there are and how old they are. */
const basisOf = (record: ExperimentRecord, { sources }: UnitsOverview): string =>
  canonicalJson({
    record,
    loads: sources.map(({ dataset, loadId, dataThrough, freshness }) => ({ dataset, loadId, dataThrough, freshness })),
  });

/**
 * The list of experiments, which keeps the rows it has read for as long as record and data are the same: with two hundred
 * experiments a page that is opened again asks for who is in them and no more.
 */
export class ExperimentListing {
  readonly #kept = new Map<string, Read & { readonly basis: string }>();

  /** Every experiment with its verdict, in the order given, and those of the data that have no design. */
  async read(
    engine: AnalyticsEngine,
    { experiments }: { readonly experiments: readonly ExperimentRecord[] },
    options: ListOptions = {},
  ): Promise<Result<ExperimentList>> {
    const known = await readExperimentUnits(engine, experiments, options.signal);
    if (!known.ok) return known;
    const rows: ExperimentRow[] = [];
    const sources: Source[] = [...known.value.sources];
    for (const experiment of experiments) {
      const { key } = experiment.design;
      const basis = basisOf(experiment, known.value);
      const kept = this.#kept.get(key);
      const found = kept?.basis === basis ? ok(kept) : await readRow(engine, experiment, known.value, options);
      if (!found.ok) return found;
      this.#kept.set(key, { ...found.value, basis });
      rows.push(found.value.row);
      sources.push(...found.value.sources);
    }
    return ok({ experiments: rows, undefined: known.value.undefined, sources: together(sources) });
  }
}

/** The list read once, with nothing kept. */
export const readExperimentList = (
  engine: AnalyticsEngine,
  input: { readonly experiments: readonly ExperimentRecord[] },
  signal?: AbortSignal,
): Promise<Result<ExperimentList>> => new ExperimentListing().read(engine, input, { signal });
