import { z } from '../../app/schema.ts';

const text = z.string().optional().catch(undefined);

/** What the address of Data health holds: the dataset, the load whose kept-out rows are shown, and by which reason. */
export const dataSearch = z.object({
  dataset: text,
  load: text,
  rule: text,
  view: z.enum(['list', 'days']).optional().catch(undefined),
  choose: z.boolean().optional().catch(undefined),
});
