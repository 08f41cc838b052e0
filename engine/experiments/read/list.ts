import type {
  ExperimentList,
  ExperimentMetric,
  ExperimentRecord,
  ExperimentRow,
  Source,
} from '../../contract/index.ts';
import { canonicalJson, daysBetween, ok, type Result } from '../../core/index.ts';
import type { AnalyticsEngine, ListExtent } from '../../store/cache/types.ts';
import { countedFrom } from '../counted-from.ts';
import { readExperimentData, readExperimentUnits, readSources, type UnitsOverview } from '../daily/index.ts';
import type { ExperimentData } from '../sums.ts';
import { analyseExperiment } from './analyse.ts';
import { batchesOf } from './batches.ts';
import { experimentRow, type RowUnits, unreadRow } from './row.ts';

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
  /** Brings what is kept of some experiments' sums up to date, before their rows are read anew. */
  readonly keep?: (records: readonly ExperimentRecord[]) => Promise<Result<unknown>>;
  /** Asked after each row that was read: whether it is the last of `some`. */
  readonly enough?: () => boolean;
}

interface Read {
  readonly row: ExperimentRow;
  readonly sources: readonly Source[];
}

/** Who is in an experiment, by the overview: enough for a row that is not read. */
function unitsIn({ design, status }: ExperimentRecord, { units, dataThrough }: UnitsOverview): RowUnits | undefined {
  const found = units.get(design.key);
  if (found === undefined) return undefined;
  const { byVariation, firstDay, lastDay } = found;
  const end = status === 'running' && dataThrough !== null && dataThrough > lastDay ? dataThrough : lastDay;
  return {
    units: design.variations.reduce((sum, { key }) => sum + (byVariation.get(key) ?? 0), 0),
    firstDay,
    days: daysBetween(firstDay, end) + 1,
  };
}

/** A row that needs no sums: of a draft, which is judged by nothing, and of an experiment without units. */
function quickRow(experiment: ExperimentRecord, known: UnitsOverview): Read | null {
  const { dataThrough, sources } = known;
  const units = unitsIn(experiment, known);
  if (experiment.status === 'draft') return { row: unreadRow(experiment, 'done', units), sources };
  if (units !== undefined) return null;
  const read = analyseExperiment(experiment, emptyData(dataThrough), sources, { detail: 'summary' });
  return { row: experimentRow(read), sources };
}

async function readRow(
  engine: AnalyticsEngine,
  experiment: ExperimentRecord,
  { signal }: ListOptions,
): Promise<Result<Read>> {
  const found = await readExperimentData(engine, experiment, { signal, only: isDecisive, detail: 'summary' });
  if (!found.ok) return found;
  const { data, sources } = found.value;
  const record = decisive(experiment);
  return ok({ row: experimentRow(analyseExperiment(record, data, sources, { detail: 'summary' })), sources });
}

type Loads = readonly Pick<Source, 'dataset' | 'loadId' | 'dataThrough' | 'freshness'>[];

const loadsOf = (sources: readonly Source[]): Loads =>
  sources.map(({ dataset, loadId, dataThrough, freshness }) => ({ dataset, loadId, dataThrough, freshness }));

/** What a row depends on: the record, and which loads there are and how old they are. */
const basisOf = (record: ExperimentRecord, sources: readonly Source[]): string =>
  canonicalJson({ record, loads: loadsOf(sources) });

/** What the overview depends on. */
const overviewBasis = (records: readonly ExperimentRecord[], sources: readonly Source[]): string =>
  canonicalJson({
    loads: loadsOf(sources),
    records: records.map((record) => [record.design.key, record.design.unit, countedFrom(record), record.stoppedAt]),
  });

interface Asked {
  readonly experiments: readonly ExperimentRecord[];
  /** How much is read now. All. */
  readonly extent?: ListExtent;
}

/**
 * The list of experiments, which keeps the rows it has read for as long as record and data are the same: what was read
 * once is there at once, and the rest can be read some rows at a time. EX118.
 */
export class ExperimentListing {
  readonly #kept = new Map<string, Read & { readonly basis: string }>();
  #overview: { readonly basis: string; readonly known: UnitsOverview } | null = null;

  /**
   * Every experiment with its verdict, in the order given, and those of the data that have no design. One that has to wait
   * for a load does not hold up the others. Errors: those of the cache.
   */
  async read(
    engine: AnalyticsEngine,
    { experiments, extent = 'all' }: Asked,
    options: ListOptions = {},
  ): Promise<Result<ExperimentList>> {
    const sources = await readSources(engine, options.signal);
    if (!sources.ok) return sources;
    const overview = await this.#overviewOf(engine, { experiments, extent }, sources.value, options);
    if (!overview.ok) return overview;
    const known = overview.value;
    const basis = new Map(experiments.map((record) => [record.design.key, basisOf(record, sources.value)]));
    const found = (key: string): Read | null => {
      const kept = this.#kept.get(key);
      return kept !== undefined && kept.basis === basis.get(key) ? kept : null;
    };
    const keep = (key: string, read: Read): void => {
      this.#kept.set(key, { ...read, basis: basis.get(key) ?? '' });
    };
    const waiting = new Set<string>();
    if (known !== null)
      for (const experiment of experiments) {
        const quick = found(experiment.design.key) === null ? quickRow(experiment, known) : null;
        if (quick !== null) keep(experiment.design.key, quick);
      }
    const batches =
      known !== null && (extent === 'some' || extent === 'all')
        ? batchesOf(experiments, (record) => unitsIn(record, known)?.units ?? 0)
        : [];
    for (const batch of batches) {
      const toRead = batch.filter(({ design }) => found(design.key) === null);
      if (toRead.length === 0) continue;
      const kept = await options.keep?.(toRead);
      if (kept?.ok === false) return kept;
      let isEnough = false;
      for (const experiment of toRead) {
        const { key } = experiment.design;
        const read = await readRow(engine, experiment, options);
        if (read.ok) keep(key, read.value);
        else if (read.error.code === 'EXPERIMENT_WAITS') waiting.add(key);
        else return read;
        isEnough = read.ok && extent === 'some' && options.enough?.() === true;
        if (isEnough) break;
      }
      if (isEnough) break;
    }
    const rows = experiments.map((experiment): ExperimentRow => {
      const { key } = experiment.design;
      if (known === null) return found(key)?.row ?? unreadRow(experiment, 'record');
      return (
        found(key)?.row ?? unreadRow(experiment, waiting.has(key) ? 'waiting' : 'units', unitsIn(experiment, known))
      );
    });
    const isDone = rows.every(({ reading }) => reading === 'done' || reading === 'waiting');
    return ok({
      reading: known === null ? 'record' : isDone ? 'done' : 'units',
      experiments: rows,
      undefined: known?.undefined ?? [],
      sources: together([
        ...(known?.sources ?? sources.value),
        ...experiments.flatMap(({ design }) => found(design.key)?.sources ?? []),
      ]),
    });
  }

  /** Who is in which experiment, asked once while data and records are the same; null: it is not to be asked now. */
  async #overviewOf(
    engine: AnalyticsEngine,
    { experiments, extent }: Required<Asked>,
    sources: readonly Source[],
    { signal }: ListOptions,
  ): Promise<Result<UnitsOverview | null>> {
    if (this.#overview?.basis === overviewBasis(experiments, sources)) return ok(this.#overview.known);
    if (extent === 'record') return ok(null);
    const asked = await readExperimentUnits(engine, experiments, signal);
    if (asked.ok) this.#overview = { basis: overviewBasis(experiments, asked.value.sources), known: asked.value };
    return asked;
  }
}

/** The list read once, with nothing kept. */
export const readExperimentList = (
  engine: AnalyticsEngine,
  input: { readonly experiments: readonly ExperimentRecord[] },
  signal?: AbortSignal,
): Promise<Result<ExperimentList>> => new ExperimentListing().read(engine, input, { signal });
