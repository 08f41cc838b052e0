import { z } from '../../app/schema.ts';
import { WHICH } from './together/which.ts';

export const SORTABLE = ['name', 'firstDay', 'variants', 'impressions', 'pBest', 'expectedLoss', 'verdict'] as const;

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** What the address of the page holds: the open test and how the list is narrowed and ordered. */
export const creativeTestsSearch = z.object({
  test: optional(z.string()),
  q: optional(z.string()),
  /** All tests as one family, instead of one by one. */
  view: optional(z.enum(['together'])),
  /** Which tests the read of all together lists. */
  which: optional(z.enum(WHICH)),
  verdict: optional(z.enum(['winner', 'keep_testing', 'no_difference', 'unhealthy', 'no_data'])),
  sort: optional(z.enum(SORTABLE)),
  desc: optional(z.boolean()),
  /** Columns that are hidden, by id. */
  hide: optional(z.array(z.enum(SORTABLE))),
});

export type CreativeTestsSearch = z.infer<typeof creativeTestsSearch>;
