import type { ExperimentRecord } from '../contract/index.ts';
import { ok, type Result } from '../core/index.ts';
import { recording } from '../dashboards/index.ts';
import { readExperiment } from '../experiments/index.ts';
import type { AnalyticsEngine, ProofReading } from '../store/cache/types.ts';
import { measureExperiment } from './experiment-measures.ts';
import { isExperiment } from './experiment-ref.ts';
import { parseProofRef } from './ref.ts';

interface Asked {
  readonly experiment: ExperimentRecord;
  readonly refs: readonly string[];
}

/**
 * Many numbers of one experiment from one read of it, each with everything its proof states, as `proveExperiment` makes
 * them one by one: for a report, which prints all of them. What names no number of this experiment is left out. Errors:
 * those of the cache.
 */
export async function proveExperimentNumbers(
  engine: AnalyticsEngine,
  { experiment, refs }: Asked,
  signal?: AbortSignal,
): Promise<Result<readonly ProofReading[]>> {
  const recorded = recording(engine);
  const read = await readExperiment(recorded.engine, { experiment }, signal);
  if (!read.ok) return read;
  const [query, sources, elapsedMs] = [recorded.query(), recorded.sources(), recorded.elapsedMs()];
  return ok(
    refs.flatMap((ref) => {
      const parsed = parseProofRef(ref);
      if (parsed === null || !isExperiment(parsed) || parsed.keys[0] !== experiment.design.key) return [];
      const number = measureExperiment(read.value, parsed);
      return number === null ? [] : [{ ref, ...number, query, sources, elapsedMs }];
    }),
  );
}
