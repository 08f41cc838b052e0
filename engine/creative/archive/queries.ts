import { z } from 'zod';
import type { QueryDefinition } from '../../store/cache/types.ts';
import { variantTotalsRow } from '../queries.ts';

export const declaredTotalsRow = variantTotalsRow.omit({ body: true }).extend({
  /** Whoever ran the test called this variant the winner; null when the data do not say. */
  declared: z.boolean().nullable(),
});
export type DeclaredTotals = z.infer<typeof declaredTotalsRow>;

/** One row a variant of every test, with whether it was declared the winner; in the order of the labels. */
export const DECLARED_TOTALS = {
  id: 'creative.declared_totals',
  sql: `select test_id,
       variant_id,
       max(test_name) as test_name,
       max(headline) as headline,
       cast(min(day) as varchar) as first_day,
       cast(max(day) as varchar) as last_day,
       cast(sum(impressions) as double) as impressions,
       cast(sum(clicks) as double) as clicks,
       bool_or(declared_winner) as declared,
       cast(count(*) as double) as rows_read
from creative_daily
group by test_id, variant_id
order by test_id, min(day), variant_id`,
  datasets: ['creative_daily'],
  row: declaredTotalsRow,
} satisfies QueryDefinition;
