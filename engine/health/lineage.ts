import { type Lineage, TILES } from '../contract/index.ts';
import { rollupsOf } from '../store/cache/index.ts';
import type { HeldLoad } from './queries.ts';

/** Pages that are not made of tiles, and what they read. */
const OTHER_READERS: Readonly<Record<string, Lineage['readers']>> = {
  creative_daily: [{ page: 'creative-tests', title: 'Creative tests' }],
};

/** From the files of a dataset over its loads and tables to what reads it. */
export function lineageOf(dataset: string, held: readonly HeldLoad[]): Lineage {
  return {
    dataset,
    loads: held
      .filter((load) => load.dataset === dataset)
      .map((load) => ({
        id: load.id,
        snapshotId: load.snapshot_id,
        files: load.files,
        bytes: load.bytes,
        firstFile: load.first_file,
        days: load.days,
        rows: load.rows,
        from: load.first_day,
        to: load.last_day,
        source: load.source,
      })),
    tables: [dataset, ...rollupsOf(dataset).map(({ table }) => table)],
    readers: [
      ...Object.values(TILES)
        .filter(({ datasets }) => datasets.some((name) => name === dataset))
        .map(({ page, title }) => ({ page, title })),
      ...(OTHER_READERS[dataset] ?? []),
    ],
  };
}
