import { z } from 'zod';

/** What the load is to do. */
export const loadSchema = z.object({
  port: z.int(),
  token: z.string(),
  /** health: the fixed body. assign: one unit after the other of those named `prefix-0`, `prefix-1`, …, `units` of them. */
  what: z.enum(['health', 'assign']),
  flag: z.string(),
  prefix: z.string(),
  units: z.int().min(1),
  requests: z.int().min(1),
  connections: z.int().min(1),
  /** Requests a second; null: as fast as they are answered. */
  rate: z.number().positive().nullable(),
});
export type Load = z.infer<typeof loadSchema>;

/** What it saw. */
export const loadResultSchema = z.object({
  answered: z.int(),
  errors: z.int(),
  perSecond: z.number(),
  latencyMs: z.object({ p50: z.number(), p99: z.number(), p999: z.number(), max: z.number() }),
  /** Of the load itself. */
  cpuMsPerRequest: z.number(),
});
export type LoadResult = z.infer<typeof loadResultSchema>;
