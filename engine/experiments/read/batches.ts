import type { ExperimentRecord, ExperimentStatus } from '../../contract/index.ts';
import { likenessOf } from '../daily/index.ts';

const STATUSES: readonly ExperimentStatus[] = ['running', 'stopped', 'decided', 'draft'];

/** Units whose sums are kept in one go: as many as take some seconds. At first fewer, so that there soon is something to see. */
const UNITS_TOGETHER = 500_000;
const UNITS_AT_FIRST = 100_000;

/**
 * Experiments in the order in which they are read, those together whose sums are kept in one go: those that run first, and
 * of these those with the same plan one after another.
 * @param unitsOf how many units an experiment has
 */
export function batchesOf(
  experiments: readonly ExperimentRecord[],
  unitsOf: (experiment: ExperimentRecord) => number,
): readonly (readonly ExperimentRecord[])[] {
  const likeness = experiments.map(likenessOf);
  const first = new Map(experiments.map((record, index) => [record, likeness.indexOf(likeness[index] ?? '')]));
  const place = (record: ExperimentRecord): number => first.get(record) ?? 0;
  const ordered = experiments.toSorted(
    (a, b) => STATUSES.indexOf(a.status) - STATUSES.indexOf(b.status) || place(a) - place(b),
  );
  const batches: ExperimentRecord[][] = [];
  let units = Number.POSITIVE_INFINITY;
  for (const record of ordered) {
    const own = unitsOf(record);
    if (units + own > Math.min(UNITS_AT_FIRST * 2 ** (batches.length - 1), UNITS_TOGETHER)) {
      batches.push([]);
      units = 0;
    }
    batches.at(-1)?.push(record);
    units += own;
  }
  return batches;
}
