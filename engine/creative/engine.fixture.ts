import type { z } from 'zod';
import { type Source, sourceSchema } from '../contract/index.ts';
import { ok } from '../core/index.ts';
import type { AnalyticsEngine, QueryDefinition, QueryParams } from '../store/cache/types.ts';

/** A load of creative_daily, for tests that do not need DuckDB. */
export const SOURCE: Source = sourceSchema.parse({
  dataset: 'creative_daily',
  loadId: '01930000-0000-7000-8000-000000000001',
  rowsRead: 35,
  dataThrough: '2026-11-21',
  loadedAt: '2026-11-22T05:04:31.000Z',
  snapshotHash: 'a'.repeat(64),
  freshness: 'fresh',
});

/** Counts of each variant: [clicks, impressions]. */
export type CountsByTest = Readonly<Record<string, readonly (readonly [number, number])[]>>;

/** An analytics engine that answers the creative queries from counts held in memory. */
export function creativeEngine(tests: CountsByTest, source: Source = SOURCE): AnalyticsEngine {
  return {
    async query<Row extends z.ZodType>(definition: QueryDefinition<Row>, params: QueryParams) {
      const wanted = Object.entries(tests).filter(([id]) => params.test_id === undefined || params.test_id === id);
      const rows = wanted.flatMap(([id, variants]) =>
        variants.map(([clicks, impressions], i) =>
          definition.row.parse({
            test_id: id,
            variant_id: `${id}-${i + 1}`,
            test_name: `The ${id} headline`,
            headline: `${id} headline ${i + 1}`,
            body: '',
            declared: null,
            first_day: '2026-11-10',
            last_day: '2026-11-21',
            impressions,
            clicks,
            rows_read: 12,
          }),
        ),
      );
      return ok({ rows, sources: [source], elapsedMs: 1 });
    },
  };
}
