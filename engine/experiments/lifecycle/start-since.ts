import type { ExperimentDesign } from '../../contract/index.ts';
import { appError, type Day, err, ok, type Result } from '../../core/index.ts';
import { formatDay } from '../../serializer/index.ts';

/** What is known when it is started: the design's first exposure in the data, and today, in UTC as exposures are. */
export interface SinceKnown {
  readonly firstDay: Day | null;
  readonly today: Day;
}

/** Whether exposures may count from a day on: it has exposures by then, and is not in the future. EX111. */
export function mayCountSince(
  { key }: Pick<ExperimentDesign, 'key'>,
  since: Day,
  { firstDay, today }: SinceKnown,
): Result<void> {
  const refused = (reason: string): Result<never> =>
    err(appError('EXPERIMENT_SINCE', { key, day: formatDay(since), reason }));
  if (since > today) return refused(`today is ${formatDay(today)}`);
  if (firstDay === null) return refused('the data have no exposures of it');
  return since < firstDay ? refused(`its first exposure in the data is on ${formatDay(firstDay)}`) : ok(undefined);
}
