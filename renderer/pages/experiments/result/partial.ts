import type { ExperimentRead } from '../../../../engine/contract/index.ts';

/** The last day of which everything is in: days after it are not complete. null: nothing tells. */
export function partialAfter({ sources }: Pick<ExperimentRead, 'sources'>): string | null {
  const days = sources.flatMap(({ dataThrough }) => (dataThrough === null ? [] : [dataThrough]));
  return days.toSorted()[0] ?? null;
}
