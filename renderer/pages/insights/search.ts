import { z } from '../../app/schema.ts';

export const SORTABLE = ['name', 'says'] as const;
export const STATUSES = ['running', 'paused', 'ended'] as const;
export const ADVICE = ['promote', 'kill', 'stop', 'keep_running', 'no_data'] as const;

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** What the address of the page holds: the open cell, its chosen arm, and how the list is narrowed and ordered. */
export const insightsSearch = z.object({
  /** The cell that is open beside the list. */
  key: optional(z.string()),
  /** The arm whose history is drawn and that is decided over. */
  arm: optional(z.string()),
  q: optional(z.string()),
  status: optional(z.enum(STATUSES)),
  says: optional(z.enum(ADVICE)),
  sort: optional(z.enum(SORTABLE)),
  desc: optional(z.boolean()),
});

export type InsightsSearch = z.infer<typeof insightsSearch>;
