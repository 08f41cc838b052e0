import { z } from '../../app/schema.ts';

export const SORTABLE = ['name', 'status', 'health', 'effect', 'units', 'days', 'verdict'] as const;
export const STATUSES = ['draft', 'running', 'stopped', 'decided'] as const;
export const VERDICTS = ['ship', 'roll_back', 'ready_for_review', 'keep_running', 'unhealthy', 'no_data'] as const;

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** What the address of the page holds: the open experiment and how the list is narrowed and ordered. */
export const experimentsSearch = z.object({
  /** The experiment that is open beside the list. */
  key: optional(z.string()),
  tab: optional(z.enum(['flags'])),
  q: optional(z.string()),
  status: optional(z.enum(STATUSES)),
  verdict: optional(z.enum(VERDICTS)),
  sort: optional(z.enum(SORTABLE)),
  desc: optional(z.boolean()),
});

export type ExperimentsSearch = z.infer<typeof experimentsSearch>;

/** What the address of the editor holds: the draft to change, or where a new one takes its first values from. */
export const editorSearch = z.object({
  /** The draft to change. */
  key: optional(z.string()),
  /** An experiment of the data that has no design yet. */
  from: optional(z.string()),
  /** An experiment whose design is the model of a new one. */
  like: optional(z.string()),
});

export type EditorSearch = z.infer<typeof editorSearch>;
