import { z } from '../../app/schema.ts';

export const STATUSES = ['running', 'paused', 'planned', 'ended'] as const;
export const SORTABLE = ['name', 'place', 'status', 'pBest', 'spent', 'nextLook', 'advice'] as const;

const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

/** What the address of the page holds: the open cell, the view, and how it is narrowed and ordered. */
export const cellsSearch = z.object({
  /** The cell that is open beside the grid or list. */
  key: optional(z.string()),
  /** Without it: the grid. */
  view: optional(z.enum(['list'])),
  q: optional(z.string()),
  status: optional(z.enum(STATUSES)),
  owner: optional(z.string()),
  /** Only cells whose next look is due. */
  look: optional(z.literal(true)),
  sort: optional(z.enum(SORTABLE)),
  desc: optional(z.boolean()),
});
export type CellsSearch = z.infer<typeof cellsSearch>;

/** What the address of the editor holds: the planned cell to change, or what a new one begins with. */
export const cellEditorSearch = z.object({
  /** The planned cell to change. */
  key: optional(z.string()),
  /** A cell whose plan is the model of a new one. */
  like: optional(z.string()),
  channel: optional(z.string()),
  segment: optional(z.string()),
});
export type CellEditorSearch = z.infer<typeof cellEditorSearch>;
