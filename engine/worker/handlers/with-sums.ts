import type { ExperimentRecord } from '../../contract/index.ts';
import type { Result } from '../../core/index.ts';
import { refreshExperimentDays } from '../../experiments/index.ts';
import type { Opened } from '../workplace.ts';

interface Sums extends Pick<Opened, 'cache'> {
  readonly experiments: readonly ExperimentRecord[];
  readonly signal: AbortSignal;
}

/** Reads with the sums by day of experiments brought up to date. */
export async function withSums<T>(
  { cache, experiments, signal }: Sums,
  read: () => Promise<Result<T>>,
): Promise<Result<T>> {
  const kept = await refreshExperimentDays(cache, experiments, { signal });
  return kept.ok ? read() : kept;
}
