import { z } from 'zod';
import { daySchema } from '../contract/index.ts';
import type { QueryDefinition } from '../store/cache/types.ts';

const count = z.int().nonnegative();

export const variantTotalsRow = z.object({
  test_id: z.string(),
  variant_id: z.string(),
  test_name: z.string().nullable(),
  headline: z.string().nullable(),
  body: z.string().nullable(),
  first_day: daySchema,
  last_day: daySchema,
  impressions: count,
  clicks: count,
  /** Rows of the data these totals were made from. */
  rows_read: count,
});
export type VariantTotals = z.infer<typeof variantTotalsRow>;

const COLUMNS = `select test_id,
       variant_id,
       max(test_name) as test_name,
       max(headline) as headline,
       max(body) as body,
       cast(min(day) as varchar) as first_day,
       cast(max(day) as varchar) as last_day,
       cast(sum(impressions) as double) as impressions,
       cast(sum(clicks) as double) as clicks,
       cast(count(*) as double) as rows_read
from creative_daily`;

const GROUPED = `group by test_id, variant_id
order by test_id, min(day), variant_id`;

/** One row a variant of every test. Within a test in the order of first appearance: the order of the labels. */
export const ALL_VARIANT_TOTALS = {
  id: 'creative.all_variant_totals',
  sql: `${COLUMNS}\n${GROUPED}`,
  datasets: ['creative_daily'],
  row: variantTotalsRow,
} satisfies QueryDefinition;

/** The same for one test. */
export const VARIANT_TOTALS = {
  id: 'creative.variant_totals',
  sql: `${COLUMNS}\nwhere test_id = $test_id\n${GROUPED}`,
  datasets: ['creative_daily'],
  row: variantTotalsRow,
} satisfies QueryDefinition;
