import type { z } from 'zod';
import type { DataState } from '../../store/cache/index.ts';
import type { rangeQuery } from './queries/values.ts';

type Ranges = readonly z.infer<ReturnType<typeof rangeQuery>['row']>[];

const known = new WeakMap<DataState, Map<string, Ranges>>();

/**
 * What values are like, asked once while the data are the same: experiments have units and events in common, and each time
 * it takes a look at all outcomes.
 * @param question all that the answer depends on but the data
 */
export async function rangesOnce(
  state: DataState | null,
  question: readonly string[],
  ask: () => Promise<Ranges>,
): Promise<Ranges> {
  if (state === null) return ask();
  const answers = known.get(state) ?? new Map<string, Ranges>();
  known.set(state, answers);
  const key = JSON.stringify(question);
  const ranges = answers.get(key) ?? (await ask());
  answers.set(key, ranges);
  return ranges;
}
