import {
  type ExperimentRecord,
  type ExperimentStatus,
  experimentStatusSchema,
  experimentVerdictSchema,
} from '../contract/index.ts';
import { appError, err, ok, type Result } from '../core/index.ts';
import { recording } from '../dashboards/index.ts';
import { readExperiment, readExperimentList, readExperimentRows } from '../experiments/index.ts';
import type { AnalyticsEngine, ProofReading, Table } from '../store/cache/types.ts';
import type { Measured } from './creative-measures.ts';
import { baselineRows, measureBaseline } from './experiment-baseline.ts';
import { measureExperiment, VERDICTS } from './experiment-measures.ts';
import { COUNTED_EXPERIMENTS, COUNTED_UNITS } from './experiment-methods.ts';
import type { ExperimentRef } from './experiment-ref.ts';

/** What a proof of an experiment's number is read from. */
export interface ExperimentProofReader {
  readonly engine: AnalyticsEngine;
  readonly experiments: readonly ExperimentRecord[];
}

const unknown = (ref: string) => err(appError('PROOF_UNKNOWN', { id: ref }));

const STATUS_LABELS: Readonly<Record<ExperimentStatus, string>> = {
  draft: 'Drafts of experiments',
  running: 'Running experiments',
  stopped: 'Stopped experiments',
  decided: 'Decided experiments',
};

/** How many experiments there are of a kind: all, by status, by verdict, or in the data without a design. */
async function countOf(
  { engine, experiments }: ExperimentProofReader,
  name: string,
  signal: AbortSignal | undefined,
): Promise<Result<Measured | null>> {
  const list = await readExperimentList(engine, { experiments }, signal);
  if (!list.ok) return list;
  const rows = list.value.experiments;
  const counted = (label: string, value: number) =>
    ok({ label, value: { kind: 'count' as const, value }, method: COUNTED_EXPERIMENTS, caveats: [] });
  if (name === 'experiments') return counted('Experiments', rows.length);
  if (name === 'undefined') return counted('Experiments in the data without a design', list.value.undefined.length);
  const status = experimentStatusSchema.safeParse(name);
  if (status.success)
    return counted(STATUS_LABELS[status.data], rows.filter((row) => row.status === status.data).length);
  const state = experimentVerdictSchema.safeParse(name);
  if (!state.success) return ok(null);
  const own = rows.filter(({ verdict }) => verdict?.state === state.data);
  return counted(`Experiments with the verdict “${VERDICTS[state.data]}”`, own.length);
}

/** The units of an experiment that is in the data and has no design: all there is to say about it. */
async function undesigned(
  { engine, experiments }: ExperimentProofReader,
  { measure, keys }: ExperimentRef,
  signal: AbortSignal | undefined,
): Promise<Result<Measured | null>> {
  const [key, variation, name] = keys;
  if (measure !== 'experiment.units' || variation !== 'all' || name !== 'units') return ok(null);
  const list = await readExperimentList(engine, { experiments }, signal);
  if (!list.ok) return list;
  const found = list.value.undefined.find((one) => one.key === key);
  if (found === undefined) return ok(null);
  return ok({
    label: `Units of ${found.key}, which has no design`,
    value: { kind: 'count' as const, value: found.units },
    method: COUNTED_UNITS,
    caveats: [],
  });
}

async function numberOf(
  reader: ExperimentProofReader,
  ref: ExperimentRef,
  signal: AbortSignal | undefined,
): Promise<Result<Measured | null>> {
  const [first = ''] = ref.keys;
  if (ref.measure === 'experiment.count') return countOf(reader, first, signal);
  if (ref.measure === 'experiment.baseline') return measureBaseline(reader.engine, ref.keys, signal);
  const experiment = reader.experiments.find(({ design }) => design.key === first);
  if (experiment === undefined) return undesigned(reader, ref, signal);
  const read = await readExperiment(reader.engine, { experiment }, signal);
  return read.ok ? ok(measureExperiment(read.value, ref)) : read;
}

/**
 * Makes a number of an experiment anew, with everything its proof states.
 * Errors: PROOF_UNKNOWN when what it names does not exist (any more); those of the cache.
 */
export async function proveExperiment(
  reader: ExperimentProofReader,
  ref: string,
  parsed: ExperimentRef,
  signal?: AbortSignal,
): Promise<Result<ProofReading>> {
  const recorded = recording(reader.engine);
  const number = await numberOf({ ...reader, engine: recorded.engine }, parsed, signal);
  if (!number.ok) return number;
  if (number.value === null) return unknown(ref);
  return ok({
    ref,
    ...number.value,
    query: recorded.query(),
    sources: recorded.sources(),
    elapsedMs: recorded.elapsedMs(),
  });
}

/** The sums, counts or rows a number of an experiment was made from. Errors as for `proveExperiment`. */
export async function experimentProofRows(
  reader: ExperimentProofReader,
  ref: string,
  parsed: ExperimentRef,
  signal?: AbortSignal,
): Promise<Result<Table>> {
  const number = await numberOf(reader, parsed, signal);
  if (!number.ok) return number;
  if (number.value === null) return unknown(ref);
  if (parsed.measure === 'experiment.baseline') return baselineRows(reader.engine, signal);
  if (parsed.measure === 'experiment.count') {
    const list = await readExperimentList(reader.engine, { experiments: reader.experiments }, signal);
    if (!list.ok) return list;
    return ok({
      columns: ['key', 'status', 'units', 'verdict'],
      rows: [
        ...list.value.experiments.map(({ key, status, units, verdict }) => [
          key,
          status,
          units,
          verdict?.state ?? null,
        ]),
        ...list.value.undefined.map(({ key, units }) => [key, 'undefined', units, null]),
      ],
    });
  }
  const experiment = reader.experiments.find(({ design }) => design.key === parsed.keys[0]);
  if (experiment === undefined)
    return ok({ columns: ['key', 'units'], rows: [[parsed.keys[0] ?? null, number.value.value.value]] });
  return readExperimentRows(reader.engine, { experiment, rows: rowsBehind(parsed, experiment) }, signal);
}

/** Which of the experiment's sums a number rests on. */
function rowsBehind({ measure, keys }: ExperimentRef, { design }: ExperimentRecord) {
  switch (measure) {
    case 'experiment.units':
    case 'experiment.exposure':
      return 'exposure';
    case 'experiment.check':
      return keys[1] === 'sample_ratio' || keys[1] === 'multiple_exposure' ? 'exposure' : 'daily';
    case 'experiment.segment':
      return 'segments';
    case 'experiment.novelty':
      return 'ages';
    case 'experiment.metric':
      return design.metrics.find(({ id }) => id === keys[1])?.kind === 'quantile' ? 'quantiles' : 'daily';
    default:
      return 'daily';
  }
}
